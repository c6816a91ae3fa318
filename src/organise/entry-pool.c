#include "organise/entry-pool.h"

/* So many of which most may be gone are not worth looking for. */
#define FEW 4096

struct _CoffretEntryPool {
  GHashTable *entries; /* id -> GWeakRef */
  guint swept;         /* how many there were when those that are gone were last taken out */
  CoffretEntry *kept[COFFRET_POOL_KEPT]; /* a ring */
  guint next;
};

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

CoffretEntryPool *
coffret_entry_pool_new (void)
{
  CoffretEntryPool *pool = g_new0 (CoffretEntryPool, 1);

  pool->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, weak_free);
  pool->swept = FEW;
  return pool;
}

void
coffret_entry_pool_clear (CoffretEntryPool *pool)
{
  for (guint i = 0; i < COFFRET_POOL_KEPT; i++)
    g_clear_object (&pool->kept[i]);
  g_hash_table_remove_all (pool->entries);
  pool->swept = FEW;
}

void
coffret_entry_pool_free (CoffretEntryPool *pool)
{
  coffret_entry_pool_clear (pool);
  g_hash_table_unref (pool->entries);
  g_free (pool);
}

static gboolean
is_gone (gpointer id, gpointer weak, gpointer unused)
{
  g_autoptr (CoffretEntry) entry = g_weak_ref_get (weak);

  return entry == NULL;
}

static void
keep (CoffretEntryPool *pool, CoffretEntry *entry)
{
  guint last = (pool->next + COFFRET_POOL_KEPT - 1) % COFFRET_POOL_KEPT;

  if (pool->kept[last] == entry)
    return;
  g_set_object (&pool->kept[pool->next], entry);
  pool->next = (pool->next + 1) % COFFRET_POOL_KEPT;
}

CoffretEntry *
coffret_entry_pool_find (CoffretEntryPool *pool, const char *id)
{
  GWeakRef *weak = g_hash_table_lookup (pool->entries, id);

  return weak != NULL ? g_weak_ref_get (weak) : NULL;
}

CoffretEntry *
coffret_entry_pool_get (CoffretEntryPool *pool, CoffretRow *row)
{
  g_autoptr (CoffretEntry) entry = NULL;
  GWeakRef *weak = g_hash_table_lookup (pool->entries, row->id);

  if (weak != NULL)
    entry = g_weak_ref_get (weak);
  if (entry == NULL) {
    entry = coffret_entry_new_for_row (row);
    if (weak != NULL) {
      g_weak_ref_set (weak, entry);
    } else {
      weak = g_new0 (GWeakRef, 1);
      g_weak_ref_init (weak, entry);
      g_hash_table_insert (pool->entries, g_strdup (row->id), weak);
    }
    if (g_hash_table_size (pool->entries) > 2 * pool->swept) {
      g_hash_table_foreach_remove (pool->entries, is_gone, NULL);
      pool->swept = MAX (FEW, g_hash_table_size (pool->entries));
    }
  }
  keep (pool, entry);
  return entry; /* the ring has it */
}
