#include "app/window.h"

#include <glib/gi18n-lib.h>

#include "app/appearance.h"
#include "app/choose.h"
#include "app/closures.h"
#include "app/dialogs/add-dialog.h"
#include "app/dialogs/check-dialog.h"
#include "app/dialogs/guest-dialog.h"
#include "app/dialogs/own-dialog.h"
#include "app/dialogs/preferences-dialog.h"
#include "app/dialogs/restore-dialog.h"
#include "app/dialogs/vaults-dialog.h"
#include "app/arrived.h"
#include "app/leave.h"
#include "app/links.h"
#include "app/lock-watch/lock-sources.h"
#include "app/lock-watch/lock-watch.h"
#include "app/notices.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/paste.h"
#include "app/people.h"
#include "app/places.h"
#include "app/presence.h"
#include "app/presenter.h"
#include "app/shortcuts.h"
#include "app/signs.h"
#include "app/site-sign.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/ways-acts.h"
#include "app/when.h"
#include "organise/practice.h"

/* An empty window that flashes up before the vault is only in the way; a keyring that takes longer
 * is waited for in sight. */
#define PATIENCE_MS 200

struct _CoffretWindow {
  AdwApplicationWindow parent_instance;

  GtkBox *holder;
  GtkWidget *page; /* in it */
  AdwToastOverlay *toasts;
  AdwBanner *sign;
  AdwBanner *site_sign;
  CoffretDoor *door;
  CoffretUndo *undo;           /* of the open session */
  CoffretAddDialog *add;       /* weak: while it is on the screen */
  GListStore *waiting;         /* GFile's, until the vault is open */
  GListStore *shared;          /* CoffretArrived's, until the door has looked */
  char *backup;                /* to be shown once the door has looked */
  GSettings *settings;         /* nullable */
  CoffretLockWatch *watch;     /* nullable */
  CoffretPresenter *presenter; /* nullable */
  gboolean leaving;            /* with what a guest added */
  gboolean replaced;           /* what is under the dialog on the screen */
  guint patience;              /* the source that presents it whatever the door says; 0: none */
  GVariant *standing;          /* where to return once the vault is open; nullable */
};

typedef enum {
  PROP_PRESENTING = 1,
} CoffretWindowProperty;

G_DEFINE_FINAL_TYPE (CoffretWindow, coffret_window, ADW_TYPE_APPLICATION_WINDOW)

static CoffretVaultView *
vault_view (CoffretWindow *self)
{
  return self->page && COFFRET_IS_VAULT_VIEW (self->page) ? COFFRET_VAULT_VIEW (self->page) : NULL;
}

static void
update_undo (CoffretWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 self->undo && coffret_undo_can_undo (self->undo));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                 self->undo && coffret_undo_can_redo (self->undo));
}

static void
set_undo (CoffretWindow *self, CoffretUndo *undo)
{
  if (self->undo)
    g_signal_handlers_disconnect_by_func (self->undo, update_undo, self);
  g_set_object (&self->undo, undo);
  if (undo)
    g_signal_connect_object (undo, "notify", G_CALLBACK (update_undo), self, G_CONNECT_SWAPPED);
  update_undo (self);
}

static void
on_open_added (CoffretWindow *self, const char *id)
{
  if (vault_view (self))
    coffret_vault_view_open (vault_view (self), id);
}

static void
on_add_closed (CoffretWindow *self)
{
  g_clear_weak_pointer (&self->add);
}

/* The dialog that takes credentials in; the one on the screen if there is one. */
static CoffretAddDialog *
ensure_add_dialog (CoffretWindow *self)
{
  CoffretVaultView *view = vault_view (self);

  if (!view)
    return NULL;
  if (!self->add) {
    g_set_weak_pointer (&self->add,
                        coffret_add_dialog_new (coffret_vault_view_get_session (view),
                                                coffret_vault_view_get_compartment (view)));
    g_signal_connect_object (self->add, "open", G_CALLBACK (on_open_added), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->add, "closed", G_CALLBACK (on_add_closed), self,
                             G_CONNECT_SWAPPED);
    adw_dialog_present (ADW_DIALOG (self->add), GTK_WIDGET (self));
    coffret_ways_acts_ask (GTK_WIDGET (self), self->door);
    self->replaced = TRUE;
  }
  return self->add;
}

