#include "app/dialogs/merge-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/pills.h"
#include "app/restore-text.h"
#include "app/scan.h"
#include "app/spoken.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"

struct _CoffretMergeDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwActionRow *made_row;
  AdwActionRow *count_row;
  AdwActionRow *trash_row;
  AdwActionRow *compartments_row;
  AdwActionRow *own_words_row;
  GtkWidget *way_group;
  CoffretPassphraseRow *words;
  GtkWidget *scan_row;
  GtkWidget *keyring_row;
  GtkWidget *choice_group;
  AdwSwitchRow *trust_row;
  AdwSwitchRow *deleted_row;
  GtkLabel *hint;
  GtkWidget *confirm_button;
  GtkLabel *confirm_label;
  GtkWidget *spinner;
  GtkProgressBar *bar;
  GtkWidget *stop_button;
  AdwStatusPage *proof;
  GtkWidget *done_button;

  CoffretMerging *merging;
  gboolean opening;
};

G_DEFINE_FINAL_TYPE (CoffretMergeDialog, coffret_merge_dialog, ADW_TYPE_DIALOG)

static const char *
words_of (CoffretMergeDialog *self)
{
  return gtk_editable_get_text (coffret_passphrase_row_get_editable (self->words));
}

static gboolean
is_open (CoffretMergeDialog *self)
{
  return coffret_merging_get_contents (self->merging) != NULL;
}

static void
update (CoffretMergeDialog *self)
{
  gboolean open, ready;

  if (!self->merging)
    return;
  open = is_open (self);
  ready = open || *words_of (self) != '\0';
  gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_label_set_label (self->hint, self->opening ? _ ("The backup is opened and checked…") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), self->opening);
  gtk_widget_set_visible (self->spinner, self->opening);
  gtk_widget_set_visible (self->choice_group, open);
  gtk_label_set_label (self->confirm_label, open ? _ ("_Add to This Vault") : _ ("_Open"));
  gtk_widget_set_sensitive (self->confirm_button, ready && !self->opening);
  gtk_widget_set_sensitive (self->scan_row, !self->opening);
  gtk_widget_set_sensitive (self->keyring_row, !self->opening);
  /* Not insensitive: the focus would be lost. */
  gtk_editable_set_editable (coffret_passphrase_row_get_editable (self->words), !self->opening);
}

static void
say_error (CoffretMergeDialog *self, const char *text)
{
  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  coffret_focus_show (GTK_WIDGET (self->hint));
}

static void
show_number (AdwActionRow *row, guint number)
{
  g_autofree char *text = g_strdup_printf ("%'u", number);

  adw_action_row_set_subtitle (row, text);
  gtk_widget_set_visible (GTK_WIDGET (row), number > 0);
}

static void
show_contents (CoffretMergeDialog *self)
{
  const CoffretRestoreContents *contents = coffret_merging_get_contents (self->merging);

  show_number (self->count_row, contents->credentials);
  gtk_widget_set_visible (GTK_WIDGET (self->count_row), TRUE);
  show_number (self->trash_row, contents->trashed);
  show_number (self->compartments_row, contents->compartments);
  show_number (self->own_words_row, contents->own_words);
  /* Before what has the focus is hidden. */
  gtk_widget_set_visible (self->choice_group, TRUE);
  coffret_focus_once_placed (self->confirm_button);
  gtk_widget_set_visible (self->way_group, FALSE);
}

static void
on_opened (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretMergeDialog *self = owner;

  if (!self->stack)
    return;
  self->opening = FALSE;
  update (self);
  if (is_open (self))
    show_contents (self);
  else {
    gtk_widget_set_visible (self->way_group, TRUE);
    /* Not just to the row, which has a button, too. */
    coffret_focus_once_placed (GTK_WIDGET (coffret_passphrase_row_get_editable (self->words)));
  }
  if (error)
    say_error (self, error->message);
}

/* Takes FUTURE. */
static void
wait_for (CoffretMergeDialog *self, DexFuture *future)
{
  self->opening = TRUE;
  update (self);
  coffret_when (future, self, on_opened, NULL, NULL);
}

static void
show_progress (CoffretMergeDialog *self)
{
  guint total = coffret_merging_get_total (self->merging);
  guint done = coffret_merging_get_done (self->merging);
  /* Translators: how many of how many credentials. */
  g_autofree char *text = g_strdup_printf (_ ("%1$u of %2$u"), done, total);

  if (!self->bar)
    return;
  gtk_progress_bar_set_fraction (self->bar, total > 0 ? MIN ((double) done / total, 1) : 0);
  gtk_progress_bar_set_text (self->bar, text);
}

static void
on_merged (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretMergeDialog *self = owner;
  const CoffretRestoreReport *report = coffret_merging_get_report (self->merging);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (!self->stack)
    return;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (report) {
    g_autofree char *merged = coffret_restore_text_merged (report);
    const char *before = error ? error->message
                         : g_value_get_boolean (value)
                           ? NULL
                           : _ ("You stopped it. What came in by then stays; add the backup again "
                                "to have the rest.");

    title = coffret_restore_text_title (report);
    text = g_strconcat (before ?: merged, before && *merged != '\0' ? "\n" : NULL, merged, NULL);
  } else {
    title = g_strdup (_ ("The Backup Was Not Added"));
    text = g_strdup (error ? error->message : "");
  }
  escaped = g_markup_escape_text (text, -1);
  adw_status_page_set_title (self->proof, title);
  adw_status_page_set_description (self->proof, escaped);
  adw_status_page_set_icon_name (self->proof,
                                 error ? "dialog-warning-symbolic" : "coffret-welcome");
  gtk_stack_set_visible_child_name (self->stack, "proof");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->done_button);
}

