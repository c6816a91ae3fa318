#include "organise/contents.h"

#include <glib/gi18n-lib.h>

#include "base/file.h"
#include "organise/decoder.h"

static int
compare_files (gconstpointer a, gconstpointer b)
{
  g_autofree char *one = g_file_get_basename (*(GFile *const *) a);
  g_autofree char *other = g_file_get_basename (*(GFile *const *) b);

  return strcmp (one, other);
}

/* Links are not followed: they could lead round in a circle, or out of what was meant.
 * Hidden files are the desktop's own bookkeeping. */
GPtrArray *
coffret_contents_list (GFile *folder, GError **error)
{
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GFileEnumerator) enumerator = g_file_enumerate_children (
    folder,
    G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE
                                   "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN,
    G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);

  if (enumerator == NULL)
    return NULL;
  while (TRUE) {
    GFileInfo *info;
    GFile *child;
    GFileType type;

    if (!g_file_enumerator_iterate (enumerator, &info, &child, NULL, error))
      return NULL;
    if (info == NULL)
      break;
    type = g_file_info_get_file_type (info);
    if (!g_file_info_get_is_hidden (info) &&
        (type == G_FILE_TYPE_REGULAR || type == G_FILE_TYPE_DIRECTORY))
      g_ptr_array_add (children, g_object_ref (child));
  }
  g_ptr_array_sort (children, compare_files);
  return g_steal_pointer (&children);
}

/* What has no path of its own comes through GVfs, which has no bounded read. */
static GBytes *
read_stream (GFile *file, gsize max_bytes, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray) array = g_byte_array_new ();

  if (stream == NULL)
    return NULL;
  while (TRUE) {
    g_autoptr (GBytes) part =
      g_input_stream_read_bytes (G_INPUT_STREAM (stream), 256 * 1024, NULL, error);

    if (part == NULL)
      return NULL;
    if (g_bytes_get_size (part) == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&array));
    if (array->len + g_bytes_get_size (part) > max_bytes) {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                           _ ("This file is too large for a credential."));
      return NULL;
    }
    g_byte_array_append (array, g_bytes_get_data (part, NULL), (guint) g_bytes_get_size (part));
  }
}

GBytes *
coffret_contents_load (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    return read_stream (file, coffret_limits_default.max_bytes, error);
  return coffret_file_read (path, coffret_limits_default.max_bytes, error);
}

/* A picture into which nothing is baked may show a code. */
static GPtrArray *
read_codes (GBytes *picture, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!g_error_matches (*error, COFFRET_CREDENTIAL_ERROR,
                        COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL) ||
      !coffret_decoder_knows (picture))
    return NULL;
  texts = coffret_decoder_read_codes (picture, NULL);
  if (texts == NULL)
    return NULL;
  g_clear_error (error);
  if (texts[0] != NULL)
    return coffret_reader_read_codes ((const char *const *) texts);
  g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                       _ ("This picture has no credential in it, and no QR code that can be read. "
                          "If it shows one, take the picture again: straight, sharp, in good "
                          "light, with all of the code and the white around it."));
  return NULL;
}

gboolean
coffret_contents_visit (GBytes *bytes,
                        const char *name,
                        CoffretItemFunc func,
                        gpointer data,
                        gint64 *offset,
                        GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GPtrArray) items = NULL;

  if (coffret_reader_visit (bytes, name, &coffret_limits_default, func, data, offset, &refusal))
    return TRUE;
  items = read_codes (bytes, &refusal);
  if (items == NULL) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
  }
  for (guint i = 0; i < items->len; i++)
    if (!func (coffret_item_ref (g_ptr_array_index (items, i)), data))
      break;
  return TRUE;
}
