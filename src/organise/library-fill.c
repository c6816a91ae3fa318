/* All of a library at once: read, read again, given up. */
#include "organise/compartment-private.h"
#include "organise/groups-private.h"
#include "organise/library-data.h"
#include "organise/plans-private.h"
#include "organise/work.h"

/* What takes longer to free than a frame lasts, where there are a hundred thousand. */
typedef struct {
  GPtrArray *rows;
  GPtrArray *chunks;
  GHashTable *index;
} Gone;

static void
gone_free (gpointer data)
{
  Gone *gone = data;

  g_clear_pointer (&gone->index, g_hash_table_unref);
  g_clear_pointer (&gone->chunks, g_ptr_array_unref);
  g_ptr_array_unref (gone->rows);
  g_free (gone);
}

static DexFuture *
do_nothing (gpointer data)
{
  return dex_future_new_true ();
}

/* Takes all three; CHUNKS and INDEX are nullable. */
static void
drop (GPtrArray *rows, GPtrArray *chunks, GHashTable *index)
{
  Gone *gone = g_new0 (Gone, 1);
  guint count = rows->len;

  *gone = (Gone) { rows, chunks, index };
  if (count < 1000)
    gone_free (gone);
  else
    dex_future_disown (coffret_work_run (do_nothing, gone, gone_free));
}

/* ROWS, CHUNKS and INDEX of LOAD instead of those that there are. */
static void
take_rows (CoffretLibrary *self, CoffretLibraryLoad *load)
{
  drop (self->rows, self->chunks, self->index);
  self->rows = g_steal_pointer (&load->rows);
  self->chunks = g_steal_pointer (&load->chunks);
  self->index = g_steal_pointer (&load->index);
  g_hash_table_unref (self->trashed);
  self->trashed = g_steal_pointer (&load->trashed);
  g_hash_table_unref (self->tags);
  self->tags = g_steal_pointer (&load->tags);
  coffret_histories_free (self->histories);
  self->histories = g_steal_pointer (&load->histories);
  coffret_library_forget_orders (self);
}

void
coffret_library_fill (CoffretLibrary *self, CoffretLibraryLoad *load)
{
  g_assert (self->rows->len == 0);
  coffret_vocabulary_unref (self->vocabulary);
  self->vocabulary = coffret_vocabulary_ref (load->vocabulary);
  take_rows (self, load);
  self->front = g_steal_pointer (&load->front);
  self->total = load->total;
  self->numbers = load->numbers + self->rows->len;
  for (guint i = 0; i < load->compartments->len; i++) {
    const CoffretCompartmentRow *row = g_ptr_array_index (load->compartments, i);

    coffret_library_save_compartment (self, row);
    coffret_library_count (self, row->id,
                           GPOINTER_TO_INT (g_hash_table_lookup (load->counts, row->id)));
  }
  for (guint i = 0; i < load->identities->len; i++) {
    const CoffretIdentityRow *row = g_ptr_array_index (load->identities, i);

    coffret_library_set_identity (self, row->id, row);
  }
  for (guint i = 0; i < load->trust->len; i++) {
    const CoffretTrustRow *row = g_ptr_array_index (load->trust, i);

    coffret_library_set_trust (self, row->issuer, row);
  }
  coffret_library_load_free (load);
  if (self->rows->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->rows->len);
  coffret_library_changed (self);
}

/* What waits for the rest has waited long enough. */
static void
end_filling (CoffretLibrary *self)
{
  g_clear_pointer (&self->front, coffret_front_free);
  if (self->all != NULL)
    dex_promise_resolve_boolean (self->all, TRUE);
  dex_clear (&self->all);
}

/* The counts of what fills itself are somebody else's (rule-counts.h). */
static void
take_counts (CoffretLibrary *self, CoffretLibraryLoad *load)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->compartments));

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment =
      g_list_model_get_item (G_LIST_MODEL (self->compartments), i);

    if (coffret_compartment_get_rule (compartment) == NULL)
      coffret_compartment_set_count (compartment,
                                     GPOINTER_TO_UINT (g_hash_table_lookup (
                                       load->counts, coffret_compartment_get_id (compartment))));
  }
}

