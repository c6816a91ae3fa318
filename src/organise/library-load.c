#include "organise/entry-private.h"
#include "organise/library-private.h"

CoffretLibraryLoad *
coffret_library_load_new (GPtrArray *records,
                          GPtrArray *compartment_rows,
                          GHashTable *members,
                          GHashTable *layers,
                          GPtrArray *identities,
                          GPtrArray *trust)
{
  CoffretLibraryLoad *load = g_new0 (CoffretLibraryLoad, 1);

  load->entries = g_ptr_array_new_full (records->len, g_object_unref);
  load->index = g_hash_table_new (g_str_hash, g_str_equal);
  load->rows = g_ptr_array_ref (compartment_rows);
  load->identities = g_ptr_array_ref (identities);
  load->trust = g_ptr_array_ref (trust);
  load->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load->tags = coffret_tag_counts_new ();
  for (guint i = 0; i < records->len; i++) {
    CoffretRecord *record = g_ptr_array_index (records, i);
    GPtrArray *ids = g_hash_table_lookup (members, record->id);
    g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
    CoffretLayer *layer = g_hash_table_lookup (layers, record->id);
    CoffretEntry *entry;

    for (guint j = 0; ids != NULL && j < ids->len; j++) {
      const char *id = g_ptr_array_index (ids, j);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (load->counts, id));

      g_strv_builder_add (builder, id);
      if (record->trashed == COFFRET_INSTANT_NONE)
        g_hash_table_insert (load->counts, g_strdup (id), GUINT_TO_POINTER (count + 1));
    }
    entry = coffret_entry_new_for_row (coffret_row_new (record, g_strv_builder_end (builder)));
    coffret_entry_set_position (entry, i);
    if (layer != NULL)
      coffret_entry_set_layer (entry, layer);
    coffret_tag_counts_add (load->tags, coffret_entry_get_tags (entry), 1);
    g_ptr_array_add (load->entries, entry);
    g_hash_table_insert (load->index, record->id, entry);
  }
  load->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_chunk_unref);
  for (guint i = 0; i < load->entries->len; i += COFFRET_CHUNK_LENGTH)
    g_ptr_array_add (load->chunks,
                     coffret_chunk_new ((CoffretEntry **) load->entries->pdata + i,
                                        MIN (COFFRET_CHUNK_LENGTH, load->entries->len - i)));
  return load;
}

void
coffret_library_load_free (CoffretLibraryLoad *load)
{
  g_clear_pointer (&load->index, g_hash_table_unref);
  g_clear_pointer (&load->entries, g_ptr_array_unref);
  g_clear_pointer (&load->chunks, g_ptr_array_unref);
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_clear_pointer (&load->identities, g_ptr_array_unref);
  g_clear_pointer (&load->trust, g_ptr_array_unref);
  g_clear_pointer (&load->counts, g_hash_table_unref);
  g_clear_pointer (&load->tags, g_hash_table_unref);
  g_free (load);
}
