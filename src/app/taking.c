#include "app/taking.h"

#include <glib/gi18n-lib.h>

#include "app/arrived.h"
#include "app/choose.h"
#include "app/dialogs/add-dialog.h"
#include "app/dialogs/check-dialog.h"
#include "app/dialogs/own-dialog.h"
#include "app/dialogs/restore-dialog.h"
#include "app/links.h"
#include "app/paste.h"
#include "app/shortcuts.h"
#include "app/tell.h"
#include "app/ways-acts.h"
#include "app/when.h"
#include "app/window.h"
#include "organise/practice.h"

struct _CoffretTaking {
  GObject parent_instance;

  GtkWidget *window; /* unowned: it owns this */
  CoffretDoor *door;
  CoffretVaultView *view; /* weak, nullable */
  CoffretAddDialog *add;  /* weak: while it is on the screen */
  GListStore *waiting;    /* GFile's, until the vault is open */
  GListStore *shared;     /* CoffretArrived's, until the door has looked */
  char *backup;           /* to be shown once the door has looked */
};

typedef enum {
  PROP_WAITING = 1,
} CoffretTakingProperty;

G_DEFINE_FINAL_TYPE (CoffretTaking, coffret_taking, G_TYPE_OBJECT)

static CoffretSession *
get_session (CoffretTaking *self)
{
  return self->view ? coffret_vault_view_get_session (self->view) : NULL;
}

static void
on_open_added (CoffretTaking *self, const char *id)
{
  if (self->view)
    coffret_vault_view_open (self->view, id);
}

static void
on_add_closed (CoffretTaking *self)
{
  g_clear_weak_pointer (&self->add);
}

/* The dialog that takes credentials in; the one on the screen if there is one. */
static CoffretAddDialog *
ensure_add_dialog (CoffretTaking *self)
{
  if (!self->view)
    return NULL;
  if (!self->add) {
    g_set_weak_pointer (
      &self->add,
      coffret_add_dialog_new (get_session (self), coffret_vault_view_get_compartment (self->view)));
    g_signal_connect_object (self->add, "open", G_CALLBACK (on_open_added), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (self->add, "closed", G_CALLBACK (on_add_closed), self,
                             G_CONNECT_SWAPPED);
    adw_dialog_present (ADW_DIALOG (self->add), self->window);
    coffret_ways_acts_ask (self->window, self->door);
  }
  return self->add;
}

static void
add_bytes (CoffretTaking *self, GBytes *bytes, const char *name)
{
  if (self->view)
    coffret_add_dialog_take_bytes (ensure_add_dialog (self), bytes, name);
}

static void
add_waiting (CoffretTaking *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->waiting)) == 0 || !self->view)
    return;
  if (coffret_session_can_change (get_session (self)))
    coffret_add_dialog_take_files (ensure_add_dialog (self), G_LIST_MODEL (self->waiting));
  else
    coffret_tell (self->window, _ ("Nothing was added: this vault cannot be changed"));
  g_list_store_remove_all (self->waiting);
}

/* Looked at once the vault is open, or it is known that there is none that opens. */
static void
show_backup (CoffretTaking *self)
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
    adw_dialog_present (dialog, self->window);
  else
    coffret_tell_error (self->window, _ ("This Backup Cannot Be Used"), error);
}

/* Whether FILE is a backup: that is no credential. */
static gboolean
take_backup (CoffretTaking *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (!path || !g_str_has_suffix (path, COFFRET_BACKUP_SUFFIX))
    return FALSE;
  g_set_str (&self->backup, path);
  show_backup (self);
  if (self->backup && coffret_door_get_state (self->door) != COFFRET_DOOR_LOOKING)
    coffret_tell (self->window, _ ("This backup is looked at as soon as your vault is open"));
  return TRUE;
}

/* What somebody shared needs no vault, but no dialog outlives the page that it was shown over. */
static void
show_shared (CoffretTaking *self)
{
  gboolean open = coffret_door_get_state (self->door) == COFFRET_DOOR_OPEN;
  gboolean busy;
  g_autoptr (CoffretArrived) first = NULL;

  g_object_get (self->door, "busy", &busy, NULL);
  if (coffret_door_get_state (self->door) == COFFRET_DOOR_LOOKING || (busy && !open))
    return;
  while ((first = g_list_model_get_item (G_LIST_MODEL (self->shared), 0))) {
    g_list_store_remove (self->shared, 0);
    coffret_arrived_show (first, self->window, coffret_door_get_session (self->door));
    g_clear_object (&first);
  }
}

