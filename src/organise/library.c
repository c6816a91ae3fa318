#include "organise/library.h"

#include "organise/compartment-private.h"
#include "organise/groups-private.h"
#include "organise/library-data.h"
#include "organise/past.h"
#include "organise/plans-private.h"
#include "organise/tag-counts.h"

static guint changed_signal;
static guint trust_changed_signal;
static guint attachments_changed_signal;

static GType
library_get_item_type (GListModel *model)
{
  return COFFRET_TYPE_ENTRY;
}

static guint
library_get_n_items (GListModel *model)
{
  return COFFRET_LIBRARY (model)->rows->len;
}

static gpointer
library_get_item (GListModel *model, guint position)
{
  CoffretLibrary *self = COFFRET_LIBRARY (model);

  if (position >= self->rows->len)
    return NULL;
  return g_object_ref (
    coffret_entry_pool_get (self->pool, g_ptr_array_index (self->rows, position)));
}

static void
library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = library_get_item_type;
  iface->get_n_items = library_get_n_items;
  iface->get_item = library_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CoffretLibrary,
                               coffret_library,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, library_list_model_init))

static void
coffret_library_finalize (GObject *object)
{
  CoffretLibrary *self = COFFRET_LIBRARY (object);

  g_clear_pointer (&self->front, coffret_front_free);
  dex_clear (&self->all);
  g_clear_pointer (&self->snapshot, coffret_snapshot_drop);
  coffret_orders_unref (self->orders);
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->trashed);
  g_ptr_array_unref (self->chunks);
  g_ptr_array_unref (self->rows);
  coffret_entry_pool_free (self->pool);
  coffret_vocabulary_unref (self->vocabulary);
  g_object_unref (self->compartments);
  g_object_unref (self->identities);
  g_object_unref (self->plans);
  g_object_unref (self->groups);
  g_hash_table_unref (self->trust);
  coffret_histories_free (self->histories);
  g_hash_table_unref (self->tags);
  G_OBJECT_CLASS (coffret_library_parent_class)->finalize (object);
}

static void
coffret_library_class_init (CoffretLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = coffret_library_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  trust_changed_signal =
    g_signal_new ("trust-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  attachments_changed_signal =
    g_signal_new ("attachments-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
coffret_library_init (CoffretLibrary *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);
  self->pool = coffret_entry_pool_new ();
  self->vocabulary = coffret_vocabulary_new ();
  self->chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_chunk_unref);
  self->index = g_hash_table_new (coffret_row_hash, coffret_row_equal);
  self->trashed = g_hash_table_new (coffret_row_hash, coffret_row_equal);
  self->compartments = g_list_store_new (COFFRET_TYPE_COMPARTMENT);
  self->identities = g_list_store_new (COFFRET_TYPE_IDENTITY);
  self->plans = coffret_plans_new ();
  self->groups = coffret_groups_new ();
  self->trust =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) coffret_trust_row_free);
  self->histories = coffret_histories_new (NULL);
  self->tags = coffret_tag_counts_new ();
  self->orders = coffret_orders_new ();
}

void
coffret_library_forget_orders (CoffretLibrary *self)
{
  g_clear_pointer (&self->snapshot, coffret_snapshot_drop);
  g_clear_pointer (&self->orders, coffret_orders_unref);
  self->orders = coffret_orders_new ();
}

void
coffret_library_spoil (CoffretLibrary *self, guint position)
{
  guint chunk = position / COFFRET_CHUNK_LENGTH;

  if (chunk < self->chunks->len)
    g_clear_pointer ((CoffretChunk **) &self->chunks->pdata[chunk], coffret_chunk_unref);
}

/* As many chunks as it takes, each of them there. */
static void
mend_chunks (CoffretLibrary *self)
{
  guint count = (self->rows->len + COFFRET_CHUNK_LENGTH - 1) / COFFRET_CHUNK_LENGTH;

  g_ptr_array_set_size (self->chunks, (int) count);
  for (guint i = 0; i < count; i++) {
    guint start = i * COFFRET_CHUNK_LENGTH;

    if (self->chunks->pdata[i] == NULL)
      self->chunks->pdata[i] =
        coffret_chunk_new ((CoffretRow **) self->rows->pdata + start,
                           MIN (COFFRET_CHUNK_LENGTH, self->rows->len - start));
  }
}

CoffretLibrary *
coffret_library_new (void)
{
  return g_object_new (COFFRET_TYPE_LIBRARY, NULL);
}

