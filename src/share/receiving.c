#include "share/receiving.h"

#include <string.h>

#include "credential/code.h"
#include "credential/unwrap.h"
#include "organise/contents.h"
#include "organise/decoder.h"

typedef struct {
  CoffretItemFunc func;
  gpointer data;
  guint count;
  gboolean enough;
} Visit;

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  Visit *visit = data;

  visit->count++;
  visit->enough = !visit->func (item, visit->data);
  return !visit->enough;
}

/* One that cannot be read does not take the others with it; the first refusal is told where there
 * is nothing else. */
static gboolean
visit_parts (Visit *visit, GPtrArray *parts, const char *envelope, gint64 *offset, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < parts->len && !visit->enough; i++) {
    const CoffretWrapped *part = g_ptr_array_index (parts, i);
    g_autoptr (GError) refusal = NULL;

    if (!coffret_reader_visit_within (part->bytes, part->name, envelope, on_item, visit, offset,
                                      &refusal) &&
        first == NULL)
      first = g_steal_pointer (&refusal);
  }
  if (visit->count > 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

/* What the codes in a picture say. NULL: no picture, or none of them. */
static GPtrArray *
read_codes (GBytes *bytes)
{
  g_auto (GStrv) texts =
    coffret_decoder_knows (bytes) ? coffret_decoder_read_codes (bytes, NULL) : NULL;
  GPtrArray *parts = NULL;

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    CoffretWrapped *part;

    if (g_strv_contains ((const char *const *) texts + i + 1, texts[i]))
      continue;
    part = g_new0 (CoffretWrapped, 1);
    part->name = g_strdup ("");
    part->bytes = coffret_code_to_bytes (texts[i], coffret_limits_default.max_bytes);
    if (parts == NULL)
      parts = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_wrapped_free);
    g_ptr_array_add (parts, part);
  }
  return parts;
}

gboolean
coffret_receiving_visit (GBytes *bytes,
                         const char *name,
                         CoffretItemFunc func,
                         gpointer data,
                         gint64 *offset,
                         GError **error)
{
  Visit visit = { .func = func, .data = data };
  const char *kind = coffret_unwrap_find_kind (bytes);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GError) refusal = NULL;

  if (offset != NULL)
    *offset = -1;
  if (kind != NULL) {
    parts = coffret_unwrap (bytes, error);
    return parts != NULL && visit_parts (&visit, parts, kind, offset, error);
  }
  if (coffret_reader_visit_all (bytes, name, NULL, on_item, &visit, offset, &refusal))
    return TRUE;
  if (visit.count == 0 &&
      g_error_matches (refusal, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL))
    parts = read_codes (bytes);
  if (parts != NULL && visit_parts (&visit, parts, "code", offset, NULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

/* Without a proof it is the form in which other vaults hand over all they have. */
static gboolean
is_shared (const CoffretItem *item)
{
  return item->credential != NULL && *item->place == '\0' && item->credential->proof != NULL &&
         g_strcmp0 (item->credential->format, "presentation") == 0;
}

/* The first item tells: a presentation comes before what it holds. */
static gboolean
on_first (CoffretItem *item, gpointer data)
{
  gboolean *shared = data;

  *shared = is_shared (item);
  coffret_item_unref (item);
  return FALSE;
}

/* Whether it is worth reading for: most files are not, by far. */
static gboolean
may_be_shared (GBytes *bytes)
{
  static const char type[] = "Presentation";
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize start = 0;

  while (start < length && g_ascii_isspace (data[start]))
    start++;
  return coffret_decoder_knows (bytes) || (start < length && data[start] == 'e') ||
         memmem (data, length, type, strlen (type)) != NULL;
}

gboolean
coffret_receiving_knows (GBytes *bytes, const char *name)
{
  const char *kind = coffret_unwrap_find_kind (bytes);
  gboolean shared = FALSE;

  if (kind != NULL) {
    g_autoptr (GPtrArray) parts = coffret_unwrap (bytes, NULL);

    return parts != NULL;
  }
  if (may_be_shared (bytes))
    coffret_receiving_visit (bytes, name, on_first, &shared, NULL, NULL);
  return shared;
}

GBytes *
coffret_receiving_load (GFile *file)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) != G_FILE_TYPE_REGULAR)
    return NULL;
  bytes = coffret_contents_load (file, NULL);
  name = g_file_get_basename (file);
  return bytes != NULL && coffret_receiving_knows (bytes, name) ? g_steal_pointer (&bytes) : NULL;
}