static void
add_waiting (CoffretWindow *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->waiting)) == 0 || !vault_view (self))
    return;
  if (coffret_session_can_change (coffret_vault_view_get_session (vault_view (self))))
    coffret_add_dialog_take_files (ensure_add_dialog (self), G_LIST_MODEL (self->waiting));
  else
    coffret_tell (GTK_WIDGET (self), _ ("Nothing was added: this vault cannot be changed"));
  g_list_store_remove_all (self->waiting);
}

static void
on_files_dropped (CoffretWindow *self, GListModel *files)
{
  coffret_window_add_files (self, files);
}

static void
set_page (CoffretWindow *self, GtkWidget *page)
{
  GtkWidget *before = self->page;
  AdwDialog *dialog;

  /* No dialog of a vault outlives it on the screen. */
  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)))) {
    /* It has opened the vault, and still is to prove that all is there. */
    if (COFFRET_IS_RESTORE_DIALOG (dialog) && COFFRET_IS_VAULT_VIEW (page))
      break;
    adw_dialog_force_close (dialog);
  }
  if (self->add)
    g_clear_weak_pointer (&self->add);
  adw_toast_overlay_dismiss_all (self->toasts);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (before)
    coffret_leave_page (before, COFFRET_IS_VAULT_VIEW (before) ? coffret_vault_view_shed : NULL);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_prepend (self->holder, page);
  self->page = page;
}

static void
do_explain_read_only (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_signs_explain_read_only (widget, COFFRET_WINDOW (widget)->door);
}

static void
on_slots_changed (CoffretWindow *self)
{
  coffret_signs_show (self->sign, self->door);
}

static void
do_make_sheet (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);

  coffret_ways_acts_make_sheet (widget, self->door);
  self->replaced = TRUE; /* the sign with the button for it */
}

/* A dialog gives the focus back to what had it; that may have gone under it. */
static void
on_dialog_changed (CoffretWindow *self)
{
  if (!self->replaced || adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)))
    return;
  self->replaced = FALSE;
  if (vault_view (self))
    coffret_vault_view_focus (vault_view (self));
}

static void
do_explain_damage (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_signs_explain_damage (widget);
}

/* To where the person was before, if that is to be. */
static void
go_back (CoffretWindow *self)
{
  if (self->standing)
    coffret_vault_view_return (vault_view (self), self->standing);
  g_clear_pointer (&self->standing, g_variant_unref);
}

static void
show (CoffretWindow *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

/* Whether nobody sees the window yet, and the door is still to say what is to be seen in it. */
static gboolean
is_soon (CoffretWindow *self)
{
  return !gtk_widget_get_visible (GTK_WIDGET (self)) &&
         coffret_door_get_state (self->door) == COFFRET_DOOR_LOOKING;
}

static void
on_door_changed (CoffretWindow *self)
{
  CoffretDoorState state = coffret_door_get_state (self->door);
  CoffretSession *session = coffret_door_get_session (self->door);
  GtkWidget *child = self->page;
  gboolean open = state == COFFRET_DOOR_OPEN && session;
  gboolean taking = open && coffret_session_can_change (session);

  if (open && !vault_view (self)) {
    CoffretVaultView *view = coffret_vault_view_new (session);

    coffret_vault_view_set_settings (view, self->settings);
    coffret_vault_view_set_door (view, self->door);
    if (self->settings && coffret_door_get_kind (self->door) == COFFRET_DOOR_TO_VAULT)
      g_object_set_data_full (G_OBJECT (view), "notices",
                              coffret_notices_new (GTK_WINDOW (self), session,
                                                   coffret_vault_view_get_watch (view),
                                                   self->settings, NULL, NULL),
                              g_object_unref);
    g_signal_connect_object (view, "files-dropped", G_CALLBACK (on_files_dropped), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (session, "notify::damaged", G_CALLBACK (on_door_changed), self,
                             G_CONNECT_SWAPPED);
    set_page (self, GTK_WIDGET (view));
    set_undo (self, coffret_session_get_undo (session));
    go_back (self);
    coffret_vault_view_focus (view);
    self->replaced =
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) != NULL;
    add_waiting (self);
  } else if (state == COFFRET_DOOR_FIRST_RUN) {
    set_undo (self, NULL);
    if (!child || !COFFRET_IS_FIRST_RUN_PAGE (child))
      set_page (self, GTK_WIDGET (coffret_first_run_page_new (self->door)));
  } else if (!open && !is_soon (self) && !(child && COFFRET_IS_DOOR_PAGE (child))) {
    set_undo (self, NULL);
    set_page (self, GTK_WIDGET (coffret_door_page_new (self->door)));
    coffret_door_page_set_waiting (COFFRET_DOOR_PAGE (self->page),
                                   g_list_model_get_n_items (G_LIST_MODEL (self->waiting)));
  }

  coffret_signs_show (self->sign, self->door);
  coffret_site_sign_update (self->site_sign, self->door);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.lock",
                                 open &&
                                   coffret_door_get_kind (self->door) == COFFRET_DOOR_TO_VAULT);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add", taking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.choose-files", taking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.choose-folder", taking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.choose-picture", taking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.type-in", taking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.paste", taking);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-practice-file",
                                 open && coffret_session_is_practice (session));
  coffret_people_allow (GTK_WIDGET (self), open ? session : NULL);
  if (self->patience != 0 && !is_soon (self))
    show (self);
}