void
coffret_library_add (CoffretLibrary *self, GPtrArray *rows)
{
  guint position = self->rows->len;

  if (self->closed || rows->len == 0)
    return;
  self->serial++;
  for (guint i = 0; i < rows->len; i++) {
    CoffretRow *row = coffret_row_ref (g_ptr_array_index (rows, i));
    g_autoptr (CoffretEntry) entry = coffret_entry_pool_find (self->pool, row->id);

    /* Somebody may have kept it while it was gone. */
    if (entry != NULL)
      coffret_entry_set_row (entry, row);
    row->position = self->rows->len;
    row->number = self->numbers++;
    coffret_library_spoil (self, row->position);
    g_ptr_array_add (self->rows, row);
    g_hash_table_add (self->index, row);
    if (coffret_row_is_trashed (row))
      g_hash_table_add (self->trashed, row);
    coffret_tag_counts_add (self->tags, coffret_row_get_tags (row), 1);
    for (const char **id = row->compartments; *id != NULL; id++)
      coffret_library_count (self, *id, coffret_row_is_listed (row) ? 1 : 0);
  }
  coffret_library_forget_orders (self);
  /* Little by little, rather than all at once when the next question comes. */
  mend_chunks (self);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, rows->len);
  coffret_library_changed (self);
}

/* OLD is ROW (taken) from now on. */
static void
replace_row (CoffretLibrary *self, CoffretRow *old, CoffretRow *row)
{
  g_autoptr (CoffretEntry) entry = coffret_entry_pool_find (self->pool, row->id);

  coffret_library_spoil (self, old->position);
  g_hash_table_add (self->index, row);
  g_hash_table_remove (self->trashed, old);
  if (coffret_row_is_trashed (row))
    g_hash_table_add (self->trashed, row);
  self->rows->pdata[old->position] = row;
  if (entry != NULL)
    coffret_entry_set_row (entry, row);
  coffret_row_unref (old);
}

/* By ROW's compartments, that is counted or not. */
static void
count_row (CoffretLibrary *self, const CoffretRow *row, int difference)
{
  for (const char **compartment = row->compartments; difference != 0 && *compartment != NULL;
       compartment++)
    coffret_library_count (self, *compartment, difference);
}

/* ID says of itself what its history makes of it now. */
static void
mark_version (CoffretLibrary *self, const char *id)
{
  CoffretRow *row = coffret_library_find_row (self, id);
  g_autoptr (GPtrArray) rows = NULL;
  CoffretRow *derived;
  gboolean past, apart;

  if (row == NULL)
    return;
  rows = coffret_past_list (self->histories, self->index, id);
  past = !coffret_row_is_trashed (row) && coffret_past_newest (rows) != row;
  apart = coffret_histories_is_apart (self->histories, id);
  if (row->past == past && row->apart == apart)
    return;
  derived = coffret_row_derive_version (row, past, apart);
  count_row (self, row, coffret_row_is_listed (derived) - coffret_row_is_listed (row));
  replace_row (self, row, derived);
}

void
coffret_library_mark_versions (CoffretLibrary *self, const GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    mark_version (self, g_ptr_array_index (ids, i));
}

static void
add_versions (CoffretLibrary *self, GPtrArray *ids, const char *id)
{
  g_autoptr (GPtrArray) rows = coffret_past_list (self->histories, self->index, id);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (ids, g_strdup (((CoffretRow *) g_ptr_array_index (rows, i))->id));
}

void
coffret_library_set_version (CoffretLibrary *self,
                             const char *older,
                             const char *newer,
                             CoffretVersionAnswer answer)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (self->closed)
    return;
  self->serial++;
  /* Those that leave a history, and those that come into one. */
  add_versions (self, ids, older);
  add_versions (self, ids, newer);
  coffret_histories_set (self->histories, older, newer, answer);
  add_versions (self, ids, older);
  add_versions (self, ids, newer);
  coffret_library_mark_versions (self, ids);
}

CoffretVersionAnswer
coffret_library_get_version (CoffretLibrary *self, const char *older, const char *newer)
{
  return coffret_histories_get (self->histories, older, newer);
}

void
coffret_library_set_trashed (CoffretLibrary *self, const char *id, CoffretInstant when)
{
  CoffretRow *row = coffret_library_find_row (self, id);
  CoffretRow *derived;

  if (row == NULL || row->trashed == when)
    return;
  self->serial++;
  derived = coffret_row_derive (row, when, (const char *const *) row->compartments);
  count_row (self, row, coffret_row_is_listed (derived) - coffret_row_is_listed (row));
  replace_row (self, row, derived);
  if (coffret_histories_has (self->histories, derived->id)) {
    g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

    add_versions (self, ids, derived->id);
    coffret_library_mark_versions (self, ids);
  }
}

