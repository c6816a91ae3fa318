#include "app/dialogs/restore-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/dialogs/merge-dialog.h"
#include "app/focus.h"
#include "app/pills.h"
#include "app/restore-text.h"
#include "app/scan.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"

struct _CoffretRestoreDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwActionRow *made_row;
  AdwActionRow *count_row;
  GtkWidget *way_group;
  CoffretPassphraseRow *words;
  GtkWidget *scan_row;
  GtkWidget *keyring_row;
  AdwSwitchRow *trust_row;
  GtkLabel *hint;
  GtkWidget *spinner;
  GtkWidget *restore_button;
  AdwStatusPage *proof;
  GtkWidget *done_button;

  CoffretDoor *door;
  CoffretBackupInfo *info;
  gboolean working;
};

/* A choice under way. */
typedef struct {
  GtkWidget *from;
  CoffretDoor *door;
} Choice;

G_DEFINE_FINAL_TYPE (CoffretRestoreDialog, coffret_restore_dialog, ADW_TYPE_DIALOG)

static const char *
words_of (CoffretRestoreDialog *self)
{
  return gtk_editable_get_text (coffret_passphrase_row_get_editable (self->words));
}

static void
update (CoffretRestoreDialog *self)
{
  CoffretDoorState state = self->door ? coffret_door_get_state (self->door) : COFFRET_DOOR_LOOKING;
  gboolean damaged = state == COFFRET_DOOR_DAMAGED;
  gboolean missing = state == COFFRET_DOOR_MISSING;

  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_label_set_label (
    self->hint, self->working ? _ ("The backup is opened, and each credential is read.")
                : damaged ? _ ("It takes the place of the damaged vault, which is kept beside it "
                               "under another name.")
                : missing ? _ ("It takes the place of what is left of the vault, which is kept "
                               "beside it under another name.")
                          : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), self->working || damaged || missing);
  gtk_widget_set_visible (self->spinner, self->working);
  gtk_widget_set_sensitive (self->restore_button, !self->working && *words_of (self) != '\0');
  gtk_widget_set_sensitive (self->scan_row, !self->working);
  gtk_widget_set_sensitive (self->keyring_row, !self->working);
  /* Not insensitive: the focus would be lost. */
  gtk_editable_set_editable (coffret_passphrase_row_get_editable (self->words), !self->working);
}

static void
show_error (CoffretRestoreDialog *self, const char *text)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));

  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  /* Taking it anew would select what was typed, and a screen reader says aloud what is selected. */
  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->words)))
    gtk_widget_grab_focus (GTK_WIDGET (self->words));
  coffret_focus_show (GTK_WIDGET (self->hint));
}

static void
show_proof (CoffretRestoreDialog *self)
{
  const CoffretRestoreReport *report = coffret_door_get_report (self->door);
  g_autofree char *title = NULL;
  g_autofree char *troubles = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (!report)
    return;
  if (report->opened == report->total)
    title = g_strdup_printf (
      ngettext ("The Credential Opened", "All %u Credentials Opened", report->total),
      report->total);
  else
    title = g_strdup_printf (
      /* Translators: how many of how many credentials. */
      ngettext ("%1$u of %2$u Credential Opened", "%1$u of %2$u Credentials Opened", report->total),
      report->opened, report->total);
  troubles = coffret_restore_text_troubles (report);
  text = g_strconcat (_ ("Your vault is back. Coffret now checks each credential anew, and you "
                         "may throw the backup away only when you have another one."),
                      *troubles != '\0' ? "\n" : "", troubles, NULL);
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->proof, title);
  adw_status_page_set_description (self->proof, escaped);
  gtk_stack_set_visible_child_name (self->stack, "proof");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->done_button);
}

static void
on_restored (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretRestoreDialog *self = owner;

  if (!self->stack)
    return;
  self->working = FALSE;
  update (self);
  if (error)
    show_error (self, error->message);
  else if (g_value_get_boolean (value))
    show_proof (self);
}

static void
restore (CoffretRestoreDialog *self, CoffretSecret *words)
{
  self->working = TRUE;
  update (self);
  coffret_when (coffret_door_restore (self->door, self->info->path, words,
                                      adw_switch_row_get_active (self->trust_row)
                                        ? COFFRET_RESTORE_TRUST
                                        : COFFRET_RESTORE_DEFAULT),
                self, on_restored, NULL, NULL);
}

static void
on_restore (CoffretRestoreDialog *self)
{
  const char *text = words_of (self);
  g_autoptr (CoffretSecret) words = NULL;

  if (self->working || *text == '\0')
    return;
  words = coffret_secret_new_copy (text, strlen (text));
  restore (self, words);
}