static void
take_shared (CoffretTaking *self, CoffretArrived *arrived)
{
  if (coffret_arrived_count (arrived) > 0)
    g_list_store_append (self->shared, arrived);
  show_shared (self);
}

static void
on_sorted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretTaking *self = owner;
  CoffretArrived *arrived = g_value_get_object (value);
  GListModel *files = coffret_arrived_get_files (arrived);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);

    g_list_store_append (self->waiting, file);
  }
  add_waiting (self);
  g_object_notify (G_OBJECT (self), "waiting");
  take_shared (self, arrived);
}

static CoffretTaking *
get (GtkWidget *window)
{
  return coffret_window_get_taking (COFFRET_WINDOW (window));
}

static void
do_add (GtkWidget *widget, const char *action, GVariant *target)
{
  ensure_add_dialog (get (widget));
}

static void
on_check_add (CoffretTaking *self, CoffretCheckDialog *dialog)
{
  CoffretAddDialog *add = ensure_add_dialog (self);

  if (add)
    coffret_check_dialog_hand_over (dialog, add);
}

/* Needs no vault: also while it is locked, and before there is one. */
static void
do_check (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretTaking *self = get (widget);
  CoffretSession *session = get_session (self);
  CoffretCheckDialog *dialog = coffret_check_dialog_new (
    session,
    session && coffret_session_can_change (session) && !coffret_session_is_practice (session),
    coffret_door_get_kind (self->door) != COFFRET_DOOR_TO_VAULT);

  g_signal_connect_object (dialog, "add", G_CALLBACK (on_check_add), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_typed_in (CoffretTaking *self, const char *id)
{
  coffret_tell_undo (self->window, _ ("It is in your vault"));
  if (self->view)
    coffret_vault_view_open (self->view, id);
}

static void
do_type_in (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretTaking *self = get (widget);
  AdwDialog *below = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget));
  CoffretCompartment *compartment;
  CoffretOwnDialog *dialog;

  if (!self->view)
    return;
  if (below && COFFRET_IS_ADD_DIALOG (below))
    adw_dialog_close (below);
  compartment = coffret_vault_view_get_compartment (self->view);
  /* What fills itself takes nothing by hand. */
  if (compartment && coffret_compartment_get_rule (compartment))
    compartment = NULL;
  dialog = coffret_own_dialog_new (get_session (self),
                                   compartment ? coffret_compartment_get_id (compartment) : NULL);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (on_typed_in), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
do_add_practice_file (GtkWidget *widget, const char *action, GVariant *target)
{
  CoffretTaking *self = get (widget);
  const CoffretPracticeFile *file = self->view ? coffret_practice_next (get_session (self)) : NULL;

  if (file)
    add_bytes (self, file->bytes, file->name);
  else
    coffret_tell (widget, _ ("All the practice files are here. Put one in the trash to add it "
                             "once more."));
}

static void
do_keep_received (GtkWidget *widget, const char *action, GVariant *target)
{
  g_autoptr (GVariant) content = g_variant_get_child_value (target, 0);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (content);
  const char *name;

  g_variant_get_child (target, 1, "&s", &name);
  add_bytes (get (widget), bytes, name);
}

static void
on_files_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  CoffretTaking *self = get (window);
  g_autoptr (GListModel) files =
    gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (!files || !self)
    return;
  if (coffret_door_get_kind (self->door) != COFFRET_DOOR_TO_VAULT)
    coffret_choose_forget (files);
  coffret_taking_add_files (self, files);
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) window = data;
  CoffretTaking *self = get (window);
  g_autoptr (GListModel) folders =
    gtk_file_dialog_select_multiple_folders_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folders && self)
    coffret_taking_add_files (self, folders);
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
  CoffretTaking *self = owner;
  CoffretArrived *arrived = g_value_get_object (value);
  GBytes *bytes = coffret_arrived_get_bytes (arrived);

  if (bytes)
    add_bytes (self, bytes, coffret_arrived_get_name (arrived));
  take_shared (self, arrived);
}

