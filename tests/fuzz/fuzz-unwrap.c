/* Pages, PDFs and compact addresses: what comes out is within its bounds, and can be read. */
#include "credential/unwrap.h"

#include <string.h>

#include "fuzz.h"

static gboolean
on_item (CoffretItem *item, gpointer data)
{
  g_assert ((item->credential == NULL) != (item->error == NULL));
  g_assert (g_str_has_prefix (item->envelope, data));
  coffret_item_unref (item);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  const char *kind = coffret_unwrap_find_kind (bytes);
  g_autoptr (GPtrArray) found = coffret_unwrap (bytes, NULL);
  gsize all = 0;

  g_assert (found == NULL || kind != NULL);
  for (guint i = 0; found != NULL && i < found->len; i++) {
    const CoffretWrapped *file = g_ptr_array_index (found, i);

    g_assert (strchr (file->name, '/') == NULL);
    all += g_bytes_get_size (file->bytes);
    if (g_bytes_get_size (file->bytes) < 64 * 1024)
      coffret_reader_visit_within (file->bytes, file->name, kind, on_item, (gpointer) kind, NULL,
                                   NULL);
  }
  g_assert (all <= COFFRET_UNWRAP_MOST_BYTES + coffret_limits_default.max_bytes);
  return 0;
}
