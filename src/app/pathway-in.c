#include "app/pathway-in.h"

#include <glib/gi18n-lib.h>

#include "app/choose.h"
#include "app/tell.h"
#include "app/when.h"

typedef struct {
  GtkWidget *from;
  CoffretSession *session;
} In;

static void
in_free (In *in)
{
  g_object_unref (in->from);
  g_object_unref (in->session);
  g_free (in);
}

static In *
in_new (GtkWidget *from, CoffretSession *session)
{
  In *in = g_new0 (In, 1);

  in->from = g_object_ref (from);
  in->session = g_object_ref (session);
  return in;
}

static void
refuse (GtkWidget *from, const GError *error)
{
  coffret_tell_error (from, _ ("The Pathway Could Not Be Added"), error);
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    refuse (owner, error);
  else
    coffret_tell_undo (owner, _ ("The pathway is added"));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  In *in = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  g_autoptr (CoffretPathwayPlan) plan =
    bytes
      ? coffret_pathway_plan_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error)
      : NULL;

  if (!gtk_widget_get_root (in->from))
    ;
  else if (!plan)
    refuse (in->from, error);
  else
    coffret_when (coffret_session_save_pathway (in->session, NULL, plan), in->from, on_saved, NULL,
                  NULL);
  in_free (in);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  In *in = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream) {
    /* One byte more than is allowed tells that there is more. */
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), COFFRET_PATHWAY_MAX_BYTES + 1,
                                     G_PRIORITY_DEFAULT, NULL, on_read, in);
    return;
  }
  if (gtk_widget_get_root (in->from))
    refuse (in->from, error);
  in_free (in);
}

void
coffret_pathway_take (GtkWidget *from, CoffretSession *session, GFile *file)
{
  g_file_read_async (file, G_PRIORITY_DEFAULT, NULL, on_opened, in_new (from, session));
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  In *in = data;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file) {
    g_list_store_append (files, file);
    coffret_choose_forget (G_LIST_MODEL (files));
    coffret_pathway_take (in->from, in->session, file);
  }
  in_free (in);
}

void
coffret_pathway_choose (GtkWidget *from, CoffretSession *session)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GCancellable) cancellable = coffret_choose_while_shown (from);

  gtk_file_dialog_set_title (dialog, _ ("Add a Pathway from a File"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (from)), cancellable, on_chosen,
                        in_new (from, session));
}