static void
on_patience_over (gpointer data)
{
  CoffretWindow *self = data;

  self->patience = 0;
  gtk_window_present (GTK_WINDOW (self));
  on_door_changed (self);
}

/* What somebody shared needs no vault, but no dialog outlives the page that it was shown over. */
static void
show_shared (CoffretWindow *self)
{
  gboolean open = coffret_door_get_state (self->door) == COFFRET_DOOR_OPEN;
  gboolean busy;
  g_autoptr (CoffretArrived) first = NULL;

  g_object_get (self->door, "busy", &busy, NULL);
  if (coffret_door_get_state (self->door) == COFFRET_DOOR_LOOKING || (busy && !open))
    return;
  while ((first = g_list_model_get_item (G_LIST_MODEL (self->shared), 0))) {
    g_list_store_remove (self->shared, 0);
    coffret_arrived_show (first, GTK_WIDGET (self), coffret_door_get_session (self->door));
    g_clear_object (&first);
  }
}

static void
take_shared (CoffretWindow *self, CoffretArrived *arrived)
{
  if (coffret_arrived_count (arrived) > 0)
    g_list_store_append (self->shared, arrived);
  show_shared (self);
}

static void
do_explain_guest (GtkWidget *widget, const char *action, GVariant *target)
{
  adw_dialog_present (ADW_DIALOG (coffret_guest_dialog_new ()), widget);
}

static void
do_lock (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_lock_watch_lock (COFFRET_WINDOW (widget)->watch);
}

static void
do_add (GtkWidget *widget, const char *action, GVariant *target)
{
  ensure_add_dialog (COFFRET_WINDOW (widget));
}

static void
on_check_add (CoffretWindow *self, CoffretCheckDialog *dialog)
{
  CoffretAddDialog *add = ensure_add_dialog (self);

  if (add)
    coffret_check_dialog_hand_over (dialog, add);
}

/* Needs no vault: also while it is locked, and before there is one. */
static void
do_check (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);
  CoffretSession *session =
    vault_view (self) ? coffret_vault_view_get_session (vault_view (self)) : NULL;
  CoffretCheckDialog *dialog = coffret_check_dialog_new (
    session,
    session && coffret_session_can_change (session) && !coffret_session_is_practice (session),
    coffret_door_get_kind (self->door) != COFFRET_DOOR_TO_VAULT);

  g_signal_connect_object (dialog, "add", G_CALLBACK (on_check_add), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_typed_in (CoffretWindow *self, const char *id)
{
  coffret_tell_undo (GTK_WIDGET (self), _ ("It is in your vault"));
  if (vault_view (self))
    coffret_vault_view_open (vault_view (self), id);
}

static void
do_type_in (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);
  AdwDialog *below = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self));
  CoffretCompartment *compartment;
  CoffretOwnDialog *dialog;

  if (!vault_view (self))
    return;
  if (below && COFFRET_IS_ADD_DIALOG (below))
    adw_dialog_close (below);
  compartment = coffret_vault_view_get_compartment (vault_view (self));
  /* What fills itself takes nothing by hand. */
  if (compartment && coffret_compartment_get_rule (compartment))
    compartment = NULL;
  dialog = coffret_own_dialog_new (coffret_vault_view_get_session (vault_view (self)),
                                   compartment ? coffret_compartment_get_id (compartment) : NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_typed_in), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_add_practice_file (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);
  const CoffretPracticeFile *file =
    vault_view (self) ? coffret_practice_next (coffret_vault_view_get_session (vault_view (self)))
                      : NULL;

  if (file)
    coffret_add_dialog_take_bytes (ensure_add_dialog (self), file->bytes, file->name);
  else
    coffret_tell (widget, _ ("All the practice files are here. Put one in the trash to add it "
                             "once more."));
}

