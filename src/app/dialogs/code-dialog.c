#include "app/dialogs/code-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/focus.h"
#include "app/widgets/code-picture.h"

struct _CoffretCodeDialog {
  AdwDialog parent_instance;

  AdwBin *holder;
  GtkWidget *close_button;
  GtkWindow *window; /* weak: that fills the screen now, and did not before */
};

G_DEFINE_FINAL_TYPE (CoffretCodeDialog, coffret_code_dialog, ADW_TYPE_DIALOG)

static void
on_close (CoffretCodeDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
coffret_code_dialog_map (GtkWidget *widget)
{
  CoffretCodeDialog *self = COFFRET_CODE_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (coffret_code_dialog_parent_class)->map (widget);
  if (GTK_IS_WINDOW (root) && !gtk_window_is_fullscreen (GTK_WINDOW (root))) {
    g_set_weak_pointer (&self->window, GTK_WINDOW (root));
    gtk_window_fullscreen (self->window);
  }
}

static void
coffret_code_dialog_closed (AdwDialog *dialog)
{
  CoffretCodeDialog *self = COFFRET_CODE_DIALOG (dialog);

  if (self->window) {
    coffret_focus_return_again (GTK_WIDGET (self->window));
    gtk_window_unfullscreen (self->window);
  }
  g_clear_weak_pointer (&self->window);
}

static void
coffret_code_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&COFFRET_CODE_DIALOG (object)->window);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_CODE_DIALOG);
  G_OBJECT_CLASS (coffret_code_dialog_parent_class)->dispose (object);
}

static void
coffret_code_dialog_class_init (CoffretCodeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_code_dialog_dispose;
  widget_class->map = coffret_code_dialog_map;
  ADW_DIALOG_CLASS (klass)->closed = coffret_code_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/dialogs/code-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretCodeDialog, holder);
  gtk_widget_class_bind_template_child (widget_class, CoffretCodeDialog, close_button);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
}

static void
coffret_code_dialog_init (CoffretCodeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretCodeDialog *
coffret_code_dialog_new (GBytes *png, const char *title)
{
  CoffretCodeDialog *self = g_object_new (COFFRET_TYPE_CODE_DIALOG, NULL);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (png, NULL);

  adw_dialog_set_title (ADW_DIALOG (self), title);
  if (texture)
    adw_bin_set_child (self->holder, GTK_WIDGET (coffret_code_picture_new (texture)));
  return self;
}
