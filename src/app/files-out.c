#include "app/files-out.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "app/closures.h"
#include "app/tell.h"
#include "app/when.h"
#include "organise/exporting.h"

struct _CoffretFilesOut {
  GdkContentProvider parent_instance;

  CoffretSession *session;
  GPtrArray *entries;
  char *folder;   /* NULL: nobody asked yet */
  GList *waiting; /* GTask's, owned, until all is written */
  GSList *files;  /* GFile's, once they are */
  gboolean written;
};

/* What one program asks for. */
typedef struct {
  char *mime_type;
  GOutputStream *stream;
  int priority;
} Request;

G_DEFINE_FINAL_TYPE (CoffretFilesOut, coffret_files_out, GDK_TYPE_CONTENT_PROVIDER)

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->mime_type);
  g_object_unref (request->stream);
  g_free (request);
}

static gboolean
is_text (const char *mime_type)
{
  return g_str_has_prefix (mime_type, "text/plain");
}

static GdkContentFormats *
coffret_files_out_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  g_autoptr (GdkContentFormats) formats = NULL;
  const char *const *mime_types;
  gsize count;

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  formats = gdk_content_formats_union_serialize_mime_types (
    gdk_content_formats_builder_free_to_formats (builder));
  mime_types = gdk_content_formats_get_mime_types (formats, &count);
  /* As bytes only: as a value it would have to be there at once. */
  builder = gdk_content_formats_builder_new ();
  for (gsize i = 0; i < count; i++)
    gdk_content_formats_builder_add_mime_type (builder, mime_types[i]);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
on_serialized (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* TASK: taken. */
static void
answer (CoffretFilesOut *self, GTask *task)
{
  Request *request = g_task_get_task_data (task);
  g_auto (GValue) value = G_VALUE_INIT;

  if (is_text (request->mime_type)) {
    GString *titles = g_string_new (NULL);

    for (guint i = 0; i < self->entries->len; i++) {
      g_autofree char *name = coffret_entry_name (g_ptr_array_index (self->entries, i));

      g_string_append_printf (titles, "%s%s", i > 0 ? "\n" : "", name);
    }
    g_value_init (&value, G_TYPE_STRING);
    g_value_take_string (&value, g_string_free (titles, FALSE));
  } else {
    g_value_init (&value, GDK_TYPE_FILE_LIST);
    g_value_take_boxed (&value, gdk_file_list_new_from_list (self->files));
  }
  gdk_content_serialize_async (request->stream, request->mime_type, &value, request->priority,
                               g_task_get_cancellable (task), on_serialized, task);
}

static void
list_files (CoffretFilesOut *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    self->files = g_slist_prepend (self->files, g_file_new_for_path (path));
  }
}

static void
on_exported (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretFilesOut *self = owner;
  GList *waiting = g_steal_pointer (&self->waiting);

  self->written = !error;
  if (!error)
    list_files (self);
  for (GList *task = waiting; task; task = task->next)
    if (error)
      g_task_return_error (task->data, g_error_copy (error));
    else
      answer (self, g_object_ref (task->data));
  g_list_free_full (waiting, g_object_unref);
}

/* The vault is locked: what lies outside of it goes. */
static void
on_ended (CoffretSession *session, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

static void
start (CoffretFilesOut *self)
{
  g_autoptr (CoffretExporting) exporting = NULL;

  self->folder = g_build_filename (g_get_user_runtime_dir (), "coffret-XXXXXX", NULL);
  if (!g_mkdtemp_full (self->folder, 0700)) {
    g_autoptr (GError) error =
      g_error_new (G_IO_ERROR, g_io_error_from_errno (errno), "No folder could be made in %s",
                   g_get_user_runtime_dir ());

    g_clear_pointer (&self->folder, g_free);
    on_exported (self, NULL, error, NULL);
    return;
  }
  g_signal_connect_data (self->session, "ended", G_CALLBACK (on_ended), g_strdup (self->folder),
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  exporting = coffret_exporting_new (self->session, self->entries, self->folder, FALSE);
  coffret_when (coffret_exporting_run (exporting), self, on_exported, g_object_ref (exporting),
                g_object_unref);
}

static void
coffret_files_out_write_mime_type_async (GdkContentProvider *provider,
                                         const char *mime_type,
                                         GOutputStream *stream,
                                         int priority,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer data)
{
  CoffretFilesOut *self = COFFRET_FILES_OUT (provider);
  GTask *task = g_task_new (self, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  request->mime_type = g_strdup (mime_type);
  request->stream = g_object_ref (stream);
  request->priority = priority;
  g_task_set_task_data (task, request, request_free);
  if (self->written || is_text (mime_type)) {
    answer (self, task);
    return;
  }
  self->waiting = g_list_append (self->waiting, task);
  if (!self->folder)
    start (self);
}

static gboolean
coffret_files_out_write_mime_type_finish (GdkContentProvider *provider,
                                          GAsyncResult *result,
                                          GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
coffret_files_out_finalize (GObject *object)
{
  CoffretFilesOut *self = COFFRET_FILES_OUT (object);

  g_slist_free_full (self->files, g_object_unref);
  g_free (self->folder);
  g_ptr_array_unref (self->entries);
  g_object_unref (self->session);
  G_OBJECT_CLASS (coffret_files_out_parent_class)->finalize (object);
}

static void
coffret_files_out_class_init (CoffretFilesOutClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = coffret_files_out_finalize;
  provider_class->ref_formats = coffret_files_out_ref_formats;
  provider_class->write_mime_type_async = coffret_files_out_write_mime_type_async;
  provider_class->write_mime_type_finish = coffret_files_out_write_mime_type_finish;
}

static void
coffret_files_out_init (CoffretFilesOut *self)
{
}

GdkContentProvider *
coffret_files_out_new (CoffretSession *session, GPtrArray *entries)
{
  CoffretFilesOut *self = g_object_new (COFFRET_TYPE_FILES_OUT, NULL);

  self->session = g_object_ref (session);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (self->entries, g_object_ref (g_ptr_array_index (entries, i)));
  return GDK_CONTENT_PROVIDER (self);
}

/* What the clipboard offers would keep the locked session, and name what is in it. */
static void
on_locked (GdkContentProvider *provider)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkClipboard *clipboard = display ? gdk_display_get_clipboard (display) : NULL;

  if (clipboard && gdk_clipboard_get_content (clipboard) == provider)
    gdk_clipboard_set_content (clipboard, NULL);
}

void
coffret_files_out_copy (GtkWidget *from, CoffretSession *session, GPtrArray *entries)
{
  g_autoptr (GdkContentProvider) provider = coffret_files_out_new (session, entries);
  g_autofree char *words = g_strdup_printf (
    /* Translators: %u is a number of credentials; they can be pasted into another program */
    ngettext ("%u original is copied", "%u originals are copied", entries->len), entries->len);

  g_signal_connect_object (session, "ended", G_CALLBACK (on_locked), provider, G_CONNECT_SWAPPED);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (from), provider);
  coffret_tell (from, words);
}
