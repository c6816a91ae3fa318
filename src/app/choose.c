#include "app/choose.h"

typedef struct {
  GtkWidget *from;
  CoffretChooseFunc func;
  gpointer data;
  GDestroyNotify destroy; /* nullable */
} Asking;

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

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file) {
    g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

    g_list_store_append (files, file);
    coffret_choose_forget (G_LIST_MODEL (files));
  }
  if (gtk_widget_get_root (asking->from))
    asking->func (asking->from, file, asking->data);
  if (asking->destroy)
    asking->destroy (asking->data);
  g_object_unref (asking->from);
  g_free (asking);
}

void
coffret_choose_place (GtkWidget *from,
                      const char *title,
                      const char *name,
                      CoffretChooseFunc func,
                      gpointer data,
                      GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GCancellable) cancellable = coffret_choose_while_shown (from);
  Asking *asking = g_new (Asking, 1);

  *asking = (Asking) { g_object_ref (from), func, data, destroy };
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (from)), cancellable,
                        on_place_chosen, asking);
}
