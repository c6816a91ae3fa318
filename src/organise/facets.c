#include "organise/facets.h"

#include <string.h>

#include "base/collate.h"
#include "base/fold.h"
#include "base/languages.h"
#include "organise/library-private.h"
#include "organise/pieces.h"
#include "organise/work.h"
#include "verify/verdict.h"

G_DEFINE_BOXED_TYPE (CoffretFacets, coffret_facets, coffret_facets_ref, coffret_facets_unref)

/* What rows share, in the order in which it came, and how many rows have it: what is in it is only
 * looked at once. */
typedef struct {
  GHashTable *places; /* text -> its place, from 1 on */
  GPtrArray *texts;
  GArray *times; /* guint */
} Tally;

/* What lies between two instants of a year is of that year: to ask the calendar each time is most
 * of the work. */
typedef struct {
  CoffretInstant first;
  CoffretInstant last;
  int year;
} Span;
#define SPANS 64

typedef struct {
  CoffretSnapshot *snapshot;
  gboolean loose;
  Span spans[SPANS];
  guint n_spans;
  guint kinds[COFFRET_KIND_LETTER + 1];
  Tally issuers;
  Tally verdicts;
  Tally skills;
  Tally languages;
  GHashTable *years;         /* -> GUINT times */
  GCancellable *cancellable; /* nullable */
  CoffretFacets *facets;
  GHashTable *by_value[COFFRET_N_TERM_KEYS]; /* as written -> CoffretFacet, borrowed */
  GHashTable *by_folded[COFFRET_N_TERM_KEYS];
} Making;

static void
tally_init (Tally *tally)
{
  tally->places = g_hash_table_new (NULL, NULL);
  tally->texts = g_ptr_array_new ();
  tally->times = g_array_new (FALSE, TRUE, sizeof (guint));
}

static void
tally_clear (Tally *tally)
{
  g_hash_table_unref (tally->places);
  g_ptr_array_unref (tally->texts);
  g_array_unref (tally->times);
}

/* TEXT: of a row, NULL is none. */
static void
tally_add (Tally *tally, const char *text)
{
  guint place;

  if (text == NULL)
    return;
  place = GPOINTER_TO_UINT (g_hash_table_lookup (tally->places, text));
  if (place == 0) {
    g_ptr_array_add (tally->texts, (char *) text);
    place = tally->texts->len;
    g_array_set_size (tally->times, place);
    g_hash_table_insert (tally->places, (char *) text, GUINT_TO_POINTER (place));
  }
  g_array_index (tally->times, guint, place - 1)++;
}

static void
facet_free (gpointer data)
{
  CoffretFacet *facet = data;

  g_free (facet->value);
  g_free (facet->label);
  g_free (facet->folded);
  g_free (facet);
}

static void
clear_facets (gpointer data)
{
  CoffretFacets *facets = data;

  for (guint key = 0; key < COFFRET_N_TERM_KEYS; key++)
    g_ptr_array_unref (facets->by_key[key]);
}

CoffretFacets *
coffret_facets_ref (CoffretFacets *facets)
{
  return g_atomic_rc_box_acquire (facets);
}

void
coffret_facets_unref (CoffretFacets *facets)
{
  g_atomic_rc_box_release_full (facets, clear_facets);
}

static void
making_free (gpointer data)
{
  Making *making = data;

  for (guint key = 0; key < COFFRET_N_TERM_KEYS; key++) {
    g_hash_table_unref (making->by_value[key]);
    g_hash_table_unref (making->by_folded[key]);
  }
  tally_clear (&making->issuers);
  tally_clear (&making->verdicts);
  tally_clear (&making->skills);
  tally_clear (&making->languages);
  g_hash_table_unref (making->years);
  coffret_snapshot_drop (making->snapshot);
  g_clear_object (&making->cancellable);
  g_clear_pointer (&making->facets, coffret_facets_unref);
  g_free (making);
}

/* However it is accented or written large, it is one. */
static CoffretFacet *
find_facet (Making *making, CoffretTermKey key, const char *value, const char *label)
{
  CoffretFacet *facet = g_hash_table_lookup (making->by_value[key], value);
  g_autofree char *folded = NULL;

  if (facet != NULL)
    return facet;
  folded = coffret_fold (label);
  facet = g_hash_table_lookup (making->by_folded[key], folded);
  if (facet == NULL) {
    facet = g_new0 (CoffretFacet, 1);
    facet->key = key;
    facet->value = g_strdup (value);
    facet->label = g_strdup (label);
    facet->folded = g_strdup (folded);
    g_ptr_array_add (making->facets->by_key[key], facet);
    g_hash_table_insert (making->by_folded[key], facet->folded, facet);
  }
  g_hash_table_insert (making->by_value[key], g_strdup (value), facet);
  return facet;
}

