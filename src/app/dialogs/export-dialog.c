#include "app/dialogs/export-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/tell.h"
#include "app/when.h"

struct _CoffretExportDialog {
  AdwDialog parent_instance;

  GtkLabel *words;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;

  CoffretExporting *exporting;
  GtkWidget *from; /* weak */
  gboolean begun;
};

G_DEFINE_FINAL_TYPE (CoffretExportDialog, coffret_export_dialog, ADW_TYPE_DIALOG)

static void
on_done_changed (CoffretExportDialog *self)
{
  guint done = coffret_exporting_get_done (self->exporting);
  guint total = coffret_exporting_get_total (self->exporting);
  /* Translators: how far it is, as in "12 of 40 originals are saved" */
  g_autofree char *words = g_strdup_printf (
    ngettext ("%u of %u original is saved", "%u of %u originals are saved", total), done, total);

  gtk_label_set_label (self->words, words);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) done / total : 1);
}

static void
on_cancel (CoffretExportDialog *self)
{
  coffret_exporting_cancel (self->exporting);
}

static void
on_ended (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretExportDialog *self = owner;
  guint done = error ? 0 : g_value_get_uint (value);
  g_autoptr (GtkWidget) from = self->from ? g_object_ref (self->from) : NULL;

  adw_dialog_force_close (ADW_DIALOG (self));
  if (!from || !gtk_widget_get_root (from))
    return;
  if (error) {
    coffret_tell_error (from, _ ("The Originals Could Not Be Saved"), error);
  } else {
    g_autofree char *words =
      /* Translators: %u is a number */
      g_strdup_printf (ngettext ("%u original is saved", "%u originals are saved", done), done);

    coffret_tell (from, words);
  }
}

static gboolean
on_shown (GtkWidget *widget, GdkFrameClock *clock, gpointer unused)
{
  CoffretExportDialog *self = COFFRET_EXPORT_DIALOG (widget);

  coffret_when (coffret_exporting_run (self->exporting), self, on_ended, NULL, NULL);
  return G_SOURCE_REMOVE;
}

/* Not before it is shown: it closes when all is done, which may be at once, and what is not shown
 * yet cannot be closed. */
static void
coffret_export_dialog_map (GtkWidget *widget)
{
  CoffretExportDialog *self = COFFRET_EXPORT_DIALOG (widget);

  GTK_WIDGET_CLASS (coffret_export_dialog_parent_class)->map (widget);
  if (!self->begun)
    gtk_widget_add_tick_callback (widget, on_shown, NULL, NULL);
  self->begun = TRUE;
}

static void
coffret_export_dialog_dispose (GObject *object)
{
  CoffretExportDialog *self = COFFRET_EXPORT_DIALOG (object);

  if (self->exporting)
    coffret_exporting_cancel (self->exporting);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_EXPORT_DIALOG);
  g_clear_object (&self->exporting);
  g_clear_weak_pointer (&self->from);
  G_OBJECT_CLASS (coffret_export_dialog_parent_class)->dispose (object);
}

static void
coffret_export_dialog_class_init (CoffretExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_export_dialog_dispose;
  widget_class->map = coffret_export_dialog_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretExportDialog, words);
  gtk_widget_class_bind_template_child (widget_class, CoffretExportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CoffretExportDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
coffret_export_dialog_init (CoffretExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
}

AdwDialog *
coffret_export_dialog_new (CoffretExporting *exporting, GtkWidget *from)
{
  CoffretExportDialog *self = g_object_new (COFFRET_TYPE_EXPORT_DIALOG, NULL);

  self->exporting = g_object_ref (exporting);
  g_set_weak_pointer (&self->from, from);
  on_done_changed (self);
  g_signal_connect_object (exporting, "notify::done", G_CALLBACK (on_done_changed), self,
                           G_CONNECT_SWAPPED);
  return ADW_DIALOG (self);
}
