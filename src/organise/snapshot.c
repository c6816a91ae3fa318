#include "organise/snapshot.h"

#include <libdex.h>
#include <stdlib.h>
#include <string.h>

#include "organise/terms.h"

#define N_ORDERS (COFFRET_ORDER_RECEIVED + 1)
#define N_HEADINGS (COFFRET_HEADING_NONE + 1)
#define N_KINDS (COFFRET_KIND_LETTER + 1)
#define DAY ((CoffretInstant) G_TIME_SPAN_DAY)
/* Design section 3 leaves open how far back "recently" reaches: a month. */
#define RECENT (30 * DAY)

struct _CoffretOrders {
  GMutex mutex;
  guint *sorted[N_HEADINGS][N_ORDERS]; /* indices of rows, NULL until asked for */
};

struct _CoffretChunk {
  guint count;
  CoffretRow *rows[COFFRET_CHUNK_LENGTH];
};

struct _CoffretSnapshot {
  CoffretChunk **chunks;
  guint n_chunks;
  guint count; /* of rows in all of them */
  CoffretOrders *orders;
  CoffretDrawers *drawers;
  CoffretVocabulary *vocabulary;
};

typedef struct {
  gint64 rank; /* ascending */
  const CoffretRow *row;
  guint index;
} Sortable;

/* What compares as the reader's alphabet has it, for as long as one order is made. */
typedef struct {
  GStringChunk *chunk;
  const char **titles; /* by index of the row */
  GHashTable *issuers; /* shared name -> key */
} Keys;

static Keys
keys_for (guint count)
{
  return (Keys) { g_string_chunk_new (64 * 1024), g_new0 (const char *, count + 1),
                  g_hash_table_new (NULL, NULL) };
}

