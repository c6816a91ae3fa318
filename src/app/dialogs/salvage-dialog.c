#include "app/dialogs/salvage-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/pills.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/passphrase-row.h"
#include "organise/mending.h"

/* How often the bar moves, milliseconds. */
#define TICK 200

struct _CoffretSalvageDialog {
  AdwDialog parent_instance;

  GtkWidget *way_group;
  GtkStack *stack;
  CoffretPassphraseRow *words;
  GtkLabel *hint;
  GtkWidget *keyring_row;
  GtkWidget *salvage_button;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  AdwPreferencesGroup *report_group;
  AdwPreferencesGroup *lost_group;
  GtkWidget *settle_button;

  CoffretDoor *door;
  CoffretMending *mending;
  guint tick;
};

G_DEFINE_FINAL_TYPE (CoffretSalvageDialog, coffret_salvage_dialog, ADW_TYPE_DIALOG)

static const char *
words_of (CoffretSalvageDialog *self)
{
  return gtk_editable_get_text (coffret_passphrase_row_get_editable (self->words));
}

static void
update (CoffretSalvageDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_set_sensitive (self->salvage_button, *words_of (self) != '\0');
}

static gboolean
on_tick (gpointer data)
{
  CoffretSalvageDialog *self = data;

  gtk_progress_bar_set_fraction (self->progress, coffret_mending_get_progress (self->mending));
  return G_SOURCE_CONTINUE;
}

static void
ask_again (CoffretSalvageDialog *self, const char *text)
{
  gtk_stack_set_visible_child_name (self->stack, "ask");
  gtk_label_set_label (self->hint, text);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *text != '\0');
  if (*text != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
  coffret_focus_show (GTK_WIDGET (self->hint));
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), subtitle != NULL);
  adw_preferences_group_add (group, row);
}

static void
show_report (CoffretSalvageDialog *self)
{
  const CoffretSalvageReport *report = coffret_mending_get_report (self->mending);
  g_autofree char *title = NULL;
  g_autofree char *folder = NULL;

  if (report->saved == report->total)
    title = g_strdup_printf (
      ngettext ("The Credential Was Saved", "All %u Credentials Were Saved", report->total),
      report->total);
  else
    title = g_strdup_printf (
      /* Translators: how many of how many credentials. */
      ngettext ("%1$u of %2$u Credential Was Saved", "%1$u of %2$u Credentials Were Saved",
                report->total),
      report->saved, report->total);
  adw_preferences_group_set_title (self->report_group, title);
  adw_preferences_group_set_description (
    self->report_group, report->only_this_way
                          ? _ ("The key file was damaged too. The new vault opens only in the way "
                               "that was used now: please make the others anew.")
                          : _ ("It opens in the same ways as before. Coffret will check each "
                               "credential anew."));
  folder = g_filename_display_name (coffret_mending_get_folder (self->mending));
  add_row (self->report_group, _ ("The New Vault"), folder);
  for (guint i = 0; i < report->lost->len; i++) {
    const CoffretSalvageLoss *loss = g_ptr_array_index (report->lost, i);
    add_row (self->lost_group, loss->title, loss->note);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->lost_group), report->lost->len > 0);
  gtk_stack_set_visible_child_name (self->stack, "report");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (self->settle_button);
}

static void
on_salvaged (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretSalvageDialog *self = owner;

  if (!self->stack)
    return;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (!error)
    show_report (self);
  else
    ask_again (self,
               g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? "" : error->message);
}

static void
salvage (CoffretSalvageDialog *self, CoffretSecret *words)
{
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  gtk_widget_grab_focus (self->cancel_button);
  self->tick = g_timeout_add (TICK, on_tick, self);
  coffret_when (coffret_mending_salvage (self->mending, words), self, on_salvaged, NULL, NULL);
}

static void
on_salvage (CoffretSalvageDialog *self)
{
  const char *text = words_of (self);
  g_autoptr (CoffretSecret) words = NULL;

  if (*text == '\0' || self->tick != 0)
    return;
  words = coffret_secret_new_copy (text, strlen (text));
  gtk_editable_set_text (coffret_passphrase_row_get_editable (self->words), "");
  salvage (self, words);
}

static void
on_keyring (CoffretSalvageDialog *self)
{
  if (self->tick == 0)
    salvage (self, NULL);
}

static void
on_cancel (CoffretSalvageDialog *self)
{
  coffret_mending_cancel (self->mending);
}

static void
on_settled (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretSalvageDialog *self = owner;

  if (!self->stack)
    return;
  if (error) {
    coffret_tell_error (GTK_WIDGET (self), _ ("The New Vault Stays Where It Is"), error);
    return;
  }
  dex_future_disown (coffret_door_start (self->door));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_settle (CoffretSalvageDialog *self)
{
  coffret_when (coffret_mending_settle (self->mending), self, on_settled, NULL, NULL);
}

static void
coffret_salvage_dialog_closed (AdwDialog *dialog)
{
  coffret_mending_cancel (COFFRET_SALVAGE_DIALOG (dialog)->mending);
}

static void
coffret_salvage_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (coffret_salvage_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (GTK_WIDGET (COFFRET_SALVAGE_DIALOG (widget)->words));
}

static void
coffret_salvage_dialog_dispose (GObject *object)
{
  CoffretSalvageDialog *self = COFFRET_SALVAGE_DIALOG (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_SALVAGE_DIALOG);
  g_clear_object (&self->door);
  g_clear_object (&self->mending);
  G_OBJECT_CLASS (coffret_salvage_dialog_parent_class)->dispose (object);
}

static void
coffret_salvage_dialog_class_init (CoffretSalvageDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_salvage_dialog_dispose;
  widget_class->map = coffret_salvage_dialog_map;
  ADW_DIALOG_CLASS (klass)->closed = coffret_salvage_dialog_closed;
  g_type_ensure (COFFRET_TYPE_PASSPHRASE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/salvage-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, way_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, words);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, keyring_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, salvage_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, report_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, lost_group);
  gtk_widget_class_bind_template_child (widget_class, CoffretSalvageDialog, settle_button);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_salvage);
  gtk_widget_class_bind_template_callback (widget_class, on_keyring);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_settle);
}

static void
coffret_salvage_dialog_init (CoffretSalvageDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_pills_wrap (GTK_WIDGET (self));
  coffret_spoken_name_rows (ADW_PREFERENCES_GROUP (self->way_group));
  update (self);
}

CoffretSalvageDialog *
coffret_salvage_dialog_new (CoffretDoor *door)
{
  CoffretSalvageDialog *self = g_object_new (COFFRET_TYPE_SALVAGE_DIALOG, NULL);

  self->door = g_object_ref (door);
  self->mending = coffret_mending_new (coffret_door_get_folder (door));
  return self;
}