static void
on_scanned (GtkWidget *owner, const char *text, const GError *error)
{
  CoffretRestoreDialog *self = COFFRET_RESTORE_DIALOG (owner);

  if (!self->stack)
    return;
  if (text) {
    gtk_editable_set_text (coffret_passphrase_row_get_editable (self->words), text);
    on_restore (self);
  } else if (error)
    show_error (self, error->message);
}

static void
on_scan (CoffretRestoreDialog *self)
{
  if (!self->working)
    coffret_scan (GTK_WIDGET (self), on_scanned);
}

static void
on_keyring (CoffretRestoreDialog *self)
{
  if (!self->working)
    restore (self, NULL);
}

static void
on_done (CoffretRestoreDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_restore_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_restore_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (GTK_WIDGET (COFFRET_RESTORE_DIALOG (widget)->words));
}

static void
coffret_restore_dialog_dispose (GObject *object)
{
  CoffretRestoreDialog *self = COFFRET_RESTORE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_RESTORE_DIALOG);
  g_clear_object (&self->door);
  g_clear_pointer (&self->info, coffret_backup_info_free);
  G_OBJECT_CLASS (coffret_restore_dialog_parent_class)->dispose (object);
}

static void
coffret_restore_dialog_class_init (CoffretRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_restore_dialog_dispose;
  widget_class->map = coffret_restore_dialog_map;
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, made_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, count_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, way_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, words);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, scan_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, trust_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, proof);
  gtk_widget_class_bind_template_child (widget_class, CoffretRestoreDialog, done_button);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_scan);
  gtk_widget_class_bind_template_callback (widget_class, on_keyring);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
}

static void
coffret_restore_dialog_init (CoffretRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
  update (self);
}

/* Only what opens this backup is asked for. */
static void
show_ways (CoffretRestoreDialog *self)
{
  gboolean passphrase = (self->info->slots & COFFRET_SLOT_PASSPHRASE) != 0;
  gboolean sheet = (self->info->slots & COFFRET_SLOT_RECOVERY) != 0;

  gtk_widget_set_visible (self->scan_row, sheet);
  gtk_widget_set_visible (self->keyring_row,
                          self->info->from_here && (self->info->slots & COFFRET_SLOT_KEYRING) != 0);
  if (passphrase == sheet)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words),
                                 sheet ? _ ("Code of the recovery sheet") : _ ("Passphrase"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (self->way_group),
    sheet ? _ ("With the code on the recovery sheet of the vault. It opens the new vault, too.")
          : _ ("With the passphrase of the vault. It opens the new vault, too."));
}

CoffretRestoreDialog *
coffret_restore_dialog_new (CoffretDoor *door, const char *path, GError **error)
{
  g_autoptr (CoffretBackupInfo) info = coffret_backup_examine (path, error);
  CoffretRestoreDialog *self;
  g_autofree char *date = NULL;
  g_autofree char *count = NULL;

  if (!info)
    return NULL;
  self = g_object_new (COFFRET_TYPE_RESTORE_DIALOG, NULL);
  self->door = g_object_ref (door);
  date = coffret_instant_to_date (info->made);
  count = g_strdup_printf ("%'u", (guint) info->credentials);
  adw_action_row_set_subtitle (self->made_row, date ?: "");
  adw_action_row_set_subtitle (self->count_row, count);
  self->info = g_steal_pointer (&info);
  show_ways (self);
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->way_group));
  update (self);
  return self;
}

AdwDialog *
coffret_restore_dialog_for (CoffretDoor *door, const char *path, GError **error)
{
  CoffretSession *session = coffret_door_get_session (door);

  return session ? (AdwDialog *) coffret_merge_dialog_new (session, path, error)
                 : (AdwDialog *) coffret_restore_dialog_new (door, path, error);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Choice *choice = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  AdwDialog *dialog = path ? coffret_restore_dialog_for (choice->door, path, &error) : NULL;

  if (gtk_widget_get_root (choice->from)) {
    if (dialog)
      adw_dialog_present (dialog, choice->from);
    else if (error)
      coffret_tell_error (choice->from, _ ("This Backup Cannot Be Used"), error);
  } else if (dialog)
    g_object_unref (g_object_ref_sink (dialog));
  g_object_unref (choice->from);
  g_object_unref (choice->door);
  g_free (choice);
}

void
coffret_restore_dialog_choose (GtkWidget *from, CoffretDoor *door)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) backups = gtk_file_filter_new ();
  g_autoptr (GCancellable) shown = coffret_choose_while_shown (from);
  Choice *choice = g_new0 (Choice, 1);

  choice->from = g_object_ref (from);
  choice->door = g_object_ref (door);
  gtk_file_filter_set_name (backups, _ ("Backups of Coffret"));
  gtk_file_filter_add_suffix (backups, "coffret");
  gtk_file_dialog_set_title (dialog, _ ("Choose a Backup"));
  gtk_file_dialog_set_default_filter (dialog, backups);
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (from)), shown, on_chosen, choice);
}