void
coffret_library_complete (CoffretLibrary *self, CoffretLibraryLoad *load)
{
  g_autoptr (CoffretLibraryLoad) taken = load;
  g_autoptr (GPtrArray) known = NULL;

  if (self->closed || self->front == NULL)
    return;
  g_assert (load->front == NULL && load->vocabulary == self->vocabulary &&
            load->numbers >= self->numbers);
  known = g_ptr_array_copy (self->rows, (GCopyFunc) (gpointer) coffret_row_ref, NULL);
  g_ptr_array_set_free_func (known, (GDestroyNotify) coffret_row_unref);
  take_rows (self, load);
  self->numbers = load->numbers + self->rows->len;
  /* What somebody did is in the vault a moment before the library hears of it. */
  for (guint i = 0; i < load->compartments->len; i++) {
    const CoffretCompartmentRow *row = g_ptr_array_index (load->compartments, i);

    if (coffret_library_find_compartment (self, row->id) == NULL)
      coffret_library_save_compartment (self, row);
  }
  take_counts (self, load);
  for (guint i = 0; i < known->len; i++) {
    CoffretRow *before = g_ptr_array_index (known, i);
    g_autoptr (CoffretEntry) entry = coffret_entry_pool_find (self->pool, before->id);
    CoffretRow *row = coffret_library_find_row (self, before->id);

    if (row != NULL) {
      CoffretChunk *chunk = self->chunks->pdata[row->position / COFFRET_CHUNK_LENGTH];

      row->number = before->number;
      if (chunk != NULL)
        coffret_chunk_renumber (chunk, row->position % COFFRET_CHUNK_LENGTH);
    }
    if (entry != NULL && row != NULL)
      coffret_entry_set_row (entry, row);
    /* Somebody may have looked at it meanwhile. */
    if (row != NULL)
      coffret_library_set_verdict (self, row->id, before->verdict, before->verifier, before->turns);
  }
  end_filling (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, known->len, self->rows->len);
  coffret_library_changed (self);
}

guint
coffret_library_get_numbers (CoffretLibrary *self)
{
  return self->numbers;
}

gboolean
coffret_library_is_filling (CoffretLibrary *self)
{
  return self->front != NULL;
}

gboolean
coffret_library_has_front (CoffretLibrary *self,
                           CoffretOrder order,
                           CoffretHeading heading,
                           guint *total)
{
  *total = self->total;
  return self->front != NULL && self->front->order == order && self->front->heading == heading;
}

DexFuture *
coffret_library_await_all (CoffretLibrary *self)
{
  if (self->front == NULL)
    return dex_future_new_true ();
  if (self->all == NULL)
    self->all = dex_promise_new ();
  return dex_ref (DEX_FUTURE (self->all));
}

void
coffret_library_close (CoffretLibrary *self)
{
  guint count = self->rows->len;

  self->closed = TRUE;
  g_hash_table_remove_all (self->trashed);
  drop (self->rows, self->chunks, self->index);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
  coffret_vocabulary_unref (self->vocabulary);
  self->vocabulary = coffret_vocabulary_new ();
  self->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_chunk_unref);
  self->index = g_hash_table_new (coffret_row_hash, coffret_row_equal);
  g_list_store_remove_all (self->compartments);
  g_list_store_remove_all (self->identities);
  coffret_plans_clear (self->plans);
  coffret_groups_clear (self->groups);
  g_hash_table_remove_all (self->trust);
  coffret_histories_free (self->histories);
  self->histories = coffret_histories_new (NULL);
  g_hash_table_remove_all (self->tags);
  coffret_library_forget_orders (self);
  end_filling (self);
  if (count > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, count, 0);
  coffret_entry_pool_clear (self->pool);
  coffret_library_changed (self);
}