static void
on_pasted (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretTaking *self = owner;
  CoffretPaste *paste;

  if (error) {
    coffret_tell (self->window, error->message);
    return;
  }
  paste = g_value_get_boxed (value);
  if (paste->link)
    coffret_links_explain (self->window, paste->link);
  else if (paste->files)
    coffret_taking_add_files (self, paste->files);
  else
    coffret_when (coffret_arrived_sort_bytes (paste->bytes, paste->name), self, on_bytes_sorted,
                  NULL, NULL);
}

static void
do_paste (GtkWidget *widget, const char *action, GVariant *target)
{
  coffret_when (coffret_paste_read (gtk_widget_get_clipboard (widget)), get (widget), on_pasted,
                NULL, NULL);
}

void
coffret_taking_add_files (CoffretTaking *self, GListModel *files)
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

static void
coffret_taking_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_uint (value,
                    g_list_model_get_n_items (G_LIST_MODEL (COFFRET_TAKING (object)->waiting)));
}

static void
coffret_taking_finalize (GObject *object)
{
  CoffretTaking *self = COFFRET_TAKING (object);

  g_clear_weak_pointer (&self->view);
  g_clear_weak_pointer (&self->add);
  g_clear_object (&self->door);
  g_object_unref (self->waiting);
  g_object_unref (self->shared);
  g_free (self->backup);
  G_OBJECT_CLASS (coffret_taking_parent_class)->finalize (object);
}

static void
coffret_taking_class_init (CoffretTakingClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = coffret_taking_get_property;
  G_OBJECT_CLASS (klass)->finalize = coffret_taking_finalize;
  g_object_class_install_property (
    G_OBJECT_CLASS (klass), PROP_WAITING,
    g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS));
}

static void
coffret_taking_init (CoffretTaking *self)
{
  self->waiting = g_list_store_new (G_TYPE_FILE);
  self->shared = g_list_store_new (COFFRET_TYPE_ARRIVED);
}

void
coffret_taking_install (GtkWidgetClass *klass)
{
  static const char *const keyed[] = { "win.add", "win.check", "win.choose-files", "win.paste",
                                       "win.type-in" };

  gtk_widget_class_install_action (klass, "win.add", NULL, do_add);
  gtk_widget_class_install_action (klass, "win.check", NULL, do_check);
  gtk_widget_class_install_action (klass, "win.choose-files", NULL, do_choose);
  gtk_widget_class_install_action (klass, "win.choose-folder", NULL, do_choose);
  gtk_widget_class_install_action (klass, "win.choose-picture", NULL, do_choose);
  gtk_widget_class_install_action (klass, "win.add-practice-file", NULL, do_add_practice_file);
  gtk_widget_class_install_action (klass, "win.keep-received", "(ays)", do_keep_received);
  gtk_widget_class_install_action (klass, "win.paste", NULL, do_paste);
  gtk_widget_class_install_action (klass, "win.type-in", NULL, do_type_in);
  for (gsize i = 0; i < G_N_ELEMENTS (keyed); i++)
    coffret_shortcuts_bind (klass, keyed[i]);
}

CoffretTaking *
coffret_taking_new (GtkWindow *window)
{
  CoffretTaking *self = g_object_new (COFFRET_TYPE_TAKING, NULL);

  self->window = GTK_WIDGET (window);
  return self;
}

void
coffret_taking_follow (CoffretTaking *self, CoffretDoor *door)
{
  if (self->door)
    g_signal_handlers_disconnect_by_data (self->door, self);
  g_set_object (&self->door, door);
  g_signal_connect_object (door, "notify::state", G_CALLBACK (show_backup), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify", G_CALLBACK (show_shared), self, G_CONNECT_SWAPPED);
}

void
coffret_taking_set_view (CoffretTaking *self, CoffretVaultView *view)
{
  g_set_weak_pointer (&self->view, view);
  g_clear_weak_pointer (&self->add);
}

void
coffret_taking_update (CoffretTaking *self)
{
  static const char *const acts[] = { "win.add",           "win.choose-files",
                                      "win.choose-folder", "win.choose-picture",
                                      "win.type-in",       "win.paste" };
  /* A view that is on its way out has one, too: what the door says is what counts. */
  CoffretSession *session = coffret_door_get_state (self->door) == COFFRET_DOOR_OPEN
                              ? coffret_door_get_session (self->door)
                              : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_action_set_enabled (self->window, acts[i],
                                   session && coffret_session_can_change (session));
  gtk_widget_action_set_enabled (self->window, "win.add-practice-file",
                                 session && coffret_session_is_practice (session));
  if (session)
    add_waiting (self);
}