static void
count (Making *making, CoffretTermKey key, const char *value, const char *label, guint times)
{
  find_facet (making, key, value, label)->count += times;
}

static void
count_skills (Making *making, const char *skills, guint times)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  names = coffret_brief_list (skills);
  for (guint i = 0; i < names->len; i++) {
    const char *name = coffret_text_best (g_ptr_array_index (names, i), NULL);
    CoffretFacet *facet;

    if (name == NULL || *name == '\0')
      continue;
    facet = find_facet (making, COFFRET_TERM_SKILL, name, name);
    if (g_ptr_array_find (seen, facet, NULL))
      continue;
    g_ptr_array_add (seen, facet);
    facet->count += times;
  }
}

static void
count_languages (Making *making, const char *tags, guint times)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (const char *tag = tags; *tag != '\0';) {
    g_autofree char *language = g_ascii_strdown (tag, (gssize) strcspn (tag, "-_ "));
    CoffretFacet *facet =
      find_facet (making, COFFRET_TERM_LANGUAGE, language, coffret_language_name (language));

    tag += strcspn (tag, " ");
    tag += *tag == ' ';
    if (g_ptr_array_find (seen, facet, NULL))
      continue;
    g_ptr_array_add (seen, facet);
    facet->count += times;
  }
}

static int
find_year (Making *making, CoffretInstant awarded)
{
  int year;

  for (guint i = 0; i < making->n_spans; i++)
    if (making->spans[i].first <= awarded && awarded <= making->spans[i].last)
      return making->spans[i].year;
  year = coffret_instant_year (awarded);
  for (guint i = 0; i < making->n_spans; i++)
    if (making->spans[i].year == year) {
      making->spans[i].first = MIN (making->spans[i].first, awarded);
      making->spans[i].last = MAX (making->spans[i].last, awarded);
      return year;
    }
  if (making->n_spans < SPANS)
    making->spans[making->n_spans++] = (Span) { awarded, awarded, year };
  return year;
}

static void
count_row (Making *making, const CoffretRow *row)
{
  CoffretInstant awarded = coffret_row_get_awarded (row);

  making->facets->total++;
  making->kinds[row->kind]++;
  tally_add (&making->issuers, row->issuer);
  tally_add (&making->verdicts, row->verdict);
  tally_add (&making->skills, row->skills);
  tally_add (&making->languages, row->languages);
  if (awarded != COFFRET_INSTANT_NONE) {
    gpointer year = GINT_TO_POINTER (find_year (making, awarded));
    gpointer times = g_hash_table_lookup (making->years, year);

    g_hash_table_insert (making->years, year, GUINT_TO_POINTER (GPOINTER_TO_UINT (times) + 1));
  }
  for (char **tag = row->layer != NULL ? row->layer->tags : NULL; tag != NULL && *tag != NULL;
       tag++)
    count (making, COFFRET_TERM_TAG, *tag, *tag, 1);
}

typedef void (*CountFunc) (Making *making, const char *text, guint times);

static void
count_issuer (Making *making, const char *issuer, guint times)
{
  if (*issuer != '\0')
    count (making, COFFRET_TERM_ISSUER, issuer, issuer, times);
}

static void
count_verdict (Making *making, const char *id, guint times)
{
  CoffretVerdict verdict;

  if (coffret_verdict_from_id (id, &verdict))
    count (making, COFFRET_TERM_VERDICT, id, coffret_verdict_to_word (verdict), times);
}

static void
count_tally (Making *making, const Tally *tally, CountFunc func)
{
  for (guint i = 0; i < tally->texts->len; i++)
    func (making, g_ptr_array_index (tally->texts, i), g_array_index (tally->times, guint, i));
}

static void
count_tallies (Making *making)
{
  GHashTableIter iter;
  gpointer year, times;

  count_tally (making, &making->issuers, count_issuer);
  count_tally (making, &making->verdicts, count_verdict);
  count_tally (making, &making->skills, count_skills);
  count_tally (making, &making->languages, count_languages);
  for (guint kind = 0; kind < G_N_ELEMENTS (making->kinds); kind++)
    if (making->kinds[kind] > 0)
      count (making, COFFRET_TERM_KIND, coffret_kind_to_id (kind), coffret_kind_to_label (kind),
             making->kinds[kind]);
  g_hash_table_iter_init (&iter, making->years);
  while (g_hash_table_iter_next (&iter, &year, &times)) {
    char text[16];

    g_snprintf (text, sizeof text, "%d", GPOINTER_TO_INT (year));
    count (making, COFFRET_TERM_YEAR, text, text, GPOINTER_TO_UINT (times));
  }
}