static void
keys_clear (Keys *keys)
{
  g_string_chunk_free (keys->chunk);
  g_free (keys->titles);
  g_hash_table_unref (keys->issuers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

static void
clear_orders (gpointer data)
{
  CoffretOrders *orders = data;

  for (guint i = 0; i < N_HEADINGS; i++)
    for (guint j = 0; j < N_ORDERS; j++)
      g_free (orders->sorted[i][j]);
  g_mutex_clear (&orders->mutex);
}

static void
clear_snapshot (gpointer data)
{
  CoffretSnapshot *snapshot = data;

  for (guint i = 0; i < snapshot->n_chunks; i++)
    coffret_chunk_unref (snapshot->chunks[i]);
  g_free (snapshot->chunks);
  coffret_orders_unref (snapshot->orders);
  coffret_drawers_unref (snapshot->drawers);
  coffret_vocabulary_unref (snapshot->vocabulary);
}

static void
clear_chunk (gpointer data)
{
  CoffretChunk *chunk = data;

  for (guint i = 0; i < chunk->count; i++)
    coffret_row_unref (chunk->rows[i]);
}

const CoffretRow *
coffret_snapshot_get_row (const CoffretSnapshot *snapshot, guint index)
{
  return snapshot->chunks[index / COFFRET_CHUNK_LENGTH]->rows[index % COFFRET_CHUNK_LENGTH];
}

guint
coffret_snapshot_get_count (const CoffretSnapshot *snapshot)
{
  return snapshot->count;
}

const CoffretDrawers *
coffret_snapshot_get_drawers (const CoffretSnapshot *snapshot)
{
  return snapshot->drawers;
}

CoffretVocabulary *
coffret_snapshot_get_vocabulary (const CoffretSnapshot *snapshot)
{
  return snapshot->vocabulary;
}

/* What has no date comes last, whichever way dates run. */
static gint64
newest_first (CoffretInstant instant)
{
  return instant == COFFRET_INSTANT_NONE ? G_MAXINT64 : -instant;
}

static gint64
soonest_first (CoffretInstant instant)
{
  return instant == COFFRET_INSTANT_NONE ? G_MAXINT64 : instant;
}

/* The place of each kind in the reader's alphabet; what is of no kind comes last. */
static void
rank_kinds (gint64 ranks[N_KINDS])
{
  for (int kind = 0; kind < N_KINDS; kind++) {
    ranks[kind] = kind == COFFRET_KIND_OTHER ? N_KINDS : 0;
    for (int other = 0; kind != COFFRET_KIND_OTHER && other < N_KINDS; other++) {
      if (other != COFFRET_KIND_OTHER &&
          g_utf8_collate (coffret_kind_to_label (other), coffret_kind_to_label (kind)) < 0)
        ranks[kind]++;
    }
  }
}

/* Made when first asked for: most orders need few of them. */
static const char *
get_key (Keys *keys, const char **slot, const char *text)
{
  if (*slot == NULL) {
    g_autofree char *key = g_utf8_collate_key (text, -1);

    *slot = g_string_chunk_insert (keys->chunk, key);
  }
  return *slot;
}

/* Few issuers have many credentials. */
static const char *
get_issuer_key (Keys *keys, const CoffretRow *row)
{
  const char *key = g_hash_table_lookup (keys->issuers, row->issuer);

  if (key == NULL) {
    get_key (keys, &key, row->issuer);
    g_hash_table_insert (keys->issuers, (char *) row->issuer, (char *) key);
  }
  return key;
}

static int
compare_titles (const Sortable *a, const Sortable *b, Keys *keys)
{
  int order = strcmp (get_key (keys, &keys->titles[a->index], a->row->title),
                      get_key (keys, &keys->titles[b->index], b->row->title));

  return order != 0 ? order : strcmp (a->row->id, b->row->id);
}

static int
compare_by_rank (const void *a, const void *b, void *keys)
{
  const Sortable *one = a;
  const Sortable *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return compare_titles (one, other, keys);
}

/* By rank, else as they were. */
static int
compare_places (const void *a, const void *b)
{
  const Sortable *one = a;
  const Sortable *other = b;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  return one->index < other->index ? -1 : 1;
}

static int
compare_issuers (const void *a, const void *b, void *keys)
{
  const CoffretRow *one = *(const CoffretRow *const *) a;
  const CoffretRow *other = *(const CoffretRow *const *) b;
  int order = strcmp (get_issuer_key (keys, one), get_issuer_key (keys, other));

  return order != 0 ? order : strcmp (one->issuer, other->issuer);
}

/* The place of each issuer's name in the reader's alphabet; none comes last. Names that
 * only look alike keep apart, so that each has one heading. */
static GHashTable *
rank_issuers (const CoffretSnapshot *snapshot, Keys *keys)
{
  GHashTable *ranks = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; i < snapshot->count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (snapshot, i);

    if (g_hash_table_add (ranks, (char *) row->issuer))
      g_ptr_array_add (rows, (gpointer) row);
  }
  qsort_r (rows->pdata, rows->len, sizeof (gpointer), compare_issuers, keys);
  for (guint i = 0; i < rows->len; i++) {
    const CoffretRow *row = g_ptr_array_index (rows, i);

    g_hash_table_insert (ranks, (char *) row->issuer,
                         GUINT_TO_POINTER (*row->issuer == '\0' ? rows->len : i));
  }
  return ranks;
}

static guint *
sort_rows (const CoffretSnapshot *snapshot, CoffretOrder order)
{
  g_autofree Sortable *sortables = g_new (Sortable, snapshot->count + 1);
  g_auto (Keys) keys = keys_for (snapshot->count);
  g_autoptr (GHashTable) issuers =
    order == COFFRET_ORDER_ISSUER ? rank_issuers (snapshot, &keys) : NULL;
  guint *indices = g_new (guint, snapshot->count + 1);
  gint64 kinds[N_KINDS];

  rank_kinds (kinds);
  for (guint i = 0; i < snapshot->count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (snapshot, i);
    gint64 rank = 0;

    switch (order) {
    case COFFRET_ORDER_AWARDED:
      rank = newest_first (coffret_row_get_awarded (row));
      break;
    case COFFRET_ORDER_RECEIVED:
      rank = newest_first (row->received);
      break;
    case COFFRET_ORDER_EXPIRES:
      rank = soonest_first (coffret_row_get_expires (row));
      break;
    case COFFRET_ORDER_KIND:
      rank = kinds[row->kind];
      break;
    case COFFRET_ORDER_ISSUER:
      rank = GPOINTER_TO_UINT (g_hash_table_lookup (issuers, row->issuer));
      break;
    case COFFRET_ORDER_TITLE:
    default:
      break;
    }
    sortables[i] = (Sortable) { .rank = rank, .row = row, .index = i };
  }
  qsort_r (sortables, snapshot->count, sizeof (Sortable), compare_by_rank, &keys);
  for (guint i = 0; i < snapshot->count; i++)
    indices[i] = sortables[i].index;
  return indices;
}

static gint64
newest_year_first (CoffretInstant instant)
{
  return instant == COFFRET_INSTANT_NONE ? G_MAXINT64 : -coffret_instant_year (instant);
}

/* SORTED, brought together under its headings. */
static guint *
gather_rows (const CoffretSnapshot *snapshot, CoffretHeading heading, const guint *sorted)
{
  g_autofree Sortable *sortables = g_new (Sortable, snapshot->count + 1);
  g_auto (Keys) keys = keys_for (0);
  g_autoptr (GHashTable) issuers =
    heading == COFFRET_HEADING_ISSUER ? rank_issuers (snapshot, &keys) : NULL;
  guint *indices = g_new (guint, snapshot->count + 1);
  gint64 kinds[N_KINDS];

  rank_kinds (kinds);
  for (guint i = 0; i < snapshot->count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (snapshot, sorted[i]);
    gint64 rank = 0;

    switch (heading) {
    case COFFRET_HEADING_YEAR:
      rank = newest_year_first (coffret_row_get_awarded (row));
      break;
    case COFFRET_HEADING_ISSUER:
      rank = GPOINTER_TO_UINT (g_hash_table_lookup (issuers, row->issuer));
      break;
    case COFFRET_HEADING_KIND:
      rank = kinds[row->kind];
      break;
    case COFFRET_HEADING_ORDER:
    case COFFRET_HEADING_NONE:
    default:
      break;
    }
    sortables[i] = (Sortable) { .rank = rank, .index = i };
  }
  qsort (sortables, snapshot->count, sizeof (Sortable), compare_places);
  for (guint i = 0; i < snapshot->count; i++)
    indices[i] = sorted[sortables[i].index];
  return indices;
}

/* A second asker of the same order waits for the first rather than sort again. */
static const guint *
get_sorted (CoffretSnapshot *snapshot, CoffretOrder order, CoffretHeading heading)
{
  CoffretOrders *orders = snapshot->orders;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&orders->mutex);
  guint **plain = &orders->sorted[COFFRET_HEADING_ORDER][order];
  guint **gathered = &orders->sorted[heading][order];

  if (*plain == NULL)
    *plain = sort_rows (snapshot, order);
  if (heading == COFFRET_HEADING_ORDER || heading == COFFRET_HEADING_NONE)
    return *plain;
  if (*gathered == NULL)
    *gathered = gather_rows (snapshot, heading, *plain);
  return *gathered;
}