static void
do_keep_received (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);
  g_autoptr (GVariant) content = g_variant_get_child_value (target, 0);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (content);
  const char *name;

  g_variant_get_child (target, 1, "&s", &name);
  if (vault_view (self))
    coffret_add_dialog_take_bytes (ensure_add_dialog (self), bytes, name);
}

static void
do_preferences (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);

  if (self->settings)
    adw_dialog_present (
      ADW_DIALOG (coffret_preferences_dialog_new (self->settings, self->door, self->watch)),
      widget);
}

static void
do_vaults (GtkWidget *widget, const char *action, GVariant *target)
{
  adw_dialog_present (ADW_DIALOG (coffret_vaults_dialog_new (COFFRET_WINDOW (widget)->door)),
                      widget);
}

static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretWindow) self = data;
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!files)
    return;
  if (coffret_door_get_kind (self->door) != COFFRET_DOOR_TO_VAULT)
    coffret_choose_forget (files);
  coffret_window_add_files (self, files);
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretWindow) self = data;
  g_autoptr (GListModel) folders =
    gtk_file_dialog_select_multiple_folders_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folders)
    coffret_window_add_files (self, folders);
}

static void
do_choose (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Add Credentials"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Add"));
  if (g_str_equal (action, "win.choose-picture")) {
    g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

    gtk_file_filter_set_name (pictures, _ ("Pictures"));
    gtk_file_filter_add_mime_type (pictures, "image/*");
    gtk_file_dialog_set_title (dialog, _ ("Scan a Picture"));
    gtk_file_dialog_set_default_filter (dialog, pictures);
  }
  if (g_str_equal (action, "win.choose-folder"))
    gtk_file_dialog_select_multiple_folders (dialog, GTK_WINDOW (widget), NULL, on_folder_chosen,
                                             g_object_ref (widget));
  else
    gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (widget), NULL, on_files_chosen,
                                   g_object_ref (widget));
}

static void
on_bytes_sorted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretWindow *self = owner;
  CoffretArrived *arrived = g_value_get_object (value);
  GBytes *bytes = coffret_arrived_get_bytes (arrived);

  if (bytes && vault_view (self))
    coffret_add_dialog_take_bytes (ensure_add_dialog (self), bytes,
                                   coffret_arrived_get_name (arrived));
  take_shared (self, arrived);
}

static void
on_pasted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretWindow *self = owner;
  CoffretPaste *paste;

  if (error) {
    coffret_tell (GTK_WIDGET (self), error->message);
    return;
  }
  paste = g_value_get_boxed (value);
  if (paste->link)
    coffret_links_explain (GTK_WIDGET (self), paste->link);
  else if (paste->files)
    coffret_window_add_files (self, paste->files);
  else
    coffret_when (coffret_arrived_sort_bytes (paste->bytes, paste->name), self, on_bytes_sorted,
                  NULL, NULL);
}

static void
do_paste (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_when (coffret_paste_read (gtk_widget_get_clipboard (widget)), widget, on_pasted, NULL,
                NULL);
}

/* DATA: the sentence of the step. */
static void
on_undone (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("That Could Not Be Undone"), error);
  else
    coffret_tell_instead (owner, data);
}

static void
do_undo (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretWindow *self = COFFRET_WINDOW (widget);
  gboolean redo = g_str_equal (action, "win.redo");
  const char *label;
  char *sentence;

  if (!self->undo)
    return;
  label =
    redo ? coffret_undo_get_redo_label (self->undo) : coffret_undo_get_undo_label (self->undo);
  /* Before the act: the step that the label belongs to may be gone when it is done. */
  /* Translators: %s is what was undone, e.g. "Put 3 credentials into “Work”" */
  sentence = g_strdup_printf (redo ? _ ("Done again: %s") : _ ("Undone: %s"), label ?: "");
  coffret_when (redo ? coffret_undo_redo (self->undo) : coffret_undo_undo (self->undo), self,
                on_undone, sentence, g_free);
}