static int
compare_facets (gconstpointer a, gconstpointer b)
{
  const CoffretFacet *one = a;
  const CoffretFacet *other = b;

  if (one->key == COFFRET_TERM_YEAR)
    return strcmp (other->value, one->value);
  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return coffret_collate (one->label, other->label);
}

static DexFuture *
make (gpointer data)
{
  Making *making = data;
  guint n_rows = coffret_snapshot_get_count (making->snapshot);

  for (guint i = 0; i < n_rows; i++) {
    const CoffretRow *row = coffret_snapshot_get_row (making->snapshot, i);

    if (i % 1024 == 0 && g_cancellable_is_cancelled (making->cancellable))
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    if (coffret_row_is_listed (row) && !(making->loose && row->compartments[0] != NULL))
      count_row (making, row);
  }
  count_tallies (making);
  for (guint key = 0; key < COFFRET_N_TERM_KEYS; key++) {
    GPtrArray *facets = making->facets->by_key[key];

    g_ptr_array_sort_values (facets, compare_facets);
    if (facets->len > COFFRET_FACETS_MOST)
      g_ptr_array_set_size (facets, COFFRET_FACETS_MOST);
  }
  return dex_future_new_take_boxed (COFFRET_TYPE_FACETS, g_steal_pointer (&making->facets));
}

DexFuture *
coffret_facets_make (CoffretLibrary *library, gboolean loose, GCancellable *cancellable)
{
  Making *making = g_new0 (Making, 1);

  making->snapshot = coffret_library_ref_snapshot (library);
  making->loose = loose;
  tally_init (&making->issuers);
  tally_init (&making->verdicts);
  tally_init (&making->skills);
  tally_init (&making->languages);
  making->years = g_hash_table_new (NULL, NULL);
  g_set_object (&making->cancellable, cancellable);
  making->facets = g_atomic_rc_box_new0 (CoffretFacets);
  for (guint key = 0; key < COFFRET_N_TERM_KEYS; key++) {
    making->facets->by_key[key] = g_ptr_array_new_with_free_func (facet_free);
    making->by_value[key] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    making->by_folded[key] = g_hash_table_new (g_str_hash, g_str_equal);
  }
  return coffret_work_run (make, making, making_free);
}

char *
coffret_facet_write (const CoffretFacet *facet)
{
  return coffret_piece_write (facet->key, facet->value, FALSE);
}

/* How well FACET goes on with VALUE, folded: 0, not at all; more where it begins with it. */
static guint
suits (const CoffretFacet *facet, const char *value)
{
  const char *at;

  if (*value == '\0')
    return 1;
  if (g_str_has_prefix (facet->folded, value))
    return 2;
  for (at = facet->folded; (at = strstr (at, value)) != NULL; at++)
    if (!g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      return 1;
  return 0;
}

static void
take_suited (
  GPtrArray *suggestions, GPtrArray *facets, const char *value, guint quality, guint most)
{
  for (guint i = 0; i < facets->len && suggestions->len < most; i++)
    if (suits (g_ptr_array_index (facets, i), value) == quality)
      g_ptr_array_add (suggestions, g_ptr_array_index (facets, i));
}

GPtrArray *
coffret_facets_suggest (CoffretFacets *facets, const char *words, guint most)
{
  g_autoptr (GPtrArray) pieces = coffret_pieces_new (words);
  GPtrArray *suggestions = g_ptr_array_new ();
  const CoffretPiece *last = pieces->len > 0 ? g_ptr_array_index (pieces, pieces->len - 1) : NULL;
  g_autofree char *value = last != NULL ? coffret_fold (last->value) : NULL;

  if (last == NULL || last->end < strlen (words) ||
      (last->key == COFFRET_TERM_WORD && (*value == '\0' || last->quoted)))
    return suggestions;
  for (guint quality = 2; quality > 0; quality--)
    if (last->key != COFFRET_TERM_WORD)
      take_suited (suggestions, facets->by_key[last->key], value, quality, most);
    else
      for (guint key = COFFRET_TERM_ISSUER; key < COFFRET_N_TERM_KEYS; key++)
        take_suited (suggestions, facets->by_key[key], value, quality,
                     MIN (most, suggestions->len + 3));
  return suggestions;
}
