#include "app/dialogs/details-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/private.h"

/* A text view lays out every line: what is longer is cut, and says so. */
#define MAX_SHOWN (512 * 1024)

struct _CoffretDetailsDialog {
  AdwDialog parent_instance;

  GtkLabel *summary;
  GtkTextView *text;
  char *whole;
};

G_DEFINE_FINAL_TYPE (CoffretDetailsDialog, coffret_details_dialog, ADW_TYPE_DIALOG)

static void
on_copy (CoffretDetailsDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->whole ?: "");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Copied"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
coffret_details_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_DETAILS_DIALOG);
  G_OBJECT_CLASS (coffret_details_dialog_parent_class)->dispose (object);
}

static void
coffret_details_dialog_finalize (GObject *object)
{
  g_free (COFFRET_DETAILS_DIALOG (object)->whole);
  G_OBJECT_CLASS (coffret_details_dialog_parent_class)->finalize (object);
}

static void
coffret_details_dialog_class_init (CoffretDetailsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_details_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_details_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/details-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretDetailsDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, CoffretDetailsDialog, text);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
coffret_details_dialog_init (CoffretDetailsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  coffret_private_mark (GTK_WIDGET (self->text));
}

/* Where a long word goes on in a further line there is no hyphen: it would look as if it were in
 * the credential. */
static void
leave_hyphens_out (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_buffer_create_tag (buffer, NULL, "insert-hyphens", FALSE, NULL);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

AdwDialog *
coffret_details_dialog_new (const CoffretItem *item)
{
  CoffretDetailsDialog *self = g_object_new (COFFRET_TYPE_DETAILS_DIALOG, NULL);
  const CoffretCredential *credential = item ? item->credential : NULL;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *summary = NULL;
  gsize length;

  if (credential && credential->document)
    self->whole = coffret_json_dump_pretty (credential->document);
  if (!self->whole)
    self->whole = g_strdup ("");
  if (credential)
    /* Translators: technical names: of a format, of how it is packed, and of its signature */
    summary = g_strdup_printf (_ ("Format: %s. Envelope: %s. Signature: %s."), credential->format,
                               item->envelope ?: "–", credential->proof ?: "–");
  gtk_label_set_label (self->summary, summary ?: "");

  length = strlen (self->whole);
  if (length > MAX_SHOWN) {
    g_autofree char *shown = g_utf8_make_valid (self->whole, MAX_SHOWN);
    GtkTextIter end;

    gtk_text_buffer_set_text (buffer, shown, -1);
    gtk_text_buffer_get_end_iter (buffer, &end);
    gtk_text_buffer_insert (buffer, &end,
                            _ ("\n… The rest is too long to be shown; “Copy All” "
                               "takes all of it."),
                            -1);
  } else {
    gtk_text_buffer_set_text (buffer, self->whole, (int) length);
  }
  leave_hyphens_out (buffer);
  return ADW_DIALOG (self);
}