static gboolean
lies_in_place (const CoffretRow *row, const CoffretQuestion *question)
{
  gboolean trashed = row->trashed != COFFRET_INSTANT_NONE;

  if (question->place == COFFRET_PLACE_TRASH)
    return trashed;
  if (trashed || row->past)
    return FALSE;

  switch (question->place) {
  case COFFRET_PLACE_RECENT:
    return row->received > question->now - RECENT;
  case COFFRET_PLACE_FAVOURITES:
    return row->layer != NULL && row->layer->favourite;
  case COFFRET_PLACE_LOOSE:
    return row->compartments[0] == NULL;
  case COFFRET_PLACE_COMPARTMENT:
    return question->compartment != NULL && coffret_row_lies_in (row, question->compartment);
  case COFFRET_PLACE_ALL:
  case COFFRET_PLACE_TRASH:
  default:
    return TRUE;
  }
}

CoffretOrders *
coffret_orders_new (void)
{
  CoffretOrders *orders = g_atomic_rc_box_new0 (CoffretOrders);

  g_mutex_init (&orders->mutex);
  return orders;
}

void
coffret_orders_unref (CoffretOrders *orders)
{
  g_atomic_rc_box_release_full (orders, clear_orders);
}

CoffretChunk *
coffret_chunk_new (CoffretRow **rows, guint count)
{
  CoffretChunk *chunk = g_atomic_rc_box_new0 (CoffretChunk);

  g_assert (count <= COFFRET_CHUNK_LENGTH);
  chunk->count = count;
  for (guint i = 0; i < count; i++)
    chunk->rows[i] = coffret_row_ref (rows[i]);
  return chunk;
}

