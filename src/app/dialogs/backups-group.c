#include "app/dialogs/backups-group.h"

#include <glib/gi18n-lib.h>

#include "app/backup-out.h"
#include "app/choose.h"
#include "app/dialogs/restore-dialog.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"

struct _CoffretBackupsGroup {
  AdwPreferencesGroup parent_instance;

  AdwActionRow *newest_row;
  GtkWidget *spinner;
  GtkWidget *make_row;
  AdwSwitchRow *folder_row;
  GtkWidget *choose_row;
  AdwComboRow *space_row;
  AdwActionRow *former_row;
  GtkWidget *restore_row;

  CoffretDoor *door;
  CoffretBackups *backups; /* of the open session; nullable */
  gboolean showing;        /* what is, not what a person wants */
};

G_DEFINE_FINAL_TYPE (CoffretBackupsGroup, coffret_backups_group, ADW_TYPE_PREFERENCES_GROUP)

/* Bytes; the last one is any number of them. */
static const guint64 spaces[] = {
  G_GUINT64_CONSTANT (1) << 30,  G_GUINT64_CONSTANT (4) << 30,   G_GUINT64_CONSTANT (16) << 30,
  G_GUINT64_CONSTANT (64) << 30, G_GUINT64_CONSTANT (256) << 30, G_MAXUINT64,
};

static void
offer_spaces (AdwComboRow *row)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (spaces); i++) {
    g_autofree char *size = g_format_size_full (spaces[i], G_FORMAT_SIZE_IEC_UNITS);

    gtk_string_list_append (words, spaces[i] == G_MAXUINT64 ? _ ("As much as they need") : size);
  }
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
}

/* The first that is no less: another program may have set any. */
static guint
space_index (guint64 space)
{
  guint i = 0;

  while (spaces[i] < space)
    i++;
  return i;
}

/* Owned. */
static char *
describe_newest (CoffretBackupsGroup *self)
{
  CoffretInstant newest = coffret_backups_get_newest (self->backups);
  g_autofree char *date = coffret_instant_to_date (newest);
  guint days = 0;

  if (coffret_backups_is_busy (self->backups))
    return g_strdup (_ ("A backup is being written and read back…"));
  if (newest == COFFRET_INSTANT_NONE)
    return g_strdup (_ ("There is none yet."));
  switch (coffret_backups_advise (1, newest, coffret_backups_is_on_same_disk (self->backups),
                                  coffret_instant_now (), &days)) {
  case COFFRET_BACKUPS_OLD:
    /* Translators: %1$s is a date. */
    return g_strdup_printf (ngettext ("%1$s, %2$u day ago. What came since is in no backup.",
                                      "%1$s, %2$u days ago. What came since is in no backup.",
                                      days),
                            date, days);
  case COFFRET_BACKUPS_SAME_DISK:
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("%s, on the same disk as your vault. Keep one on another disk, too: "
                               "a lost computer takes both."),
                            date);
  case COFFRET_BACKUPS_FINE:
  case COFFRET_BACKUPS_NEVER:
  default:
    /* Translators: %s is a date. */
    return g_strdup_printf (_ ("%s, read back and counted."), date);
  }
}

static void
update (CoffretBackupsGroup *self)
{
  const char *folder;
  gboolean ready, busy;

  if (!self->newest_row)
    return;
  ready = self->backups && coffret_backups_is_ready (self->backups);
  busy = ready && coffret_backups_is_busy (self->backups);
  folder = ready ? coffret_backups_get_folder (self->backups) : NULL;
  if (ready) {
    g_autofree char *newest = describe_newest (self);
    adw_action_row_set_subtitle (self->newest_row, newest);
  }
  self->showing = TRUE;
  adw_switch_row_set_active (self->folder_row, folder != NULL);
  if (ready)
    adw_combo_row_set_selected (self->space_row,
                                space_index (coffret_backups_get_space (self->backups)));
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->space_row), folder != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->space_row),
                            ready &&
                              coffret_session_can_change (coffret_door_get_session (self->door)));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->folder_row),
                               folder
                                 ?: _ ("After changes, into a folder that you choose. A "
                                       "folder that is synchronized serves well."));
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_visible (self->choose_row, folder != NULL);
  gtk_widget_set_sensitive (self->make_row, ready && !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->folder_row), ready && !busy);
  gtk_widget_set_sensitive (self->choose_row, ready && !busy);
  gtk_widget_set_sensitive (
    self->restore_row, ready && coffret_session_can_change (coffret_door_get_session (self->door)));
}