/* Every order ends with the titles, and the holder's dates go first. */
static gboolean
may_move (const CoffretRow *before, const CoffretRow *row)
{
  return !g_str_equal (before->title, row->title) ||
         coffret_row_get_awarded (before) != coffret_row_get_awarded (row) ||
         coffret_row_get_expires (before) != coffret_row_get_expires (row) ||
         (before->layer != NULL && before->layer->favourite) !=
           (row->layer != NULL && row->layer->favourite);
}

void
coffret_library_set_layer (CoffretLibrary *self, const char *id, CoffretLayer *layer)
{
  CoffretRow *row = coffret_library_find_row (self, id);
  CoffretRow *derived;
  gboolean moved;

  if (row == NULL)
    return;
  derived = coffret_row_derive_layer (row, layer);
  moved = may_move (row, derived);
  coffret_tag_counts_add (self->tags, coffret_row_get_tags (row), -1);
  coffret_tag_counts_add (self->tags, coffret_row_get_tags (derived), 1);
  replace_row (self, row, derived);
  self->serial++;
  if (moved)
    coffret_library_forget_orders (self);
}

void
coffret_library_set_record (CoffretLibrary *self, CoffretRecord *record)
{
  CoffretRow *row = coffret_library_find_row (self, record->id);
  g_autoptr (CoffretEntry) entry = NULL;
  CoffretRow *derived;

  if (row == NULL)
    return;
  derived = coffret_row_derive_record (row, record);
  entry = coffret_entry_pool_find (self->pool, record->id);
  if (entry != NULL)
    coffret_entry_replace (entry, derived, record);
  replace_row (self, row, derived);
  self->serial++;
  coffret_library_forget_orders (self);
}

void
coffret_library_attachments_changed (CoffretLibrary *self, const char *credential)
{
  if (!self->closed)
    g_signal_emit (self, attachments_changed_signal, 0, credential);
}

void
coffret_library_set_verdict (
  CoffretLibrary *self, const char *id, const char *verdict, int verifier, CoffretInstant turns)
{
  CoffretRow *row = coffret_library_find_row (self, id);

  if (row == NULL ||
      (g_strcmp0 (row->verdict, verdict) == 0 && row->verifier == verifier && row->turns == turns))
    return;
  replace_row (self, row, coffret_row_derive_verdict (row, verdict, verifier, turns));
}

void
coffret_library_set_trust (CoffretLibrary *self, const char *issuer, const CoffretTrustRow *row)
{
  g_autofree char *own = g_strdup (issuer);
  CoffretTrustRow *copy = row != NULL ? coffret_trust_row_copy (row) : NULL;

  self->serial++;
  if (copy != NULL && !self->closed)
    g_hash_table_replace (self->trust, copy->issuer, copy);
  else {
    g_hash_table_remove (self->trust, own);
    g_clear_pointer (&copy, coffret_trust_row_free);
  }
  g_signal_emit (self, trust_changed_signal, 0, own);
}

static void
set_compartments (CoffretLibrary *self, CoffretRow *row, const GPtrArray *ids)
{
  self->serial++;
  replace_row (self, row, coffret_row_derive (row, row->trashed, (const char *const *) ids->pdata));
}

void
coffret_library_put (CoffretLibrary *self, const char *id, const char *compartment)
{
  CoffretRow *row = coffret_library_find_row (self, id);
  g_autoptr (GPtrArray) ids = NULL;

  if (row == NULL || coffret_row_lies_in (row, compartment))
    return;
  if (coffret_row_is_listed (row))
    coffret_library_count (self, compartment, 1);
  ids = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  for (const char **other = row->compartments; *other != NULL; other++)
    g_ptr_array_add (ids, (char *) *other);
  g_ptr_array_add (ids, (char *) compartment);
  set_compartments (self, row, ids);
}

void
coffret_library_take (CoffretLibrary *self, const char *id, const char *compartment)
{
  CoffretRow *row = coffret_library_find_row (self, id);
  g_autoptr (GPtrArray) ids = NULL;

  if (row == NULL || !coffret_row_lies_in (row, compartment))
    return;
  if (coffret_row_is_listed (row))
    coffret_library_count (self, compartment, -1);
  ids = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  for (const char **other = row->compartments; *other != NULL; other++)
    if (!g_str_equal (*other, compartment))
      g_ptr_array_add (ids, (char *) *other);
  set_compartments (self, row, ids);
}

