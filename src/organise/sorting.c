#include "organise/sorting.h"

#include <stdlib.h>
#include <string.h>

#include "base/collate.h"
#include "verify/verdict.h"

#define N_KINDS (COFFRET_KIND_LETTER + 1)
/* What has no date, no issuer and so on is last, whichever way the rest runs. */
#define LAST G_MAXINT64

typedef struct {
  gint64 rank; /* ascending */
  guint title; /* its place, if known */
  guint index; /* of the row */
} Sortable;

/* What compares as the reader's alphabet has it, for as long as one order is made. */
typedef struct {
  const CoffretSnapshot *snapshot;
  GStringChunk *chunk;
  const char **titles; /* by index of the row */
  GHashTable *names;   /* shared or borrowed name -> key */
  gboolean backwards;
} Keys;

/* So large a block goes back to the system when it is freed. */
#define KEYS_BLOCK (1024 * 1024)

static Keys
keys_for (const CoffretSnapshot *snapshot, guint count)
{
  return (Keys) { snapshot, g_string_chunk_new (count > 1000 ? KEYS_BLOCK : 1024),
                  g_new0 (const char *, count + 1), g_hash_table_new (g_str_hash, g_str_equal),
                  FALSE };
}

static void
keys_clear (Keys *keys)
{
  g_string_chunk_free (keys->chunk);
  g_free (keys->titles);
  g_hash_table_unref (keys->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keys, keys_clear)

static gint64
newest_first (CoffretInstant instant)
{
  return instant == COFFRET_INSTANT_NONE ? LAST : -instant;
}

static gint64
soonest_first (CoffretInstant instant)
{
  return instant == COFFRET_INSTANT_NONE ? LAST : instant;
}

/* The place of each kind in the reader's alphabet. */
static void
rank_kinds (gint64 ranks[N_KINDS])
{
  for (int kind = 0; kind < N_KINDS; kind++) {
    ranks[kind] = kind == COFFRET_KIND_OTHER ? LAST : 0;
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
    g_autofree char *key = coffret_collate_key (text);

    *slot = g_string_chunk_insert (keys->chunk, key);
  }
  return *slot;
}

/* Few names have many credentials. */
static const char *
get_name_key (Keys *keys, const char *name)
{
  const char *key = g_hash_table_lookup (keys->names, name);

  if (key == NULL) {
    get_key (keys, &key, name);
    g_hash_table_insert (keys->names, (char *) name, (char *) key);
  }
  return key;
}

static const char *
get_title_key (Keys *keys, guint index)
{
  return get_key (keys, &keys->titles[index],
                  coffret_snapshot_get_row (keys->snapshot, index)->title);
}

static int
compare_ids (const Keys *keys, guint one, guint other)
{
  return strcmp (coffret_snapshot_get_row (keys->snapshot, one)->id,
                 coffret_snapshot_get_row (keys->snapshot, other)->id);
}

static int
compare_titles (const void *a, const void *b, void *data)
{
  const guint *one = a;
  const guint *other = b;

  return strcmp (get_title_key (data, *one), get_title_key (data, *other));
}

static int
compare_by_rank (const void *a, const void *b, void *data)
{
  const Sortable *one = a;
  const Sortable *other = b;
  const Keys *keys = data;
  int order;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  order = compare_titles (&one->index, &other->index, data);
  if (order == 0)
    return compare_ids (keys, one->index, other->index);
  return keys->backwards ? -order : order;
}

/* The same where the titles have their places. */
static int
compare_by_place (const void *a, const void *b, void *data)
{
  const Sortable *one = a;
  const Sortable *other = b;
  const Keys *keys = data;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (one->title == other->title)
    return compare_ids (keys, one->index, other->index);
  return (one->title < other->title) == keys->backwards ? 1 : -1;
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
compare_names (const void *a, const void *b, void *keys)
{
  const char *one = *(const char *const *) a;
  const char *other = *(const char *const *) b;
  int order = strcmp (get_name_key (keys, one), get_name_key (keys, other));

  return order != 0 ? order : strcmp (one, other);
}

/* NULL: the row has none. */
typedef const char *(*NameFunc) (const CoffretRow *row);

static const char *
issuer_of (const CoffretRow *row)
{
  return *row->issuer != '\0' ? row->issuer : NULL;
}

static const char *
tag_of (const CoffretRow *row)
{
  return coffret_row_get_tags (row)[0];
}

/* The place of each name in the reader's alphabet, from 1 on. Names that only look alike keep
 * apart, so that each has one heading. */
static GHashTable *
rank_names (const CoffretSnapshot *snapshot, NameFunc name_of)
{
  guint count = coffret_snapshot_get_count (snapshot);
  /* Issuers are shared: each has one address. */
  GHashTable *ranks = name_of == issuer_of ? g_hash_table_new (NULL, NULL)
                                           : g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (Keys) keys = keys_for (snapshot, 0);

  for (guint i = 0; i < count; i++) {
    const char *name = name_of (coffret_snapshot_get_row (snapshot, i));

    if (name != NULL && g_hash_table_add (ranks, (char *) name))
      g_ptr_array_add (names, (char *) name);
  }
  g_ptr_array_sort_with_data (names, compare_names, &keys);
  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (ranks, g_ptr_array_index (names, i), GUINT_TO_POINTER (i + 1));
  return ranks;
}

static gint64
rank_of_name (GHashTable *ranks, const char *name)
{
  return name != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (ranks, name)) : LAST;
}

guint *
coffret_sorting_place_titles (const CoffretSnapshot *snapshot)
{
  guint count = coffret_snapshot_get_count (snapshot);
  g_auto (Keys) keys = keys_for (snapshot, count);
  g_autofree guint *sorted = g_new (guint, count + 1);
  guint *places = g_new (guint, count + 1);

  for (guint i = 0; i < count; i++)
    sorted[i] = i;
  qsort_r (sorted, count, sizeof (guint), compare_titles, &keys);
  for (guint i = 0; i < count; i++)
    places[sorted[i]] =
      i > 0 && compare_titles (&sorted[i - 1], &sorted[i], &keys) == 0 ? places[sorted[i - 1]] : i;
  return places;
}

guint *
coffret_sorting_sort (const CoffretSnapshot *snapshot, CoffretOrder order, const guint *titles)
{
  guint count = coffret_snapshot_get_count (snapshot);
  CoffretOrder plain = COFFRET_ORDER_PLAIN (order);
  g_autofree Sortable *sortables = g_new (Sortable, count + 1);
  g_auto (Keys) keys = keys_for (snapshot, titles == NULL ? count : 0);
  g_autoptr (GHashTable) issuers =
    plain == COFFRET_ORDER_ISSUER ? rank_names (snapshot, issuer_of) : NULL;
  guint *indices = g_new (guint, count + 1);
  gint64 kinds[N_KINDS];

  keys.backwards = COFFRET_ORDER_IS_BACKWARDS (order);
  rank_kinds (kinds);
  for (guint i = 0; i < count; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (snapshot, i);
    gint64 rank = 0;

    switch (plain) {
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
      rank = rank_of_name (issuers, issuer_of (row));
      break;
    case COFFRET_ORDER_TITLE:
    case COFFRET_ORDER_VERDICT:
    case COFFRET_ORDER_TAGS:
    case COFFRET_ORDER_BACKWARDS:
    default:
      break;
    }
    if (keys.backwards && rank != LAST)
      rank = -rank;
    sortables[i] = (Sortable) { .rank = rank, .title = titles != NULL ? titles[i] : 0, .index = i };
  }
  qsort_r (sortables, count, sizeof (Sortable), titles != NULL ? compare_by_place : compare_by_rank,
           &keys);
  for (guint i = 0; i < count; i++)
    indices[i] = sortables[i].index;
  return indices;
}

guint *
coffret_sorting_rank (const CoffretSnapshot *snapshot,
                      const guint *sorted,
                      CoffretRankFunc func,
                      gpointer data)
{
  guint count = coffret_snapshot_get_count (snapshot);
  g_autofree Sortable *sortables = g_new (Sortable, count + 1);
  guint *indices = g_new (guint, count + 1);

  for (guint i = 0; i < count; i++)
    sortables[i] = (Sortable) {
      .rank = func (coffret_snapshot_get_row (snapshot, sorted[i]), data),
      .index = i,
    };
  qsort (sortables, count, sizeof (Sortable), compare_places);
  for (guint i = 0; i < count; i++)
    indices[i] = sorted[sortables[i].index];
  return indices;
}

typedef struct {
  CoffretHeading heading;
  GHashTable *issuers;
  gint64 kinds[N_KINDS];
} Headings;

static gint64
rank_by_heading (const CoffretRow *row, gpointer data)
{
  const Headings *headings = data;
  CoffretInstant awarded = coffret_row_get_awarded (row);

  switch (headings->heading) {
  case COFFRET_HEADING_YEAR:
    return awarded == COFFRET_INSTANT_NONE ? LAST : -coffret_instant_year (awarded);
  case COFFRET_HEADING_ISSUER:
    return rank_of_name (headings->issuers, issuer_of (row));
  case COFFRET_HEADING_KIND:
    return headings->kinds[row->kind];
  case COFFRET_HEADING_ORDER:
  case COFFRET_HEADING_NONE:
  default:
    return 0;
  }
}

guint *
coffret_sorting_gather (const CoffretSnapshot *snapshot,
                        CoffretHeading heading,
                        const guint *sorted)
{
  g_autoptr (GHashTable) issuers =
    heading == COFFRET_HEADING_ISSUER ? rank_names (snapshot, issuer_of) : NULL;
  Headings headings = { .heading = heading, .issuers = issuers };

  rank_kinds (headings.kinds);
  return coffret_sorting_rank (snapshot, sorted, rank_by_heading, &headings);
}

gboolean
coffret_sorting_is_fleeting (CoffretOrder order)
{
  CoffretOrder plain = COFFRET_ORDER_PLAIN (order);

  return plain == COFFRET_ORDER_VERDICT || plain == COFFRET_ORDER_TAGS;
}

/* What can be relied on first, what cannot last; what is on paper only is between. */
static const gint8 verdict_ranks[] = {
  [COFFRET_VERDICT_VERIFIED] = 0,   [COFFRET_VERDICT_UNCONFIRMED] = 1,
  [COFFRET_VERDICT_SIGNED] = 2,     [COFFRET_VERDICT_UNSIGNED] = 3,
  [COFFRET_VERDICT_UNCHECKED] = 4,  [COFFRET_VERDICT_NOT_YET_VALID] = 5,
  [COFFRET_VERDICT_EXPIRED] = 6,    [COFFRET_VERDICT_SUSPENDED] = 7,
  [COFFRET_VERDICT_REVOKED] = 8,    [COFFRET_VERDICT_INVALID] = 9,
  [COFFRET_VERDICT_MALFORMED] = 10,
};

typedef struct {
  gboolean backwards;
  GHashTable *tags; /* NULL: by verdict */
} Fleeting;

static gint64
rank_by_fleeting (const CoffretRow *row, gpointer data)
{
  const Fleeting *fleeting = data;
  CoffretVerdict verdict;
  gint64 rank = LAST;

  if (fleeting->tags != NULL)
    rank = rank_of_name (fleeting->tags, tag_of (row));
  else if (row->verdict != NULL && coffret_verdict_from_id (row->verdict, &verdict))
    rank = verdict_ranks[verdict];
  return fleeting->backwards && rank != LAST ? -rank : rank;
}

guint *
coffret_sorting_arrange (const CoffretSnapshot *snapshot, CoffretOrder order, const guint *sorted)
{
  g_autoptr (GHashTable) tags =
    COFFRET_ORDER_PLAIN (order) == COFFRET_ORDER_TAGS ? rank_names (snapshot, tag_of) : NULL;
  Fleeting fleeting = { COFFRET_ORDER_IS_BACKWARDS (order), tags };

  return coffret_sorting_rank (snapshot, sorted, rank_by_fleeting, &fleeting);
}