static void
remember_size (CoffretWindow *self)
{
  int width, height;

  /* Where there is no vault nothing is kept: perhaps a guest session was all that was wanted. */
  if (!self->settings || coffret_door_get_kind (self->door) != COFFRET_DOOR_TO_VAULT ||
      coffret_door_get_state (self->door) == COFFRET_DOOR_FIRST_RUN)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (self->settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
on_leave_answered (CoffretWindow *self, const char *response)
{
  if (!g_str_equal (response, "forget"))
    return;
  self->leaving = TRUE;
  coffret_door_lock (self->door);
  gtk_window_close (GTK_WINDOW (self));
}

gboolean
coffret_window_ask_before_leaving (CoffretWindow *self)
{
  CoffretSession *session = coffret_door_get_session (self->door);
  AdwAlertDialog *dialog;

  if (self->leaving || !session || coffret_door_get_kind (self->door) != COFFRET_DOOR_TO_GUEST ||
      !coffret_undo_has_unsaved (coffret_session_get_undo (session)))
    return FALSE;
  /* One question at a time. */
  if (ADW_IS_ALERT_DIALOG (
        adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))))
    return TRUE;
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (
    _ ("End the Guest Session?"),
    _ ("Everything that was added here is forgotten. The files that it came from stay where "
       "they are.")));
  adw_alert_dialog_add_responses (dialog, "stay", _ ("_Stay Here"), "forget", _ ("_End and Forget"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "forget", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (dialog, "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_answered), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
  return TRUE;
}

static gboolean
coffret_window_close_request (GtkWindow *window)
{
  CoffretWindow *self = COFFRET_WINDOW (window);

  if (coffret_window_ask_before_leaving (self))
    return TRUE;
  remember_size (self);
  gtk_window_set_focus (window, NULL);
  coffret_door_lock (self->door);
  return GTK_WINDOW_CLASS (coffret_window_parent_class)->close_request (window);
}

static void
coffret_window_dispose (GObject *object)
{
  CoffretWindow *self = COFFRET_WINDOW (object);

  if (self->door)
    g_signal_handlers_disconnect_by_data (self->door, self);
  g_clear_object (&self->presenter);
  g_clear_object (&self->watch);
  g_clear_object (&self->undo);
  g_clear_weak_pointer (&self->add);
  g_clear_object (&self->waiting);
  g_clear_object (&self->shared);
  g_clear_pointer (&self->backup, g_free);
  g_clear_pointer (&self->standing, g_variant_unref);
  g_clear_object (&self->settings);
  g_clear_handle_id (&self->patience, g_source_remove);
  self->page = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_WINDOW);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_window_parent_class)->dispose (object);
}

static void
coffret_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_boolean (value, COFFRET_WINDOW (object)->presenter != NULL);
}

static void
coffret_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  coffret_window_set_presenting (COFFRET_WINDOW (object), g_value_get_boolean (value));
}

