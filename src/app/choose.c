#include "app/choose.h"

void
coffret_choose_forget (GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *uri = g_file_get_uri (file);

    gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
  }
}

static void
on_root_changed (GCancellable *cancellable, GParamSpec *spec, GtkWidget *widget)
{
  if (!gtk_widget_get_root (widget))
    g_cancellable_cancel (cancellable);
}

GCancellable *
coffret_choose_while_shown (GtkWidget *widget)
{
  GCancellable *cancellable = g_cancellable_new ();

  g_signal_connect_object (widget, "notify::root", G_CALLBACK (on_root_changed), cancellable,
                           G_CONNECT_SWAPPED);
  return cancellable;
}