void
coffret_chunk_unref (CoffretChunk *chunk)
{
  if (chunk != NULL)
    g_atomic_rc_box_release_full (chunk, clear_chunk);
}

CoffretSnapshot *
coffret_snapshot_new (GPtrArray *chunks,
                      guint count,
                      CoffretOrders *orders,
                      CoffretDrawers *drawers,
                      CoffretVocabulary *vocabulary)
{
  CoffretSnapshot *snapshot = g_atomic_rc_box_new0 (CoffretSnapshot);

  snapshot->chunks = g_new (CoffretChunk *, chunks->len);
  snapshot->n_chunks = chunks->len;
  snapshot->count = count;
  snapshot->orders = g_atomic_rc_box_acquire (orders);
  snapshot->drawers = coffret_drawers_ref (drawers);
  snapshot->vocabulary = coffret_vocabulary_ref (vocabulary);
  for (guint i = 0; i < chunks->len; i++)
    snapshot->chunks[i] = g_atomic_rc_box_acquire (g_ptr_array_index (chunks, i));
  return snapshot;
}

CoffretSnapshot *
coffret_snapshot_ref (CoffretSnapshot *snapshot)
{
  return g_atomic_rc_box_acquire (snapshot);
}

void
coffret_snapshot_unref (CoffretSnapshot *snapshot)
{
  g_atomic_rc_box_release_full (snapshot, clear_snapshot);
}

static void
unref_elsewhere (gpointer data)
{
  coffret_snapshot_unref (data);
}

void
coffret_snapshot_drop (CoffretSnapshot *snapshot)
{
  /* A worker that gave itself something to do might not see to it before it is woken again. */
  if (g_main_context_is_owner (g_main_context_default ()))
    dex_scheduler_push (dex_thread_pool_scheduler_get_default (), unref_elsewhere, snapshot);
  else
    coffret_snapshot_unref (snapshot);
}

/* The compartment that is asked for; NULL: there is none. */
static const CoffretDrawer *
drawer_of (CoffretSnapshot *snapshot, const CoffretQuestion *question)
{
  return question->place == COFFRET_PLACE_COMPARTMENT && question->compartment != NULL
           ? coffret_drawers_find (snapshot->drawers, question->compartment)
           : NULL;
}

/* Its rule; NULL: it has none. */
static CoffretTerms *
rule_of (CoffretSnapshot *snapshot, const CoffretQuestion *question)
{
  const CoffretDrawer *drawer = drawer_of (snapshot, question);

  return drawer != NULL && drawer->rule != NULL
           ? coffret_terms_new (drawer->rule, snapshot->drawers, question->now,
                                snapshot->vocabulary)
           : NULL;
}

