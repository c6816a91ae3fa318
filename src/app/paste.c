#include "app/paste.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"

#define MAX_BYTES (20 * 1024 * 1024)

G_DEFINE_BOXED_TYPE (CoffretPaste, coffret_paste, coffret_paste_copy, coffret_paste_free)

CoffretPaste *
coffret_paste_copy (CoffretPaste *paste)
{
  CoffretPaste *copy = g_new0 (CoffretPaste, 1);

  copy->files = paste->files ? g_object_ref (paste->files) : NULL;
  copy->bytes = paste->bytes ? g_bytes_ref (paste->bytes) : NULL;
  copy->name = g_strdup (paste->name);
  copy->link = g_strdup (paste->link);
  return copy;
}

void
coffret_paste_free (CoffretPaste *paste)
{
  g_clear_object (&paste->files);
  g_clear_pointer (&paste->bytes, g_bytes_unref);
  g_free (paste->name);
  g_free (paste->link);
  g_free (paste);
}

static void
resolve (DexPromise *promise, CoffretPaste *paste)
{
  GValue value = G_VALUE_INIT;

  g_value_init (&value, COFFRET_TYPE_PASTE);
  g_value_take_boxed (&value, paste);
  dex_promise_resolve (promise, &value);
  g_value_unset (&value);
  dex_unref (promise);
}

static void
reject (DexPromise *promise)
{
  dex_promise_reject (
    promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                  _ ("There is no credential on the clipboard to paste.")));
  dex_unref (promise);
}

static void
on_files (GObject *source, GAsyncResult *result, gpointer data)
{
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GSList) files = value ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
  CoffretPaste *paste;
  GListStore *store;

  if (!files) {
    reject (data);
    return;
  }
  store = g_list_store_new (G_TYPE_FILE);
  for (GSList *file = files; file; file = file->next)
    g_list_store_append (store, file->data);
  paste = g_new0 (CoffretPaste, 1);
  paste->files = G_LIST_MODEL (store);
  resolve (data, paste);
}

static void
on_picture_copied (GObject *source, GAsyncResult *result, gpointer data)
{
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);
  CoffretPaste *paste;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) <= 0) {
    reject (data);
    return;
  }
  paste = g_new0 (CoffretPaste, 1);
  paste->bytes = g_memory_output_stream_steal_as_bytes (memory);
  paste->name = g_strdup (_ ("Picture from the clipboard"));
  resolve (data, paste);
}

static void
on_picture (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (!stream) {
    reject (data);
    return;
  }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
    memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
    G_PRIORITY_DEFAULT, NULL, on_picture_copied, data);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  CoffretPaste *paste;

  if (!text || *g_strstrip (text) == '\0' || strlen (text) > MAX_BYTES) {
    g_free (text);
    reject (data);
    return;
  }
  paste = g_new0 (CoffretPaste, 1);
  if (coffret_text_is_link (text)) {
    paste->link = text;
  } else {
    paste->bytes = g_bytes_new_take (text, strlen (text));
    paste->name = g_strdup (_ ("Text from the clipboard"));
  }
  resolve (data, paste);
}

static gboolean
has_any (GdkContentFormats *formats, const char *const *types)
{
  for (gsize i = 0; types[i]; i++)
    if (gdk_content_formats_contain_mime_type (formats, types[i]))
      return TRUE;
  return FALSE;
}

DexFuture *
coffret_paste_read (GdkClipboard *clipboard)
{
  static const char *const pictures[] = { "image/png",  "image/svg+xml", "image/jpeg",
                                          "image/webp", "image/gif",     NULL };
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  DexPromise *promise = dex_promise_new ();

  dex_ref (promise);
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files, promise);
  else if (has_any (formats, pictures))
    gdk_clipboard_read_async (clipboard, (const char **) pictures, G_PRIORITY_DEFAULT, NULL,
                              on_picture, promise);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text, promise);
  return DEX_FUTURE (promise);
}
