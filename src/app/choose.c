#include "app/choose.h"

#include <gtk/gtk.h>

void
coffret_choose_forget (GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    g_autofree char *uri = g_file_get_uri (file);

    gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
  }
}
