#include "organise/library-private.h"
#include "organise/past.h"
#include "organise/verification.h"

/* So many take about as long as a frame. */
#define AT_ONCE 2048
/* With more versions than this in a vault its beginning takes as long as all of it. */
#define FEW_VERSIONS 1024

CoffretLibraryLoad *
coffret_library_load_new (CoffretVocabulary *vocabulary)
{
  CoffretLibraryLoad *load = g_new0 (CoffretLibraryLoad, 1);

  load->vocabulary =
    vocabulary != NULL ? coffret_vocabulary_ref (vocabulary) : coffret_vocabulary_new ();
  load->maker = coffret_row_maker_new (load->vocabulary);
  load->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
  load->index = g_hash_table_new (coffret_row_hash, coffret_row_equal);
  load->trashed = g_hash_table_new (coffret_row_hash, coffret_row_equal);
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

  load->sequence = brief->sequence;
  row->position = load->rows->len;
  row->number = load->numbers + load->rows->len;
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
  } else {
    g_hash_table_add (load->trashed, row);
  }
  if (row->trashed != COFFRET_INSTANT_NONE &&
      (load->oldest_trash == COFFRET_INSTANT_NONE || row->trashed < load->oldest_trash))
    load->oldest_trash = row->trashed;
  return --load->left > 0;
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

/* What there is beside credentials. */
static gboolean
read_rest (CoffretLibraryLoad *load, CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;

  load->now = coffret_instant_now ();
  load->compartments = coffret_compartments_list (database, error);
  if (load->compartments == NULL)
    return FALSE;
  load->identities = coffret_identities_list (database, error);
  if (load->identities == NULL)
    return FALSE;
  versions = coffret_versions_list (database, error);
  if (versions == NULL)
    return FALSE;
  load->histories = coffret_histories_new (versions);
  load->trust = coffret_trust_list (database, error);
  return load->trust != NULL;
}

static void
finish (CoffretLibraryLoad *load)
{
  for (guint i = 0; i < load->rows->len; i += COFFRET_CHUNK_LENGTH)
    g_ptr_array_add (load->chunks,
                     coffret_chunk_new ((CoffretRow **) load->rows->pdata + i,
                                        MIN (COFFRET_CHUNK_LENGTH, load->rows->len - i)));
  g_clear_pointer (&load->maker, coffret_row_maker_free);
  g_clear_pointer (&load->members, g_hash_table_unref);
  g_clear_pointer (&load->layers, g_hash_table_unref);
}

gboolean
coffret_library_load_read (CoffretLibraryLoad *load,
                           CoffretDatabase *database,
                           gboolean *over,
                           GError **error)
{
  if (load->layers == NULL) {
    load->members = coffret_compartments_members (database, error);
    if (load->members == NULL)
      return FALSE;
    load->layers = coffret_layers_list (database, error);
    if (load->layers == NULL || !read_rest (load, database, error))
      return FALSE;
  }
  load->left = AT_ONCE;
  if (!coffret_briefs_visit (database, load->sequence, on_brief, load, error))
    return FALSE;
  *over = load->left > 0;
  if (*over) {
    mark_versions (load);
    finish (load);
  }
  return TRUE;
}

static gboolean
on_front_brief (const CoffretBrief *brief, gpointer data)
{
  return brief->trashed != COFFRET_INSTANT_NONE || on_brief (brief, data);
}

static gboolean
read_one (CoffretLibraryLoad *load, CoffretDatabase *database, const char *id, GError **error)
{
  CoffretLayer *layer = NULL;

  g_clear_pointer (&load->members, g_hash_table_unref);
  load->members = coffret_compartments_members_of (database, id, error);
  if (load->members == NULL || !coffret_layers_get (database, id, &layer, error))
    return FALSE;
  if (layer != NULL)
    g_hash_table_insert (load->layers, (char *) id, layer);
  load->left = 2; /* than which there are fewer */
  return coffret_briefs_visit_one (database, id, on_front_brief, load, error);
}

/* From the row at COUNT on they were only read for what they make of the others. */
static void
forget_rows (CoffretLibraryLoad *load, guint count)
{
  for (guint i = count; i < load->rows->len; i++) {
    CoffretRow *row = g_ptr_array_index (load->rows, i);

    g_hash_table_remove (load->index, row);
    coffret_tag_counts_add (load->tags, coffret_row_get_tags (row), -1);
  }
  g_ptr_array_set_size (load->rows, (int) count);
}

static gboolean
read_versions (CoffretLibraryLoad *load,
               CoffretDatabase *database,
               const GPtrArray *ids,
               GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    const CoffretRow key = { .id = g_ptr_array_index (ids, i) };

    if (!g_hash_table_contains (load->index, &key) && !read_one (load, database, key.id, error))
      return FALSE;
  }
  return TRUE;
}