/* What its owner has put in an order, in that order; what is new behind it, as it was. */
static const guint *
order_by_hand (CoffretSnapshot *snapshot,
               const CoffretQuestion *question,
               const guint *sorted,
               guint **own)
{
  const CoffretDrawer *drawer = drawer_of (snapshot, question);
  g_autofree Sortable *sortables = NULL;

  if (drawer == NULL || drawer->hand == NULL)
    return sorted;
  sortables = g_new (Sortable, snapshot->count + 1);
  for (guint i = 0; i < snapshot->count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (snapshot, sorted[i]);

    sortables[i] = (Sortable) {
      .rank = coffret_row_lies_in (row, drawer->id) ? coffret_hand_find (drawer->hand, row->id)
                                                    : G_MAXINT64,
      .index = i,
    };
  }
  qsort (sortables, snapshot->count, sizeof (Sortable), compare_places);
  *own = g_new (guint, snapshot->count + 1);
  for (guint i = 0; i < snapshot->count; i++)
    (*own)[i] = sorted[sortables[i].index];
  return *own;
}

char **
coffret_snapshot_list_beside (CoffretSnapshot *snapshot, const CoffretQuestion *question)
{
  g_autoptr (CoffretTerms) terms =
    coffret_terms_new (question->words, snapshot->drawers, question->now, snapshot->vocabulary);
  g_autoptr (CoffretTerms) rule = rule_of (snapshot, question);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = coffret_terms_list_beside (terms);
  g_auto (GStrv) more = rule != NULL ? coffret_terms_list_beside (rule) : NULL;

  g_strv_builder_addv (builder, (const char **) words);
  if (more != NULL)
    g_strv_builder_addv (builder, (const char **) more);
  return g_strv_builder_end (builder);
}

GArray *
coffret_snapshot_ask (CoffretSnapshot *snapshot,
                      const CoffretQuestion *question,
                      GCancellable *cancellable,
                      gboolean *nearly)
{
  g_autoptr (GArray) answer = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (CoffretTerms) terms =
    coffret_terms_new (question->words, snapshot->drawers, question->now, snapshot->vocabulary);
  g_autoptr (CoffretTerms) rule = rule_of (snapshot, question);
  g_autofree guint *own = NULL;
  const guint *sorted = order_by_hand (
    snapshot, question, get_sorted (snapshot, question->order, question->heading), &own);
  gboolean forgive = FALSE;
  gboolean forgave = FALSE;

  coffret_terms_set_beside (terms, question->beside);
  if (rule != NULL)
    coffret_terms_set_beside (rule, question->beside);
  /* Slips are forgiven where nothing else would be found. */
  do {
    for (guint i = 0; i < snapshot->count; i++) {
      const CoffretRow *row = coffret_snapshot_get_row (snapshot, sorted[i]);

      if (i % 1024 == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (rule != NULL ? coffret_row_is_listed (row) && coffret_terms_match (rule, row)
                       : lies_in_place (row, question))
        if (forgive ? coffret_terms_match_nearly (terms, row) : coffret_terms_match (terms, row))
          g_array_append_val (answer, sorted[i]);
    }
    forgave = forgive && answer->len > 0;
    forgive = !forgive && answer->len == 0 && coffret_terms_may_slip (terms);
  } while (forgive);
  if (nearly != NULL)
    *nearly = forgave;
  return g_steal_pointer (&answer);
}

GArray *
coffret_snapshot_count_rules (CoffretSnapshot *snapshot,
                              CoffretInstant now,
                              GCancellable *cancellable)
{
  g_autoptr (GArray) numbers =
    g_array_sized_new (FALSE, TRUE, sizeof (guint), snapshot->drawers->list->len);

  for (guint i = 0; i < snapshot->drawers->list->len; i++) {
    const CoffretDrawer *drawer = g_ptr_array_index (snapshot->drawers->list, i);
    g_autoptr (CoffretTerms) rule =
      drawer->rule != NULL
        ? coffret_terms_new (drawer->rule, snapshot->drawers, now, snapshot->vocabulary)
        : NULL;
    guint number = 0;

    for (guint j = 0; rule != NULL && j < snapshot->count; j++) {
      const CoffretRow *row = coffret_snapshot_get_row (snapshot, j);

      if (j % 1024 == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      number += coffret_row_is_listed (row) && coffret_terms_match (rule, row);
    }
    g_array_append_val (numbers, number);
  }
  return g_steal_pointer (&numbers);
}