static void
on_make (CoffretBackupsGroup *self)
{
  if (self->backups)
    coffret_backup_out_save (GTK_WIDGET (self), coffret_door_get_session (self->door));
}

static void
on_folder_set (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  update (owner);
  if (error && gtk_widget_get_root (GTK_WIDGET (owner)))
    coffret_tell_error (GTK_WIDGET (owner), _ ("That Could Not Be Done"), error);
}

static void
on_folder (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretBackupsGroup) self = data;
  g_autoptr (GFile) file =
    gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && self->backups)
    coffret_when (coffret_backups_set_folder (self->backups, path), self, on_folder_set, NULL,
                  NULL);
  else
    update (self);
}

static void
on_choose (CoffretBackupsGroup *self)
{
  g_autoptr (GCancellable) shown = coffret_choose_while_shown (GTK_WIDGET (self));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Folder for Backups"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 shown, on_folder, g_object_ref (self));
}

static void
on_switched (CoffretBackupsGroup *self)
{
  if (self->showing || !self->backups)
    return;
  if (adw_switch_row_get_active (self->folder_row))
    on_choose (self);
  else
    coffret_when (coffret_backups_set_folder (self->backups, NULL), self, on_folder_set, NULL,
                  NULL);
}

static void
on_space (CoffretBackupsGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->space_row);

  if (!self->showing && self->backups && selected < G_N_ELEMENTS (spaces))
    coffret_when (coffret_backups_set_space (self->backups, spaces[selected]), self, on_folder_set,
                  NULL, NULL);
}

static void
on_former (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretBackupsGroup *self = owner;
  guint count = value ? g_value_get_uint (value) : 0;
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u, made before you changed the key because somebody knew it. "
                               "Delete it once you have a newer one.",
                               "%u, made before you changed the key because somebody knew it. "
                               "Delete them once you have newer ones.",
                               count),
                     count);

  if (!self->former_row)
    return;
  adw_action_row_set_subtitle (self->former_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->former_row), count > 0);
}

/* The key may be another one since, or one of them gone. */
static void
look_for_former (CoffretBackupsGroup *self)
{
  if (self->backups && !coffret_backups_is_busy (self->backups))
    coffret_when (coffret_backups_count_former (self->backups), self, on_former, NULL, NULL);
}

static void
on_restore (CoffretBackupsGroup *self)
{
  if (self->backups)
    coffret_restore_dialog_choose (GTK_WIDGET (self), self->door);
}

static void
on_session (CoffretBackupsGroup *self)
{
  CoffretSession *session = coffret_door_get_session (self->door);
  CoffretBackups *backups = session ? coffret_session_get_backups (session) : NULL;

  if (self->backups)
    g_signal_handlers_disconnect_by_data (self->backups, self);
  if (g_set_object (&self->backups, backups) && backups) {
    g_signal_connect_object (backups, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (backups, "notify::newest", G_CALLBACK (look_for_former), self,
                             G_CONNECT_SWAPPED);
  }
  update (self);
  look_for_former (self);
}

static void
coffret_backups_group_dispose (GObject *object)
{
  CoffretBackupsGroup *self = COFFRET_BACKUPS_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_BACKUPS_GROUP);
  g_clear_object (&self->backups);
  g_clear_object (&self->door);
  G_OBJECT_CLASS (coffret_backups_group_parent_class)->dispose (object);
}

static void
coffret_backups_group_class_init (CoffretBackupsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_backups_group_dispose;
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/backups-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, newest_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, make_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, folder_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, choose_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, space_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, former_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretBackupsGroup, restore_row);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_switched);
  gtk_widget_class_bind_template_callback (widget_class, on_choose);
  gtk_widget_class_bind_template_callback (widget_class, on_space);
}

static void
coffret_backups_group_init (CoffretBackupsGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->showing = TRUE;
  offer_spaces (self->space_row);
  self->showing = FALSE;
}

void
coffret_backups_group_set_door (CoffretBackupsGroup *self, CoffretDoor *door)
{
  g_return_if_fail (self->door == NULL);

  self->door = g_object_ref (door);
  gtk_widget_set_visible (GTK_WIDGET (self), coffret_door_get_folder (door) != NULL);
  g_signal_connect_object (door, "notify::session", G_CALLBACK (on_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (door, "notify::slots", G_CALLBACK (look_for_former), self,
                           G_CONNECT_SWAPPED);
  on_session (self);
}
