#include "app/dialogs/preview-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/when.h"

/* Sharp enough to be read at twice the width of the dialog. */
#define WIDTH 1280
#define HEIGHT 2048

struct _CoffretPreviewDialog {
  AdwDialog parent_instance;

  GtkStack *stack;
  GtkPicture *picture;
  AdwStatusPage *nothing;
  GtkWidget *before_button;
  GtkWidget *next_button;

  CoffretSession *session;
  CoffretAttachmentRow *row;
  int page;
};

G_DEFINE_FINAL_TYPE (CoffretPreviewDialog, coffret_preview_dialog, ADW_TYPE_DIALOG)

static void
on_drawn (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretPreviewDialog *self = owner;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) broken = NULL;

  if (GPOINTER_TO_INT (data) != self->page)
    return;
  if (!error)
    texture = gdk_texture_new_from_bytes (g_value_get_boxed (value), &broken);
  if (!texture) {
    adw_status_page_set_description (self->nothing, (error ?: broken)->message);
    gtk_stack_set_visible_child_name (self->stack, "none");
    return;
  }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "page");
}

static void
show_page (CoffretPreviewDialog *self)
{
  int pages = MAX (self->row->pages, 1);

  /* Translators: which page of how many is shown. */
  g_autofree char *text = g_strdup_printf (_ ("Page %d of %d"), self->page + 1, pages);

  adw_dialog_set_title (ADW_DIALOG (self), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  gtk_widget_set_sensitive (self->before_button, self->page > 0);
  gtk_widget_set_sensitive (self->next_button, self->page + 1 < pages);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  coffret_when (
    coffret_session_preview_attachment (self->session, self->row, self->page, WIDTH, HEIGHT), self,
    on_drawn, GINT_TO_POINTER (self->page), NULL);
}

static void
on_before (CoffretPreviewDialog *self)
{
  self->page--;
  show_page (self);
}

static void
on_next (CoffretPreviewDialog *self)
{
  self->page++;
  show_page (self);
}

static void
coffret_preview_dialog_dispose (GObject *object)
{
  CoffretPreviewDialog *self = COFFRET_PREVIEW_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PREVIEW_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->row, coffret_attachment_row_free);
  G_OBJECT_CLASS (coffret_preview_dialog_parent_class)->dispose (object);
}

static void
coffret_preview_dialog_class_init (CoffretPreviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_preview_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/preview-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPreviewDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreviewDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreviewDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreviewDialog, before_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretPreviewDialog, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_before);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
}

static void
coffret_preview_dialog_init (CoffretPreviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretPreviewDialog *
coffret_preview_dialog_new (CoffretSession *session, const CoffretAttachmentRow *row)
{
  CoffretPreviewDialog *self = g_object_new (COFFRET_TYPE_PREVIEW_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->row = coffret_attachment_row_copy (row);
  show_page (self);
  return self;
}
