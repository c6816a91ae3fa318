#include "organise/library-private.h"
#include "organise/past.h"
#include "organise/verification.h"

CoffretLibraryLoad *
coffret_library_load_new (CoffretVocabulary *vocabulary)
{
  CoffretLibraryLoad *load = g_new0 (CoffretLibraryLoad, 1);

  load->vocabulary =
    vocabulary != NULL ? coffret_vocabulary_ref (vocabulary) : coffret_vocabulary_new ();
  load->maker = coffret_row_maker_new (load->vocabulary);
  load->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
  load->index = g_hash_table_new (coffret_row_hash, coffret_row_equal);
  load->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_chunk_unref);
  load->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load->tags = coffret_tag_counts_new ();
  load->due = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
  load->oldest_trash = COFFRET_INSTANT_NONE;
  return load;
}

static gboolean
is_due (const CoffretRow *row, CoffretInstant now)
{
  return row->verifier != COFFRET_VERIFIER_EDITION ||
         (row->turns != COFFRET_INSTANT_NONE && row->turns <= now);
}

static gboolean
on_brief (const CoffretBrief *brief, gpointer data)
{
  CoffretLibraryLoad *load = data;
  CoffretRow *row =
    coffret_row_maker_make (load->maker, brief, g_hash_table_lookup (load->layers, brief->id),
                            g_hash_table_lookup (load->members, brief->id));

  row->position = load->rows->len;
  g_ptr_array_add (load->rows, row);
  g_hash_table_add (load->index, row);
  coffret_tag_counts_add (load->tags, coffret_row_get_tags (row), 1);
  if (is_due (row, load->now))
    g_ptr_array_add (load->due, coffret_row_ref (row));
  if (row->trashed == COFFRET_INSTANT_NONE) {
    for (const char **id = row->compartments; *id != NULL; id++) {
      gpointer count = g_hash_table_lookup (load->counts, *id);

      g_hash_table_insert (load->counts, g_strdup (*id),
                           GUINT_TO_POINTER (GPOINTER_TO_UINT (count) + 1));
    }
  } else if (load->oldest_trash == COFFRET_INSTANT_NONE || row->trashed < load->oldest_trash) {
    load->oldest_trash = row->trashed;
  }
  return TRUE;
}

/* Each row says of itself what its history makes of it. */
static void
mark_versions (CoffretLibraryLoad *load)
{
  g_autoptr (GPtrArray) ids = coffret_histories_list_ids (load->histories);

  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (GPtrArray) rows =
      coffret_past_list (load->histories, load->index, g_ptr_array_index (ids, i));
    const CoffretRow *newest = coffret_past_newest (rows);
    const CoffretRow key = { .id = g_ptr_array_index (ids, i) };
    CoffretRow *row = g_hash_table_lookup (load->index, &key);

    if (row == NULL)
      continue;
    row->apart = coffret_histories_is_apart (load->histories, row->id) ? 1 : 0;
    if (row->trashed != COFFRET_INSTANT_NONE || row == newest)
      continue;
    row->past = 1;
    for (const char **id = row->compartments; *id != NULL; id++)
      g_hash_table_insert (
        load->counts, g_strdup (*id),
        GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (load->counts, *id)) - 1));
  }
}

gboolean
coffret_library_load_read (CoffretLibraryLoad *load, CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;

  load->now = coffret_instant_now ();
  load->compartments = coffret_compartments_list (database, error);
  if (load->compartments == NULL)
    return FALSE;
  load->members = coffret_compartments_members (database, error);
  if (load->members == NULL)
    return FALSE;
  load->layers = coffret_layers_list (database, error);
  if (load->layers == NULL)
    return FALSE;
  load->identities = coffret_identities_list (database, error);
  if (load->identities == NULL)
    return FALSE;
  versions = coffret_versions_list (database, error);
  if (versions == NULL)
    return FALSE;
  load->histories = coffret_histories_new (versions);
  load->trust = coffret_trust_list (database, error);
  if (load->trust == NULL || !coffret_briefs_visit (database, 0, on_brief, load, error))
    return FALSE;
  mark_versions (load);
  for (guint i = 0; i < load->rows->len; i += COFFRET_CHUNK_LENGTH)
    g_ptr_array_add (load->chunks,
                     coffret_chunk_new ((CoffretRow **) load->rows->pdata + i,
                                        MIN (COFFRET_CHUNK_LENGTH, load->rows->len - i)));
  g_clear_pointer (&load->maker, coffret_row_maker_free);
  g_clear_pointer (&load->members, g_hash_table_unref);
  g_clear_pointer (&load->layers, g_hash_table_unref);
  return TRUE;
}

void
coffret_library_load_free (CoffretLibraryLoad *load)
{
  g_clear_pointer (&load->maker, coffret_row_maker_free);
  g_clear_pointer (&load->members, g_hash_table_unref);
  g_clear_pointer (&load->layers, g_hash_table_unref);
  g_clear_pointer (&load->index, g_hash_table_unref);
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_clear_pointer (&load->chunks, g_ptr_array_unref);
  g_clear_pointer (&load->due, g_ptr_array_unref);
  g_clear_pointer (&load->compartments, g_ptr_array_unref);
  g_clear_pointer (&load->identities, g_ptr_array_unref);
  g_clear_pointer (&load->trust, g_ptr_array_unref);
  g_clear_pointer (&load->histories, coffret_histories_free);
  g_clear_pointer (&load->counts, g_hash_table_unref);
  g_clear_pointer (&load->tags, g_hash_table_unref);
  g_clear_pointer (&load->vocabulary, coffret_vocabulary_unref);
  g_free (load);
}