/* The last takes the place of what goes: nothing else moves. */
static void
remove_row (CoffretLibrary *self, CoffretRow *row)
{
  guint end = self->rows->len - 1;
  CoffretRow *last = g_ptr_array_index (self->rows, end);

  coffret_library_spoil (self, row->position);
  coffret_library_spoil (self, end);
  g_hash_table_remove (self->index, row);
  g_hash_table_remove (self->trashed, row);
  coffret_histories_remove (self->histories, row->id);
  coffret_tag_counts_add (self->tags, coffret_row_get_tags (row), -1);
  last->position = row->position;
  g_ptr_array_remove_index_fast (self->rows, row->position);
}

void
coffret_library_purge (CoffretLibrary *self, CoffretInstant before)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  guint count = self->rows->len;
  guint first = count;
  GHashTableIter iter;
  gpointer trashed;

  g_hash_table_iter_init (&iter, self->trashed);
  while (g_hash_table_iter_next (&iter, &trashed, NULL))
    if (((CoffretRow *) trashed)->trashed < before)
      g_ptr_array_add (gone, trashed);
  if (gone->len == 0)
    return;
  self->serial++;
  for (guint i = 0; i < gone->len; i++) {
    CoffretRow *row = g_ptr_array_index (gone, i);

    first = MIN (first, row->position);
    remove_row (self, row);
  }
  coffret_library_forget_orders (self);
  g_list_model_items_changed (G_LIST_MODEL (self), first, count - first, self->rows->len - first);
  coffret_library_changed (self);
}

/* KNOWN is to be as ROW, which was read later, is. */
static void
follow (CoffretLibrary *self, const CoffretRow *known, const CoffretRow *row)
{
  g_autoptr (CoffretRow) before = coffret_row_ref (known);

  coffret_library_set_trashed (self, row->id, row->trashed);
  for (const char **compartment = before->compartments; *compartment != NULL; compartment++)
    if (!coffret_row_lies_in (row, *compartment))
      coffret_library_take (self, row->id, *compartment);
  for (const char **compartment = row->compartments; *compartment != NULL; compartment++)
    coffret_library_put (self, row->id, *compartment);
  if (!coffret_layer_equal (before->layer, row->layer))
    coffret_library_set_layer (self, row->id, row->layer);
}

void
coffret_library_renew (CoffretLibrary *self, CoffretLibraryLoad *load)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) known = NULL;

  g_assert (load->changed != NULL && load->vocabulary == self->vocabulary);
  for (guint i = 0; i < load->compartments->len; i++)
    coffret_library_save_compartment (self, g_ptr_array_index (load->compartments, i));
  for (guint i = 0; i < load->changed->len; i++) {
    CoffretRow *theirs = g_ptr_array_index (load->changed, i);

    follow (self, coffret_library_find_row (self, theirs->id), theirs);
  }
  for (guint i = 0; i < load->identities->len; i++) {
    const CoffretIdentityRow *row = g_ptr_array_index (load->identities, i);

    if (coffret_library_find_identity (self, row->id) == NULL)
      coffret_library_set_identity (self, row->id, row);
  }
  for (guint i = 0; i < load->trust->len; i++) {
    const CoffretTrustRow *row = g_ptr_array_index (load->trust, i);

    if (coffret_library_find_trust (self, row->issuer) == NULL)
      coffret_library_set_trust (self, row->issuer, row);
  }
  coffret_library_add (self, load->unknown);
  known = coffret_histories_list_ids (self->histories);
  for (guint i = 0; i < known->len; i++)
    g_ptr_array_add (said, g_strdup (g_ptr_array_index (known, i)));
  coffret_histories_free (self->histories);
  self->histories = g_steal_pointer (&load->histories);
  coffret_library_mark_versions (self, said);
  g_ptr_array_unref (known);
  known = coffret_histories_list_ids (self->histories);
  coffret_library_mark_versions (self, known);
  dex_future_disown (
    coffret_work_run (do_nothing, load, (GDestroyNotify) coffret_library_load_free));
  coffret_library_changed (self);
}
