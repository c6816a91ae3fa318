#include "organise/past.h"

static CoffretRow *
find_row (GHashTable *index, const char *id)
{
  const CoffretRow key = { .id = id };

  return g_hash_table_lookup (index, &key);
}

/* When it was awarded, else when it came; what has no date is the older. */
static int
compare (gconstpointer a, gconstpointer b, gpointer index)
{
  const CoffretRow *one = find_row (index, a);
  const CoffretRow *other = find_row (index, b);

  if (one == NULL || other == NULL)
    return (one != NULL) - (other != NULL);
  if (one->awarded != other->awarded)
    return one->awarded < other->awarded ? -1 : 1;
  if (one->received != other->received)
    return one->received < other->received ? -1 : 1;
  return g_strcmp0 (a, b);
}

GPtrArray *
coffret_past_list (CoffretHistories *histories, GHashTable *index, const char *id)
{
  g_autoptr (GPtrArray) ids = coffret_histories_list (histories, id, compare, index);
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < ids->len; i++) {
    CoffretRow *row = find_row (index, ids->pdata[i]);

    if (row != NULL)
      g_ptr_array_add (rows, row);
  }
  return rows;
}

const CoffretRow *
coffret_past_newest (const GPtrArray *rows)
{
  for (guint i = rows->len; i > 0; i--) {
    const CoffretRow *row = g_ptr_array_index (rows, i - 1);

    if (row->trashed == COFFRET_INSTANT_NONE)
      return row;
  }
  return NULL;
}
