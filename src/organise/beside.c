#include "organise/beside.h"

static void
clear_beside (gpointer data)
{
  g_hash_table_unref (((CoffretBeside *) data)->sets);
}

CoffretBeside *
coffret_beside_new (const char *const *words, GPtrArray *sets)
{
  CoffretBeside *beside = g_atomic_rc_box_new0 (CoffretBeside);

  beside->sets =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  for (guint i = 0; i < sets->len && words[i] != NULL; i++)
    g_hash_table_insert (beside->sets, g_strdup (words[i]),
                         g_hash_table_ref (g_ptr_array_index (sets, i)));
  return beside;
}

CoffretBeside *
coffret_beside_ref (CoffretBeside *beside)
{
  return g_atomic_rc_box_acquire (beside);
}

void
coffret_beside_unref (CoffretBeside *beside)
{
  if (beside != NULL)
    g_atomic_rc_box_release_full (beside, clear_beside);
}

gboolean
coffret_beside_has (const CoffretBeside *beside, const char *word, const char *id)
{
  GHashTable *set = beside != NULL ? g_hash_table_lookup (beside->sets, word) : NULL;

  return set != NULL && g_hash_table_contains (set, id);
}

gboolean
coffret_beside_is_empty (const CoffretBeside *beside)
{
  GHashTableIter iter;
  gpointer set;

  g_hash_table_iter_init (&iter, beside->sets);
  while (g_hash_table_iter_next (&iter, NULL, &set))
    if (g_hash_table_size (set) > 0)
      return FALSE;
  return TRUE;
}
