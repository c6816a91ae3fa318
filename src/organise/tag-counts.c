#include "organise/tag-counts.h"

#include "base/collate.h"

static int
compare_names (gconstpointer one, gconstpointer other)
{
  return coffret_collate (*(const char *const *) one, *(const char *const *) other);
}

CoffretTagCounts *
coffret_tag_counts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
coffret_tag_counts_add (CoffretTagCounts *counts, const char *const *tags, int by)
{
  for (; *tags != NULL; tags++) {
    int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, *tags)) + by;

    if (count > 0)
      g_hash_table_insert (counts, g_strdup (*tags), GINT_TO_POINTER (count));
    else
      g_hash_table_remove (counts, *tags);
  }
}

char **
coffret_tag_counts_list (CoffretTagCounts *counts)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (counts);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (names, i));
  return g_strv_builder_end (builder);
}