static void
merge (CoffretMergeDialog *self)
{
  CoffretRestoreFlags flags = COFFRET_RESTORE_DEFAULT;

  if (adw_switch_row_get_active (self->trust_row))
    flags |= COFFRET_RESTORE_TRUST;
  if (adw_switch_row_get_active (self->deleted_row))
    flags |= COFFRET_RESTORE_DELETED;
  /* Closing stops it. */
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "work");
  gtk_widget_grab_focus (self->stop_button);
  coffret_when (coffret_merging_run (self->merging, flags), self, on_merged, NULL, NULL);
  show_progress (self);
}

static void
on_confirm (CoffretMergeDialog *self)
{
  const char *text = words_of (self);
  g_autoptr (CoffretSecret) words = NULL;

  if (self->opening || coffret_merging_is_running (self->merging))
    return;
  if (is_open (self))
    merge (self);
  else if (*text != '\0') {
    words = coffret_secret_new_copy (text, strlen (text));
    wait_for (self, coffret_merging_open (self->merging, words));
  }
}

static void
on_scanned (GtkWidget *owner, const char *text, const GError *error)
{
  CoffretMergeDialog *self = COFFRET_MERGE_DIALOG (owner);

  if (!self->stack || is_open (self))
    return;
  if (text) {
    gtk_editable_set_text (coffret_passphrase_row_get_editable (self->words), text);
    on_confirm (self);
  } else if (error)
    say_error (self, error->message);
}

static void
on_scan (CoffretMergeDialog *self)
{
  if (!self->opening)
    coffret_scan (GTK_WIDGET (self), on_scanned);
}

static void
on_keyring (CoffretMergeDialog *self)
{
  if (!self->opening)
    wait_for (self, coffret_merging_open (self->merging, NULL));
}

static void
on_stop (CoffretMergeDialog *self)
{
  coffret_merging_cancel (self->merging);
}

static void
on_done (CoffretMergeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_merge_dialog_dispose (GObject *object)
{
  CoffretMergeDialog *self = COFFRET_MERGE_DIALOG (object);

  if (self->merging)
    coffret_merging_cancel (self->merging);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_MERGE_DIALOG);
  g_clear_object (&self->merging);
  G_OBJECT_CLASS (coffret_merge_dialog_parent_class)->dispose (object);
}

static void
coffret_merge_dialog_class_init (CoffretMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_merge_dialog_dispose;
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, made_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, count_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, trash_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, compartments_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, own_words_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, way_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, words);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, scan_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, choice_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, trust_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, deleted_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, confirm_label);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, proof);
  gtk_widget_class_bind_template_child (widget_class, CoffretMergeDialog, done_button);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_scan);
  gtk_widget_class_bind_template_callback (widget_class, on_keyring);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_done);
}

static void
coffret_merge_dialog_init (CoffretMergeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->way_group));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->choice_group));
}

CoffretMergeDialog *
coffret_merge_dialog_new (CoffretSession *session, const char *path, GError **error)
{
  CoffretMerging *merging = coffret_session_merge (session, path, error);
  const CoffretBackupInfo *info;
  CoffretMergeDialog *self;
  g_autofree char *date = NULL;

  if (!merging)
    return NULL;
  self = g_object_new (COFFRET_TYPE_MERGE_DIALOG, NULL);
  self->merging = merging;
  info = coffret_merging_get_info (merging);
  date = coffret_instant_to_date (info->made);
  adw_action_row_set_subtitle (self->made_row, date ?: "");
  show_number (self->count_row, (guint) info->credentials);
  gtk_widget_set_visible (GTK_WIDGET (self->count_row), TRUE);
  gtk_widget_set_visible (self->scan_row, (info->slots & COFFRET_SLOT_RECOVERY) != 0);
  if ((info->slots & COFFRET_SLOT_PASSPHRASE) == 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words),
                                   _ ("Code of the recovery sheet"));
  else if ((info->slots & COFFRET_SLOT_RECOVERY) == 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words), _ ("Passphrase"));
  gtk_widget_set_visible (self->keyring_row, !coffret_session_is_guest (session) &&
                                               info->from_here &&
                                               (info->slots & COFFRET_SLOT_KEYRING) != 0);
  if (coffret_session_is_guest (session)) {
    adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->choice_group),
      _ (
        "It comes into memory only, and is forgotten when the session ends. The backup stays as it "
        "is. What you did before cannot be undone any more afterwards."));
    /* Where nothing came before, nothing was deleted. */
    gtk_widget_set_visible (
      GTK_WIDGET (self->deleted_row),
      g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))) > 0);
  }
  g_signal_connect_object (merging, "notify::done", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  wait_for (self, coffret_merging_open_by_vault (merging));
  return self;
}
