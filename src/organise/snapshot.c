#include "organise/snapshot.h"

#include <libdex.h>
#include <stdlib.h>
#include <string.h>

#include "organise/sorting.h"
#include "organise/terms.h"

#define N_HEADINGS (COFFRET_HEADING_NONE + 1)
#define DAY ((CoffretInstant) G_TIME_SPAN_DAY)
/* Design section 3 leaves open how far back "recently" reaches: a month. */
#define RECENT (30 * DAY)

/* With fewer credentials no order takes long. */
#define MANY 2000
#define BITS 64

struct _CoffretOrders {
  GMutex mutex;                                /* of: */
  guint *sorted[N_HEADINGS][COFFRET_N_ORDERS]; /* indices of rows, NULL until asked for */
  GMutex titles_mutex;                         /* of: */
  guint *titles;                               /* NULL until they are known */
  int prepared;                                /* atomic: somebody does, or has */
};

/* Beside the rows what is asked of all of them: they themselves lie all over the memory. */
struct _CoffretChunk {
  guint count;
  guint64 listed[COFFRET_CHUNK_LENGTH / BITS]; /* bits */
  guint numbers[COFFRET_CHUNK_LENGTH];
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

static void
clear_orders (gpointer data)
{
  CoffretOrders *orders = data;

  for (guint i = 0; i < N_HEADINGS; i++)
    for (guint j = 0; j < COFFRET_N_ORDERS; j++)
      g_free (orders->sorted[i][j]);
  g_free (orders->titles);
  g_mutex_clear (&orders->titles_mutex);
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
coffret_snapshot_get_number (const CoffretSnapshot *snapshot, guint index)
{
  return snapshot->chunks[index / COFFRET_CHUNK_LENGTH]->numbers[index % COFFRET_CHUNK_LENGTH];
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

/* The places of the titles; NULL while they are not known, unless WAIT. Cached. */
static const guint *
get_titles (CoffretSnapshot *snapshot, gboolean wait)
{
  CoffretOrders *orders = snapshot->orders;
  const guint *titles;

  if (wait)
    g_mutex_lock (&orders->titles_mutex);
  else if (!g_mutex_trylock (&orders->titles_mutex))
    return NULL;
  if (wait && orders->titles == NULL)
    orders->titles = coffret_sorting_place_titles (snapshot);
  titles = orders->titles;
  g_mutex_unlock (&orders->titles_mutex);
  return titles;
}

gboolean
coffret_snapshot_wants_preparing (CoffretSnapshot *snapshot)
{
  return snapshot->count >= MANY &&
         g_atomic_int_compare_and_exchange (&snapshot->orders->prepared, FALSE, TRUE);
}

void
coffret_snapshot_prepare (CoffretSnapshot *snapshot)
{
  get_titles (snapshot, TRUE);
}

/* A second asker of the same order waits for the first rather than sort again. Cached. By date few
 * titles are compared, and that is how most lists begin: it does not wait for all of them. */
static const guint *
get_steady (CoffretSnapshot *snapshot, CoffretOrder order, CoffretHeading heading)
{
  CoffretOrders *orders = snapshot->orders;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&orders->mutex);
  guint **plain = &orders->sorted[COFFRET_HEADING_ORDER][order];
  guint **gathered = &orders->sorted[heading][order];

  if (*plain == NULL)
    *plain = coffret_sorting_sort (
      snapshot, order,
      get_titles (snapshot, COFFRET_ORDER_PLAIN (order) != COFFRET_ORDER_AWARDED &&
                              COFFRET_ORDER_PLAIN (order) != COFFRET_ORDER_RECEIVED));
  if (heading == COFFRET_HEADING_ORDER || heading == COFFRET_HEADING_NONE)
    return *plain;
  if (*gathered == NULL)
    *gathered = coffret_sorting_gather (snapshot, heading, *plain);
  return *gathered;
}

/* What changes often is not kept, but made of the titles in their order: OWN takes it then. */
static const guint *
get_sorted (CoffretSnapshot *snapshot, CoffretOrder order, CoffretHeading heading, guint **own)
{
  const guint *titles;

  if (!coffret_sorting_is_fleeting (order))
    return get_steady (snapshot, order, heading);
  titles =
    get_steady (snapshot,
                COFFRET_ORDER_IS_BACKWARDS (order) ? COFFRET_ORDER_TURNED (COFFRET_ORDER_TITLE)
                                                   : COFFRET_ORDER_TITLE,
                COFFRET_HEADING_ORDER);
  *own = coffret_sorting_arrange (snapshot, order, titles);
  if (heading != COFFRET_HEADING_ORDER && heading != COFFRET_HEADING_NONE) {
    g_autofree guint *plain = *own;

    *own = coffret_sorting_gather (snapshot, heading, plain);
  }
  return *own;
}

/* LISTED: as coffret_row_is_listed() has it. */
static gboolean
lies_in_place (const CoffretRow *row, gboolean listed, const CoffretQuestion *question)
{
  if (question->place == COFFRET_PLACE_TRASH)
    return !listed && coffret_row_is_trashed (row);
  if (!listed)
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
  g_mutex_init (&orders->titles_mutex);
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
  for (guint i = 0; i < count; i++) {
    chunk->rows[i] = coffret_row_ref (rows[i]);
    chunk->numbers[i] = rows[i]->number;
    if (coffret_row_is_listed (rows[i]))
      chunk->listed[i / BITS] |= G_GUINT64_CONSTANT (1) << i % BITS;
  }
  return chunk;
}

void
coffret_chunk_renumber (CoffretChunk *chunk, guint index)
{
  chunk->numbers[index] = chunk->rows[index]->number;
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
rule_of (CoffretSnapshot *snapshot, const CoffretQuestion *question, CoffretVocabulary *vocabulary)
{
  const CoffretDrawer *drawer = drawer_of (snapshot, question);

  return drawer != NULL && drawer->rule != NULL
           ? coffret_terms_new (drawer->rule, snapshot->drawers, question->now, vocabulary)
           : NULL;
}

typedef struct {
  CoffretHand *hand;
  const char *id;
} ByHand;

static gint64
rank_by_hand (const CoffretRow *row, gpointer data)
{
  const ByHand *by = data;

  return coffret_row_lies_in (row, by->id) ? coffret_hand_find (by->hand, row->id) : G_MAXINT64;
}

/* What its owner has put in an order, in that order; what is new behind it, as it was. */
static const guint *
order_by_hand (CoffretSnapshot *snapshot,
               const CoffretQuestion *question,
               const guint *sorted,
               guint **own)
{
  const CoffretDrawer *drawer = drawer_of (snapshot, question);
  ByHand by;

  if (drawer == NULL || drawer->hand == NULL)
    return sorted;
  by = (ByHand) { drawer->hand, drawer->id };
  *own = coffret_sorting_rank (snapshot, sorted, rank_by_hand, &by);
  return *own;
}

char **
coffret_snapshot_list_beside (CoffretSnapshot *snapshot, const CoffretQuestion *question)
{
  g_autoptr (CoffretTerms) terms =
    coffret_terms_new (question->words, snapshot->drawers, question->now, NULL);
  g_autoptr (CoffretTerms) rule = rule_of (snapshot, question, NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = coffret_terms_list_beside (terms);
  g_auto (GStrv) more = rule != NULL ? coffret_terms_list_beside (rule) : NULL;

  g_strv_builder_addv (builder, (const char **) words);
  if (more != NULL)
    g_strv_builder_addv (builder, (const char **) more);
  return g_strv_builder_end (builder);
}

typedef struct {
  CoffretSnapshot *snapshot;
  const CoffretQuestion *question;
  const CoffretTerms *terms;
  const CoffretTerms *rule; /* nullable */
  GCancellable *cancellable;
} Search;

static gboolean
is_found (const Search *search, const CoffretRow *row, gboolean listed, gboolean forgive)
{
  if (search->rule != NULL ? !listed || !coffret_terms_match (search->rule, row)
                           : !lies_in_place (row, listed, search->question))
    return FALSE;
  return forgive ? coffret_terms_match_nearly (search->terms, row)
                 : coffret_terms_match (search->terms, row);
}

/* FOUND, a bit for each row, becomes those that are found; FALSE when it was cancelled. */
static gboolean
find_rows (const Search *search, gboolean forgive, guint64 *found)
{
  const CoffretSnapshot *snapshot = search->snapshot;
  gboolean all = search->rule == NULL && search->question->place == COFFRET_PLACE_ALL &&
                 coffret_terms_is_empty (search->terms);

  memset (found, 0, (snapshot->count / BITS + 1) * sizeof (guint64));
  for (guint i = 0; i < snapshot->n_chunks; i++) {
    const CoffretChunk *chunk = snapshot->chunks[i];
    guint64 *bits = found + i * COFFRET_CHUNK_LENGTH / BITS;

    if (g_cancellable_is_cancelled (search->cancellable))
      return FALSE;
    for (guint j = 0; j < chunk->count; j++) {
      guint64 bit = G_GUINT64_CONSTANT (1) << j % BITS;
      gboolean listed = (chunk->listed[j / BITS] & bit) != 0;

      if (all ? listed : is_found (search, chunk->rows[j], listed, forgive))
        bits[j / BITS] |= bit;
    }
  }
  return TRUE;
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
  g_autoptr (CoffretTerms) rule = rule_of (snapshot, question, snapshot->vocabulary);
  g_autofree guint *own = NULL;
  g_autofree guint *by_hand = NULL;
  const guint *sorted = order_by_hand (
    snapshot, question, get_sorted (snapshot, question->order, question->heading, &own), &by_hand);
  g_autofree guint64 *found = g_new (guint64, snapshot->count / BITS + 1);
  const Search search = { snapshot, question, terms, rule, cancellable };
  gboolean forgive = FALSE;
  gboolean forgave = FALSE;

  coffret_terms_set_beside (terms, question->beside);
  if (rule != NULL)
    coffret_terms_set_beside (rule, question->beside);
  /* Slips are forgiven where nothing else would be found. */
  do {
    if (!find_rows (&search, forgive, found))
      return NULL;
    for (guint i = 0; i < snapshot->count; i++)
      if ((found[sorted[i] / BITS] >> sorted[i] % BITS & 1) != 0)
        g_array_append_val (answer, sorted[i]);
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
