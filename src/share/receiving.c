#include "share/receiving.h"

#include <string.h>

#include "credential/code.h"
#include "credential/unwrap.h"
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
