#include "app/window.h"

#include <glib/gi18n-lib.h>

#include "app/appearance.h"
#include "app/banners.h"
#include "app/closures.h"
#include "app/dialogs/guest-dialog.h"
#include "app/dialogs/preferences-dialog.h"
#include "app/dialogs/restore-dialog.h"
#include "app/dialogs/vaults-dialog.h"
#include "app/focus.h"
#include "app/leave.h"
#include "app/lock-watch/lock-sources.h"
#include "app/lock-watch/lock-watch.h"
#include "app/notices.h"
#include "app/pages/door-page.h"
#include "app/pages/first-run-page.h"
#include "app/people.h"
#include "app/places.h"
#include "app/presence.h"
#include "app/presenter.h"
#include "app/room.h"
#include "app/shortcuts.h"
#include "app/signs.h"
#include "app/site-sign.h"
#include "app/taking.h"
#include "app/tell.h"
#include "app/vault-view.h"
#include "app/ways-acts.h"
#include "app/when.h"

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
  CoffretUndo *undo; /* of the open session */
  CoffretTaking *taking;
  GSettings *settings;         /* nullable */
  CoffretLockWatch *watch;     /* nullable */
  CoffretPresenter *presenter; /* nullable */
  gboolean leaving;            /* with what a guest added */
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
on_waiting_changed (CoffretWindow *self)
{
  guint waiting;

  if (!self->page || !COFFRET_IS_DOOR_PAGE (self->page))
    return;
  g_object_get (self->taking, "waiting", &waiting, NULL);
  coffret_door_page_set_waiting (COFFRET_DOOR_PAGE (self->page), waiting);
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
  adw_toast_overlay_dismiss_all (self->toasts);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (before)
    coffret_leave_page (before, COFFRET_IS_VAULT_VIEW (before) ? coffret_vault_view_shed : NULL);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_prepend (self->holder, page);
  self->page = page;
  coffret_taking_set_view (self->taking, vault_view (self));
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
  coffret_ways_acts_make_sheet (widget, COFFRET_WINDOW (widget)->door);
}

/* Where one goes on. */
static void
focus_page (GtkWidget *window)
{
  CoffretWindow *self = COFFRET_WINDOW (window);

  if (vault_view (self))
    coffret_vault_view_focus (vault_view (self));
  else if (self->page)
    gtk_widget_child_focus (self->page, GTK_DIR_TAB_FORWARD);
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

/* GTK gives the focus of a new window to the first that can take it. That is in the sidebar, and
 * would be read out before the list, which gets it as soon as there are rows. */
static void
show (CoffretWindow *self)
{
  GtkWidget *view = GTK_WIDGET (vault_view (self));

  g_clear_handle_id (&self->patience, g_source_remove);
  if (view)
    gtk_widget_set_can_focus (view, FALSE);
  gtk_window_present (GTK_WINDOW (self));
  if (view)
    gtk_widget_set_can_focus (view, TRUE);
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
    g_signal_connect_object (view, "files-dropped", G_CALLBACK (coffret_taking_add_files),
                             self->taking, G_CONNECT_SWAPPED);
    g_signal_connect_object (session, "notify::damaged", G_CALLBACK (on_door_changed), self,
                             G_CONNECT_SWAPPED);
    set_page (self, GTK_WIDGET (view));
    set_undo (self, coffret_session_get_undo (session));
    go_back (self);
    coffret_vault_view_focus (view);
  } else if (state == COFFRET_DOOR_FIRST_RUN) {
    set_undo (self, NULL);
    if (!child || !COFFRET_IS_FIRST_RUN_PAGE (child))
      set_page (self, GTK_WIDGET (coffret_first_run_page_new (self->door)));
  } else if (!open && !is_soon (self) && !(child && COFFRET_IS_DOOR_PAGE (child))) {
    set_undo (self, NULL);
    set_page (self, GTK_WIDGET (coffret_door_page_new (self->door)));
    on_waiting_changed (self);
  }

  coffret_signs_show (self->sign, self->door);
  coffret_site_sign_update (self->site_sign, self->door);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.lock",
                                 open &&
                                   coffret_door_get_kind (self->door) == COFFRET_DOOR_TO_VAULT);
  coffret_people_allow (GTK_WIDGET (self), open ? session : NULL);
  coffret_taking_update (self->taking);
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
  g_clear_object (&self->taking);
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
  static const char *const keyed[] = { "win.lock",     "win.undo",        "win.redo",
                                       "window.close", "win.preferences", "win.vaults",
                                       "win.present" };

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
  coffret_banners_hide_folded ();
  coffret_people_install (widget_class);
  coffret_taking_install (widget_class);
}

static void
coffret_window_init (CoffretWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_room_ask (GTK_WIDGET (self->holder));
  self->taking = coffret_taking_new (GTK_WINDOW (self));
  g_signal_connect_object (self->taking, "notify::waiting", G_CALLBACK (on_waiting_changed), self,
                           G_CONNECT_SWAPPED);
  coffret_focus_return (ADW_APPLICATION_WINDOW (self), focus_page);
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

static void
follow_door (CoffretWindow *self)
{
  g_signal_connect_object (self->door, "notify::state", G_CALLBACK (on_door_changed), self,
                           G_CONNECT_SWAPPED);
  coffret_taking_follow (self->taking, self->door);
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

void
coffret_window_add_files (CoffretWindow *self, GListModel *files)
{
  coffret_taking_add_files (self->taking, files);
}

CoffretTaking *
coffret_window_get_taking (CoffretWindow *self)
{
  return self->taking;
}
