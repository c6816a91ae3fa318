#include "fuzz.h"

#include <string.h>

#include "credential/reader.h"

#define READ_AGAIN 8

static void
check_item (GBytes *bytes, const CoffretItem *item, gboolean again)
{
  g_autoptr (CoffretItem) same = NULL;
  g_autofree char *search = NULL;

  g_assert ((item->credential == NULL) == (item->error != NULL));
  g_assert ((item->credential == NULL) == (item->digest == NULL));
  g_assert (g_utf8_validate (item->place, -1, NULL));
  g_assert (item->error == NULL || g_utf8_validate (item->error->message, -1, NULL));
  if (item->credential == NULL)
    return;

  search = coffret_credential_search_text (item->credential);
  g_assert (search == NULL || g_utf8_validate (search, -1, NULL));
  if (!again)
    return;
  same = coffret_reader_read_place (bytes, item->place, NULL);
  g_assert (same != NULL);
  g_assert (g_strcmp0 (same->digest, item->digest) == 0);
}

void
fuzz_read (const void *data, gsize size)
{
  static const CoffretLimits limits = {
    .max_bytes = 1024 * 1024,
    .max_inflated = 4 * 1024 * 1024,
    .max_items = 200,
    .max_nesting = 4,
  };
  /* Exactly that long and on the heap, so that reading past its end is noticed. */
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  gint64 offset = -1;
  g_autoptr (GPtrArray) items = coffret_reader_read (bytes, NULL, &limits, &offset, &error);

  g_assert ((items == NULL) == (error != NULL));
  g_assert (offset <= (gint64) size);
  for (guint i = 0; items != NULL && i < items->len; i++)
    check_item (bytes, g_ptr_array_index (items, i), i < READ_AGAIN);
}
