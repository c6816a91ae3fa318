#include "app/everywhere.h"

#include <adwaita.h>

struct _CoffretEverywhere {
  GtkEventController *(*make) (gpointer data);
  gpointer data;
  GPtrArray *controllers; /* GWeakRef */
  GListModel *dialogs;    /* nullable */
};

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* One that was closed may be shown once more. What is gone by now is forgotten. */
static gboolean
is_followed (CoffretEverywhere *self, GtkWidget *widget)
{
  for (guint i = self->controllers->len; i > 0; i--) {
    g_autoptr (GtkEventController) controller =
      g_weak_ref_get (g_ptr_array_index (self->controllers, i - 1));

    if (!controller)
      g_ptr_array_remove_index_fast (self->controllers, i - 1);
    else if (gtk_event_controller_get_widget (controller) == widget)
      return TRUE;
  }
  return FALSE;
}

static void
follow (CoffretEverywhere *self, GtkWidget *widget)
{
  GtkEventController *controller;
  GWeakRef *weak;

  if (is_followed (self, widget))
    return;
  controller = self->make (self->data);
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, controller);
  g_ptr_array_add (self->controllers, weak);
  gtk_widget_add_controller (widget, controller);
}

static void
on_dialogs_changed (CoffretEverywhere *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < added; i++) {
    g_autoptr (GtkWidget) dialog = g_list_model_get_item (self->dialogs, position + i);

    follow (self, dialog);
  }
}

CoffretEverywhere *
coffret_everywhere_new (GtkWindow *window,
                        GtkEventController *(*make) (gpointer data),
                        gpointer data)
{
  CoffretEverywhere *self = g_new0 (CoffretEverywhere, 1);

  self->make = make;
  self->data = data;
  self->controllers = g_ptr_array_new_with_free_func (weak_free);
  if (ADW_IS_APPLICATION_WINDOW (window))
    self->dialogs = adw_application_window_get_dialogs (ADW_APPLICATION_WINDOW (window));
  else if (ADW_IS_WINDOW (window))
    self->dialogs = adw_window_get_dialogs (ADW_WINDOW (window));
  follow (self, GTK_WIDGET (window));
  if (self->dialogs) {
    g_signal_connect_swapped (self->dialogs, "items-changed", G_CALLBACK (on_dialogs_changed),
                              self);
    on_dialogs_changed (self, 0, 0, g_list_model_get_n_items (self->dialogs));
  }
  return self;
}

void
coffret_everywhere_free (CoffretEverywhere *self)
{
  if (self->dialogs)
    g_signal_handlers_disconnect_by_data (self->dialogs, self);
  g_clear_object (&self->dialogs);
  for (guint i = 0; i < self->controllers->len; i++) {
    g_autoptr (GtkEventController) controller =
      g_weak_ref_get (g_ptr_array_index (self->controllers, i));
    GtkWidget *widget = controller ? gtk_event_controller_get_widget (controller) : NULL;

    if (widget)
      gtk_widget_remove_controller (widget, controller);
  }
  g_ptr_array_unref (self->controllers);
  g_free (self);
}
