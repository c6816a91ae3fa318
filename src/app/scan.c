#include "app/scan.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/when.h"
#include "organise/ways.h"

typedef struct {
  GtkWidget *from;
  CoffretScanFunc func;
} Scan;

static void
on_read (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretScanFunc *func = data;

  (*func) (owner, value ? g_value_get_string (value) : NULL, error);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Scan *scan = data;
  g_autoptr (GtkWidget) from = scan->from;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (!gtk_widget_get_root (from))
    return;
  if (!file) {
    scan->func (from, NULL, NULL);
    return;
  }
  g_list_store_append (files, file);
  coffret_choose_forget (G_LIST_MODEL (files));
  coffret_when (coffret_ways_read_picture (file), from, on_read,
                g_memdup2 (&scan->func, sizeof scan->func), g_free);
}

void
coffret_scan (GtkWidget *from, CoffretScanFunc func)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  Scan *scan = g_new0 (Scan, 1);

  gtk_file_filter_set_name (pictures, _ ("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/*");
  g_list_store_append (filters, pictures);
  gtk_file_dialog_set_title (dialog, _ ("Picture of the Recovery Sheet"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  scan->from = g_object_ref (from);
  scan->func = func;
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (from)), NULL, on_chosen, scan);
}