/* As if there were none but the newest of each history. */
static void
count_versions (CoffretLibraryLoad *load)
{
  mark_versions (load);
  for (guint i = 0; i < load->rows->len; i++) {
    const CoffretRow *row = g_ptr_array_index (load->rows, i);

    load->total -= row->past;
  }
}

/* What the list begins with is still there, and is shown. */
static gboolean
is_whole (const CoffretLibraryLoad *load, const CoffretFront *front)
{
  for (guint i = 0; i < load->rows->len; i++)
    if (!coffret_row_is_listed (g_ptr_array_index (load->rows, i)))
      return FALSE;
  return load->rows->len == g_strv_length (front->ids);
}

gboolean
coffret_library_load_read_front (CoffretLibraryLoad *load,
                                 CoffretDatabase *database,
                                 guint least,
                                 GError **error)
{
  g_autoptr (CoffretFront) front = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GError) reason = NULL;
  guint count;

  if (!coffret_briefs_count (database, &load->total, error))
    return FALSE;
  if (load->total < least)
    return TRUE;
  front = coffret_front_read (database, &reason);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (front == NULL)
    return TRUE;
  load->layers =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) coffret_layer_unref);
  if (!read_rest (load, database, error))
    return FALSE;
  said = coffret_histories_list_ids (load->histories);
  if (said->len > FEW_VERSIONS)
    return TRUE;
  for (char **id = front->ids; *id != NULL; id++)
    if (!read_one (load, database, *id, error))
      return FALSE;
  count = load->rows->len;
  if (!read_versions (load, database, said, error))
    return FALSE;
  g_clear_pointer (&load->counts, g_hash_table_unref);
  load->counts = coffret_compartments_counts (database, error);
  if (load->counts == NULL)
    return FALSE;
  count_versions (load);
  forget_rows (load, count);
  g_ptr_array_set_size (load->due, 0);
  finish (load);
  /* Else something that is gone by now was among them: what is left is not the beginning. */
  if (is_whole (load, front))
    load->front = g_steal_pointer (&front);
  return TRUE;
}

static gboolean
lie_alike (const CoffretRow *one, const CoffretRow *other)
{
  for (const char **id = one->compartments; *id != NULL; id++)
    if (!coffret_row_lies_in (other, *id))
      return FALSE;
  return g_strv_length ((char **) one->compartments) ==
         g_strv_length ((char **) other->compartments);
}

void
coffret_library_load_compare (CoffretLibraryLoad *load, CoffretSnapshot *snapshot)
{
  guint count = coffret_snapshot_get_count (snapshot);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  load->changed = g_ptr_array_new ();
  load->unknown = g_ptr_array_new ();
  for (guint i = 0; i < count; i++) {
    const CoffretRow *ours = coffret_snapshot_get_row (snapshot, i);
    CoffretRow *theirs = g_hash_table_lookup (load->index, ours);

    if (theirs == NULL)
      continue;
    g_hash_table_add (known, theirs);
    if (ours->trashed != theirs->trashed || !lie_alike (ours, theirs) ||
        !coffret_layer_equal (ours->layer, theirs->layer))
      g_ptr_array_add (load->changed, theirs);
  }
  for (guint i = 0; i < load->rows->len; i++)
    if (!g_hash_table_contains (known, g_ptr_array_index (load->rows, i)))
      g_ptr_array_add (load->unknown, g_ptr_array_index (load->rows, i));
}

void
coffret_library_load_free (CoffretLibraryLoad *load)
{
  g_clear_pointer (&load->maker, coffret_row_maker_free);
  g_clear_pointer (&load->members, g_hash_table_unref);
  g_clear_pointer (&load->layers, g_hash_table_unref);
  g_clear_pointer (&load->index, g_hash_table_unref);
  g_clear_pointer (&load->trashed, g_hash_table_unref);
  g_clear_pointer (&load->changed, g_ptr_array_unref);
  g_clear_pointer (&load->unknown, g_ptr_array_unref);
  g_clear_pointer (&load->rows, g_ptr_array_unref);
  g_clear_pointer (&load->chunks, g_ptr_array_unref);
  g_clear_pointer (&load->due, g_ptr_array_unref);
  g_clear_pointer (&load->compartments, g_ptr_array_unref);
  g_clear_pointer (&load->identities, g_ptr_array_unref);
  g_clear_pointer (&load->trust, g_ptr_array_unref);
  g_clear_pointer (&load->histories, coffret_histories_free);
  g_clear_pointer (&load->counts, g_hash_table_unref);
  g_clear_pointer (&load->tags, g_hash_table_unref);
  g_clear_pointer (&load->front, coffret_front_free);
  g_clear_pointer (&load->vocabulary, coffret_vocabulary_unref);
  g_free (load);
}
