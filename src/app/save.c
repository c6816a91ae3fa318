#include "app/save.h"

#include "app/choose.h"

typedef struct {
  GtkWidget *from;
  CoffretSaveWrite write;
  CoffretSaveDone done;
  gpointer data;
  GDestroyNotify destroy;
  GFile *file; /* NULL until one is chosen */
} Save;

static Save *
save_ref (Save *save)
{
  return g_atomic_rc_box_acquire (save);
}

static void
save_clear (gpointer data)
{
  Save *save = data;

  g_object_unref (save->from);
  save->destroy (save->data);
  g_clear_object (&save->file);
}

static void
save_unref (gpointer save)
{
  g_atomic_rc_box_release_full (save, save_clear);
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  GError *error = NULL;
  g_autoptr (GCancellable) halfway = g_cancellable_new ();
  g_autoptr (GFileOutputStream) stream =
    g_file_replace (save->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);

  if (stream && save->write (G_OUTPUT_STREAM (stream), save->data, &error) &&
      g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  /* Closed while cancelled, it leaves what was there before. */
  g_cancellable_cancel (halfway);
  if (stream)
    g_output_stream_close (G_OUTPUT_STREAM (stream), halfway, NULL);
  g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);

  if (gtk_widget_get_root (save->from))
    save->done (save->from, saved, error, save->data);
}

static void
start (Save *save, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_written, NULL);

  save->file = g_object_ref (file);
  g_task_set_task_data (task, save_ref (save), save_unref);
  g_task_run_in_thread (task, write_file);
}

static void
on_chosen (GtkWidget *from, GFile *file, gpointer data)
{
  Save *save = data;

  if (file)
    start (save, file);
  else
    save->done (from, FALSE, NULL, save->data);
}

static Save *
save_new (GtkWidget *from,
          CoffretSaveWrite write,
          CoffretSaveDone done,
          gpointer data,
          GDestroyNotify destroy)
{
  Save *save = g_atomic_rc_box_new0 (Save);

  *save = (Save) { g_object_ref (from), write, done, data, destroy, NULL };
  return save;
}

void
coffret_save (GtkWidget *from,
              const char *title,
              const char *name,
              CoffretSaveWrite write,
              CoffretSaveDone done,
              gpointer data,
              GDestroyNotify destroy)
{
  coffret_choose_place (from, title, name, on_chosen, save_new (from, write, done, data, destroy),
                        save_unref);
}

void
coffret_save_to (GtkWidget *from,
                 GFile *file,
                 CoffretSaveWrite write,
                 CoffretSaveDone done,
                 gpointer data,
                 GDestroyNotify destroy)
{
  Save *save = save_new (from, write, done, data, destroy);

  start (save, file);
  save_unref (save);
}