guint
coffret_library_get_serial (CoffretLibrary *self)
{
  return self->serial;
}

void
coffret_library_set_finder (CoffretLibrary *self, CoffretFinder finder, gpointer data)
{
  self->finder = finder;
  self->finder_data = data;
}

DexFuture *
coffret_library_find_beside (CoffretLibrary *self, const char *const *words)
{
  return self->finder != NULL && !self->closed ? self->finder (self->finder_data, words) : NULL;
}

void
coffret_library_changed (CoffretLibrary *self)
{
  g_clear_pointer (&self->snapshot, coffret_snapshot_drop);
  g_signal_emit (self, changed_signal, 0);
}

static CoffretDrawers *
make_drawers (CoffretLibrary *self)
{
  CoffretDrawers *drawers = coffret_drawers_new ();
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->compartments));

  for (guint i = 0; i < count; i++) {
    g_autoptr (CoffretCompartment) compartment =
      g_list_model_get_item (G_LIST_MODEL (self->compartments), i);

    coffret_drawers_add (drawers, coffret_compartment_get_row (compartment),
                         coffret_compartment_get_hand (compartment));
  }
  return drawers;
}

CoffretSnapshot *
coffret_library_ref_snapshot (CoffretLibrary *self)
{
  if (self->snapshot == NULL) {
    g_autoptr (CoffretDrawers) drawers = make_drawers (self);

    mend_chunks (self);
    self->snapshot =
      coffret_snapshot_new (self->chunks, self->rows->len, self->orders, drawers, self->vocabulary);
  }
  return coffret_snapshot_ref (self->snapshot);
}

CoffretEntry *
coffret_library_find (CoffretLibrary *self, const char *id)
{
  CoffretRow *row = coffret_library_find_row (self, id);

  return row != NULL ? coffret_entry_pool_get (self->pool, row) : NULL;
}

CoffretRow *
coffret_library_find_row (CoffretLibrary *self, const char *id)
{
  const CoffretRow key = { .id = id };

  return g_hash_table_lookup (self->index, &key);
}

CoffretEntry *
coffret_library_entry_of (CoffretLibrary *self, CoffretRow *row)
{
  CoffretRow *known = g_hash_table_lookup (self->index, row);

  return coffret_entry_pool_get (self->pool, known != NULL ? known : row);
}

GPtrArray *
coffret_library_choose (CoffretLibrary *self,
                        gboolean (*func) (const CoffretRow *row, gconstpointer data),
                        gconstpointer data)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_row_unref);

  for (guint i = 0; i < self->rows->len; i++) {
    CoffretRow *row = g_ptr_array_index (self->rows, i);

    if (func (row, data))
      g_ptr_array_add (rows, coffret_row_ref (row));
  }
  return rows;
}

GPtrArray *
coffret_library_list_versions (CoffretLibrary *self, const char *id)
{
  g_autoptr (GPtrArray) rows = coffret_past_list (self->histories, self->index, id);
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (
      entries, g_object_ref (coffret_entry_pool_get (self->pool, g_ptr_array_index (rows, i))));
  return entries;
}

CoffretEntry *
coffret_library_find_newest (CoffretLibrary *self, const char *id)
{
  g_autoptr (GPtrArray) rows = coffret_past_list (self->histories, self->index, id);
  const CoffretRow *newest = coffret_past_newest (rows);

  return newest != NULL ? coffret_entry_pool_get (self->pool, (CoffretRow *) newest) : NULL;
}

gboolean
coffret_library_are_apart (CoffretLibrary *self, const char *one, const char *other)
{
  return coffret_histories_are_apart (self->histories, one, other);
}

CoffretVocabulary *
coffret_library_get_vocabulary (CoffretLibrary *self)
{
  return self->vocabulary;
}

CoffretPlans *
coffret_library_get_plans (CoffretLibrary *self)
{
  return self->plans;
}

CoffretGroups *
coffret_library_get_groups (CoffretLibrary *self)
{
  return self->groups;
}

const CoffretTrustRow *
coffret_library_find_trust (CoffretLibrary *self, const char *issuer)
{
  return g_hash_table_lookup (self->trust, issuer);
}

GPtrArray *
coffret_library_list_trust (CoffretLibrary *self)
{
  return g_hash_table_get_values_as_ptr_array (self->trust);
}

char **
coffret_library_list_tags (CoffretLibrary *self)
{
  return coffret_tag_counts_list (self->tags);
}