static void
coffret_window_class_init (CoffretWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  /* Below what a text field does with these keys. */
  static const char *const keyed[] = { "win.add",    "win.check",    "win.choose-files",
                                       "win.lock",   "win.paste",    "win.undo",
                                       "win.redo",   "window.close", "win.preferences",
                                       "win.vaults", "win.type-in",  "win.present" };

  G_OBJECT_CLASS (klass)->dispose = coffret_window_dispose;
  G_OBJECT_CLASS (klass)->get_property = coffret_window_get_property;
  G_OBJECT_CLASS (klass)->set_property = coffret_window_set_property;
  g_object_class_install_property (
    G_OBJECT_CLASS (klass), PROP_PRESENTING,
    g_param_spec_boolean ("presenting", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
  GTK_WINDOW_CLASS (klass)->close_request = coffret_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/window.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretWindow, holder);
  gtk_widget_class_bind_template_child (widget_class, CoffretWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CoffretWindow, sign);
  gtk_widget_class_bind_template_child (widget_class, CoffretWindow, site_sign);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, do_lock);
  gtk_widget_class_install_action (widget_class, "win.add", NULL, do_add);
  gtk_widget_class_install_action (widget_class, "win.check", NULL, do_check);
  gtk_widget_class_install_action (widget_class, "win.choose-files", NULL, do_choose);
  gtk_widget_class_install_action (widget_class, "win.choose-folder", NULL, do_choose);
  gtk_widget_class_install_action (widget_class, "win.choose-picture", NULL, do_choose);
  gtk_widget_class_install_action (widget_class, "win.add-practice-file", NULL,
                                   do_add_practice_file);
  gtk_widget_class_install_action (widget_class, "win.keep-received", "(ays)", do_keep_received);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, do_paste);
  gtk_widget_class_install_action (widget_class, "win.type-in", NULL, do_type_in);
  gtk_widget_class_install_action (widget_class, "win.explain-read-only", NULL,
                                   do_explain_read_only);
  gtk_widget_class_install_action (widget_class, "win.explain-damage", NULL, do_explain_damage);
  gtk_widget_class_install_action (widget_class, "win.explain-guest", NULL, do_explain_guest);
  gtk_widget_class_install_action (widget_class, "win.make-sheet", NULL, do_make_sheet);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, do_preferences);
  gtk_widget_class_install_action (widget_class, "win.vaults", NULL, do_vaults);
  gtk_widget_class_install_property_action (widget_class, "win.present", "presenting");
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, do_undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, do_undo);
  for (gsize i = 0; i < G_N_ELEMENTS (keyed); i++)
    coffret_shortcuts_bind (widget_class, keyed[i]);
  coffret_shortcuts_bind_dialogs ();
  coffret_people_install (widget_class);
}

static void
coffret_window_init (CoffretWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->waiting = g_list_store_new (G_TYPE_FILE);
  self->shared = g_list_store_new (COFFRET_TYPE_ARRIVED);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (on_dialog_changed), NULL);
  self->settings = coffret_places_settings ();
  if (self->settings) {
    int width, height;

    g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
    gtk_window_set_default_size (GTK_WINDOW (self), width, height);
    if (g_settings_get_boolean (self->settings, "window-maximized"))
      gtk_window_maximize (GTK_WINDOW (self));
  }
}

/* Nobody may take it for the owner's own. */
static void
show_title (CoffretWindow *self)
{
  switch (coffret_door_get_kind (self->door)) {
  case COFFRET_DOOR_TO_PRACTICE:
    gtk_window_set_title (GTK_WINDOW (self), _ ("Practice Vault"));
    break;
  case COFFRET_DOOR_TO_GUEST:
    gtk_window_set_title (GTK_WINDOW (self), _ ("Guest Session"));
    break;
  case COFFRET_DOOR_TO_VAULT:
  default:
    break;
  }
}

/* Looked at once the vault is open, or it is known that there is none that opens. */
static void
show_backup (CoffretWindow *self)
{
  CoffretDoorState state = coffret_door_get_state (self->door);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog;

  if (!self->backup || (state != COFFRET_DOOR_OPEN && state != COFFRET_DOOR_FIRST_RUN &&
                        state != COFFRET_DOOR_DAMAGED && state != COFFRET_DOOR_MISSING))
    return;
  path = g_steal_pointer (&self->backup);
  dialog = coffret_restore_dialog_for (self->door, path, &error);
  if (dialog)
    adw_dialog_present (dialog, GTK_WIDGET (self));
  else
    coffret_tell_error (GTK_WIDGET (self), _ ("This Backup Cannot Be Used"), error);
}

static void
follow_door (CoffretWindow *self)
{
  g_signal_connect_object (self->door, "notify::state", G_CALLBACK (on_door_changed), self,
                           G_CONNECT_SWAPPED);
  /* After the page that it is shown over. */
  g_signal_connect_object (self->door, "notify::state", G_CALLBACK (show_backup), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->door, "notify", G_CALLBACK (show_shared), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->door, "notify::slots", G_CALLBACK (on_slots_changed), self,
                           G_CONNECT_SWAPPED);
  on_door_changed (self);
  coffret_presence_follow (GTK_WINDOW (self), self->door);
  if (coffret_door_get_kind (self->door) == COFFRET_DOOR_TO_VAULT)
    self->watch = coffret_lock_watch_new (
      GTK_WINDOW (self), self->door, self->settings,
      coffret_lock_sources_new (gtk_window_get_application (GTK_WINDOW (self))));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.vaults",
                                 coffret_door_get_kind (self->door) == COFFRET_DOOR_TO_VAULT);
}

CoffretWindow *
coffret_window_new (GtkApplication *application, CoffretDoor *door)
{
  CoffretWindow *self = g_object_new (COFFRET_TYPE_WINDOW, "application", application, NULL);

  self->door = g_object_ref (door);
  /* A vault in memory leaves no trace, not even of how it was looked at. */
  if (self->settings && coffret_door_get_kind (door) != COFFRET_DOOR_TO_VAULT)
    g_settings_delay (self->settings);
  if (self->settings)
    coffret_appearance_follow (self->settings);
  show_title (self);
  follow_door (self);
  return self;
}

void
coffret_window_show (CoffretWindow *self)
{
  if (!is_soon (self))
    show (self);
  else if (self->patience == 0)
    self->patience = g_timeout_add_once (PATIENCE_MS, on_patience_over, self);
}

void
coffret_window_set_door (CoffretWindow *self, CoffretDoor *door)
{
  coffret_door_lock (self->door);
  g_signal_handlers_disconnect_by_data (self->door, self);
  g_clear_object (&self->watch);
  g_set_object (&self->door, door);
  set_undo (self, NULL);
  set_page (self, GTK_WIDGET (coffret_door_page_new (door)));
  follow_door (self);
}

GVariant *
coffret_window_describe (CoffretWindow *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  const char *folder = coffret_door_get_folder (self->door);

  if (folder && g_utf8_validate (folder, -1, NULL))
    g_variant_builder_add (&builder, "{ss}", "vault", folder);
  if (vault_view (self))
    coffret_vault_view_describe (vault_view (self), &builder);
  return g_variant_builder_end (&builder);
}

void
coffret_window_return (CoffretWindow *self, GVariant *standing)
{
  g_clear_pointer (&self->standing, g_variant_unref);
  self->standing = g_variant_ref_sink (standing);
  if (vault_view (self))
    go_back (self);
}

void
coffret_window_set_presenting (CoffretWindow *self, gboolean presenting)
{
  if (presenting == (self->presenter != NULL))
    return;
  g_clear_object (&self->presenter);
  if (presenting)
    self->presenter = coffret_presenter_new (GTK_WINDOW (self), GTK_WIDGET (self->holder));
  g_object_notify (G_OBJECT (self), "presenting");
}

void
coffret_window_show_attention (CoffretWindow *self)
{
  if (vault_view (self))
    coffret_vault_view_show (vault_view (self), "attention");
}

CoffretDoor *
coffret_window_get_door (CoffretWindow *self)
{
  return self->door;
}

AdwToastOverlay *
coffret_window_get_toasts (CoffretWindow *self)
{
  return self->toasts;
}

/* Whether FILE is a backup: that is no credential. */
static gboolean
take_backup (CoffretWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (!path || !g_str_has_suffix (path, COFFRET_BACKUP_SUFFIX))
    return FALSE;
  g_set_str (&self->backup, path);
  show_backup (self);
  if (self->backup && coffret_door_get_state (self->door) != COFFRET_DOOR_LOOKING)
    coffret_tell (GTK_WIDGET (self), _ ("This backup is looked at as soon as your vault is open"));
  return TRUE;
}

static void
on_sorted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretWindow *self = owner;
  CoffretArrived *arrived = g_value_get_object (value);
  GListModel *files = coffret_arrived_get_files (arrived);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    g_list_store_append (self->waiting, file);
  }
  add_waiting (self);
  if (self->page && COFFRET_IS_DOOR_PAGE (self->page))
    coffret_door_page_set_waiting (COFFRET_DOOR_PAGE (self->page),
                                   g_list_model_get_n_items (G_LIST_MODEL (self->waiting)));
  take_shared (self, arrived);
}

void
coffret_window_add_files (CoffretWindow *self, GListModel *files)
{
  g_autoptr (GListStore) others = g_list_store_new (G_TYPE_FILE);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    if (!take_backup (self, file))
      g_list_store_append (others, file);
  }
  if (g_list_model_get_n_items (G_LIST_MODEL (others)) > 0)
    coffret_when (coffret_arrived_sort (G_LIST_MODEL (others)), self, on_sorted, NULL, NULL);
}
