#include "organise/overview.h"

#include <string.h>

#include "base/collate.h"
#include "base/fold.h"
#include "organise/library-private.h"
#include "organise/terms.h"
#include "organise/work.h"

#define AHEAD (90 * (CoffretInstant) G_TIME_SPAN_DAY)
#define N_KINDS (COFFRET_KIND_LETTER + 1)

G_DEFINE_BOXED_TYPE (CoffretOverview,
                     coffret_overview,
                     coffret_overview_ref,
                     coffret_overview_unref)

/* Counts names, however they are accented or written large. Folding is dear and the same few names
 * come again and again, so each spelling is folded once. */
typedef struct {
  GPtrArray *shares;
  GHashTable *spellings; /* name as written -> CoffretOverviewShare, borrowed */
  GHashTable *folded;    /* the same, folded */
} Census;

typedef struct {
  CoffretSnapshot *snapshot;
  CoffretInstant now;
  GCancellable *cancellable; /* nullable */

  CoffretOverview *overview;
  GHashTable *years;   /* year -> CoffretOverviewYear */
  GHashTable *periods; /* the same */
  GHashTable *newest;  /* of each credential that has a name: its version -> CoffretRow */
  Census issuers;
  Census skills;
  Census languages;
  GHashTable *sources; /* share of a skill -> GHashTable: share of an issuer -> count */
  GHashTable *packed;  /* skills of one credential, as its record has them -> GPtrArray of shares */
  guint kinds[N_KINDS];
} Making;

static void
share_free (gpointer data)
{
  CoffretOverviewShare *share = data;

  g_free (share->name);
  g_strfreev (share->sources);
  g_free (share);
}

static void
end_free (gpointer data)
{
  CoffretOverviewEnd *end = data;

  g_free (end->id);
  g_free (end);
}

static CoffretOverview *
overview_new (void)
{
  CoffretOverview *overview = g_atomic_rc_box_new0 (CoffretOverview);

  overview->years = g_array_new (FALSE, TRUE, sizeof (CoffretOverviewYear));
  overview->periods = g_array_new (FALSE, TRUE, sizeof (CoffretOverviewYear));
  overview->kinds = g_ptr_array_new_with_free_func (share_free);
  overview->ends = g_ptr_array_new_with_free_func (end_free);
  return overview;
}

static void
clear_overview (gpointer data)
{
  CoffretOverview *overview = data;

  g_array_unref (overview->years);
  g_array_unref (overview->periods);
  g_clear_pointer (&overview->issuers, g_ptr_array_unref);
  g_ptr_array_unref (overview->kinds);
  g_clear_pointer (&overview->skills, g_ptr_array_unref);
  g_clear_pointer (&overview->languages, g_ptr_array_unref);
  g_ptr_array_unref (overview->ends);
}

CoffretOverview *
coffret_overview_ref (CoffretOverview *overview)
{
  return g_atomic_rc_box_acquire (overview);
}

void
coffret_overview_unref (CoffretOverview *overview)
{
  g_atomic_rc_box_release_full (overview, clear_overview);
}

static void
census_init (Census *census)
{
  census->shares = g_ptr_array_new_with_free_func (share_free);
  census->spellings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  census->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
census_clear (Census *census)
{
  g_clear_pointer (&census->shares, g_ptr_array_unref);
  g_hash_table_unref (census->spellings);
  g_hash_table_unref (census->folded);
}

static CoffretOverviewShare *
census_find (Census *census, const char *name)
{
  CoffretOverviewShare *share = g_hash_table_lookup (census->spellings, name);
  g_autofree char *folded = NULL;

  if (share != NULL)
    return share;
  folded = coffret_fold (name);
  share = g_hash_table_lookup (census->folded, folded);
  if (share == NULL) {
    share = g_new0 (CoffretOverviewShare, 1);
    share->name = g_strdup (name);
    g_ptr_array_add (census->shares, share);
    g_hash_table_insert (census->folded, g_steal_pointer (&folded), share);
  }
  g_hash_table_insert (census->spellings, g_strdup (name), share);
  return share;
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const CoffretOverviewShare *one = a;
  const CoffretOverviewShare *other = b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return coffret_collate (one->name, other->name);
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const CoffretOverviewEnd *one = a;
  const CoffretOverviewEnd *other = b;

  if (one->expires != other->expires)
    return one->expires < other->expires ? -1 : 1;
  return strcmp (one->id, other->id);
}

static int
compare_years (gconstpointer a, gconstpointer b)
{
  const CoffretOverviewYear *one = a;
  const CoffretOverviewYear *other = b;

  return one->year - other->year;
}

/* Takes SHARES; how many there were is left in COUNT. */
static GPtrArray *
keep_most (GPtrArray *shares, guint *count)
{
  *count = shares->len;
  g_ptr_array_sort_values (shares, compare_shares);
  if (shares->len > COFFRET_OVERVIEW_MOST)
    g_ptr_array_set_size (shares, COFFRET_OVERVIEW_MOST);
  return shares;
}

/* The shares of what one row names, each once. Most rows share their skills with others. */
static GPtrArray *
find_skills (Making *making, const CoffretRow *row)
{
  GPtrArray *shares = g_hash_table_lookup (making->packed, row->skills);
  g_autoptr (GPtrArray) names = NULL;

  if (shares != NULL)
    return shares;
  shares = g_ptr_array_new ();
  names = coffret_brief_list (row->skills);
  for (guint i = 0; i < names->len; i++) {
    const char *name = coffret_text_best (g_ptr_array_index (names, i), NULL);
    CoffretOverviewShare *share =
      name != NULL && *name != '\0' ? census_find (&making->skills, name) : NULL;

    if (share != NULL && !g_ptr_array_find (shares, share, NULL))
      g_ptr_array_add (shares, share);
  }
  g_hash_table_insert (making->packed, (char *) row->skills, shares);
  return shares;
}

static void
count_into (GHashTable *years, int year, const CoffretRow *row)
{
  CoffretOverviewYear *counted = g_hash_table_lookup (years, GINT_TO_POINTER (year));

  if (counted == NULL) {
    counted = g_new0 (CoffretOverviewYear, 1);
    counted->year = year;
    g_hash_table_insert (years, GINT_TO_POINTER (year), counted);
  }
  counted->count++;
  counted->minutes += row->minutes;
}

/* By the dates that are shown, which may be the holder's own. */
static void
count_year (Making *making, const CoffretRow *row)
{
  CoffretInstant awarded = coffret_row_get_awarded (row);

  if (awarded == COFFRET_INSTANT_NONE) {
    making->overview->undated.count++;
    making->overview->undated.minutes += row->minutes;
    return;
  }
  count_into (making->years, coffret_instant_year (awarded), row);
  if (row->minutes > 0)
    count_into (making->periods,
                coffret_instant_year_from (awarded, making->overview->target.month), row);
}

/* "fr" of "fr-CA": whoever reads the one reads the other. */
static void
count_languages (Making *making, const CoffretRow *row)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  for (const char *tag = row->languages; tag != NULL && *tag != '\0';) {
    g_autofree char *language = g_ascii_strdown (tag, (gssize) strcspn (tag, "-_ "));
    CoffretOverviewShare *share = census_find (&making->languages, language);

    tag += strcspn (tag, " ");
    tag += *tag == ' ';
    if (g_ptr_array_find (seen, share, NULL))
      continue;
    g_ptr_array_add (seen, share);
    share->count++;
    share->minutes += row->minutes;
  }
}

static void
count_share (CoffretOverviewShare *share, const CoffretRow *row)
{
  share->count++;
  share->minutes += row->minutes;
}

static void
count_source (Making *making, CoffretOverviewShare *skill, CoffretOverviewShare *issuer)
{
  GHashTable *sources = g_hash_table_lookup (making->sources, skill);
  guint count;

  if (sources == NULL) {
    sources = g_hash_table_new (NULL, NULL);
    g_hash_table_insert (making->sources, skill, sources);
  }
  count = GPOINTER_TO_UINT (g_hash_table_lookup (sources, issuer));
  g_hash_table_insert (sources, issuer, GUINT_TO_POINTER (count + 1));
}

static void
note_version (Making *making, const CoffretRow *row)
{
  const CoffretRow *other;

  if (!coffret_row_is_listed (row) || row->version == 0 || row->apart)
    return;
  other = g_hash_table_lookup (making->newest, &row->version);
  if (other == NULL || other->received < row->received ||
      (other->received == row->received && other->awarded < row->awarded))
    g_hash_table_replace (making->newest, (gpointer) &row->version, (gpointer) row);
}

static gboolean
is_superseded (Making *making, const CoffretRow *row)
{
  return row->version != 0 && !row->apart &&
         g_hash_table_lookup (making->newest, &row->version) != row;
}

static void
count_end (Making *making, const CoffretRow *row)
{
  CoffretInstant expires = coffret_row_get_expires (row);
  CoffretOverviewEnd *end;

  if (expires == COFFRET_INSTANT_NONE || expires >= making->now + AHEAD)
    return;
  if (expires < making->now) {
    making->overview->expired++;
    return;
  }
  end = g_new0 (CoffretOverviewEnd, 1);
  end->id = g_strdup (row->id);
  end->expires = expires;
  g_ptr_array_add (making->overview->ends, end);
}

static void
count_row (Making *making, const CoffretRow *row)
{
  CoffretOverview *overview = making->overview;
  CoffretOverviewShare *issuer = NULL;

  if (row->trashed != COFFRET_INSTANT_NONE)
    return;
  if (row->past || is_superseded (making, row)) {
    overview->superseded++;
    return;
  }
  overview->total++;
  overview->minutes += row->minutes;
  if (row->minutes > 0)
    overview->with_hours++;
  making->kinds[row->kind]++;
  count_year (making, row);
  count_end (making, row);
  count_languages (making, row);
  if (*row->issuer != '\0') {
    issuer = census_find (&making->issuers, row->issuer);
    count_share (issuer, row);
  }
  if (row->skills != NULL) {
    GPtrArray *shares = find_skills (making, row);

    for (guint i = 0; i < shares->len; i++) {
      CoffretOverviewShare *skill = g_ptr_array_index (shares, i);

      count_share (skill, row);
      if (issuer != NULL)
        count_source (making, skill, issuer);
    }
  }
}

static void
add_year (CoffretOverviewYear *sum, const CoffretOverviewYear *year)
{
  sum->count += year->count;
  sum->minutes += year->minutes;
}

/* Sorts YEARS. One without anything, up to LAST, is to be seen as one. */
static void
fill_gaps (GArray *years, int last)
{
  int from;

  if (years->len == 0)
    return;
  g_array_sort (years, compare_years);
  from = g_array_index (years, CoffretOverviewYear, 0).year;
  for (guint i = 0; from + (int) i <= last; i++) {
    const CoffretOverviewYear empty = { .year = from + (int) i };

    if (i >= years->len || g_array_index (years, CoffretOverviewYear, i).year != empty.year)
      g_array_insert_val (years, i, empty);
  }
}

static void
lay_out_years (Making *making)
{
  CoffretOverview *overview = making->overview;
  int last = coffret_instant_year (making->now);
  int first = last - COFFRET_OVERVIEW_YEARS + 1;
  GHashTableIter iter;
  gpointer value;

  overview->earlier.year = first;
  overview->later.year = last + 1;
  g_hash_table_iter_init (&iter, making->years);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const CoffretOverviewYear *year = value;

    if (year->year < first)
      add_year (&overview->earlier, year);
    else if (year->year > last)
      add_year (&overview->later, year);
    else
      g_array_append_val (overview->years, *year);
  }
  fill_gaps (overview->years, last);
}

static void
lay_out_periods (Making *making)
{
  CoffretOverview *overview = making->overview;
  int last = coffret_instant_year_from (making->now, overview->target.month);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, making->periods);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const CoffretOverviewYear *year = value;

    if (year->year > last - COFFRET_OVERVIEW_YEARS && year->year <= last)
      g_array_append_val (overview->periods, *year);
  }
  if (overview->periods->len == 0 && overview->target.minutes > 0) {
    const CoffretOverviewYear empty = { .year = last };

    g_array_append_val (overview->periods, empty);
  }
  fill_gaps (overview->periods, last);
}

static void
lay_out_kinds (Making *making)
{
  for (guint kind = 0; kind < N_KINDS; kind++) {
    CoffretOverviewShare *share;

    if (making->kinds[kind] == 0)
      continue;
    share = g_new0 (CoffretOverviewShare, 1);
    share->name = g_strdup (coffret_kind_to_label (kind));
    share->kind = kind;
    share->count = making->kinds[kind];
    g_ptr_array_add (making->overview->kinds, share);
  }
  g_ptr_array_sort_values (making->overview->kinds, compare_shares);
}

typedef struct {
  CoffretOverviewShare *issuer;
  guint count;
} Source;

static int
compare_sources (gconstpointer a, gconstpointer b)
{
  const Source *one = a;
  const Source *other = b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return compare_shares (one->issuer, other->issuer);
}

/* While the shares of issuers are all there. */
static void
lay_out_sources (Making *making)
{
  GHashTableIter skills;
  gpointer key, value;

  g_hash_table_iter_init (&skills, making->sources);
  while (g_hash_table_iter_next (&skills, &key, &value)) {
    CoffretOverviewShare *skill = key;
    g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Source));
    g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
    GHashTableIter issuers;
    gpointer issuer, count;

    g_hash_table_iter_init (&issuers, value);
    while (g_hash_table_iter_next (&issuers, &issuer, &count)) {
      const Source source = { issuer, GPOINTER_TO_UINT (count) };

      g_array_append_val (list, source);
    }
    g_array_sort (list, compare_sources);
    for (guint i = 0; i < MIN (list->len, COFFRET_OVERVIEW_SOURCES); i++)
      g_strv_builder_add (names, g_array_index (list, Source, i).issuer->name);
    skill->sources = g_strv_builder_end (names);
    skill->n_sources = list->len;
  }
}

static DexFuture *
make_overview (gpointer data)
{
  Making *making = data;
  CoffretOverview *overview = making->overview;
  guint count = coffret_snapshot_get_count (making->snapshot);
  guint n_languages;

  for (guint i = 0; i < count; i++)
    note_version (making, coffret_snapshot_get_row (making->snapshot, i));
  for (guint i = 0; i < count; i++) {
    if (i % 1024 == 0 && g_cancellable_is_cancelled (making->cancellable))
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    count_row (making, coffret_snapshot_get_row (making->snapshot, i));
  }
  lay_out_years (making);
  lay_out_periods (making);
  lay_out_kinds (making);
  lay_out_sources (making);
  overview->issuers = keep_most (g_steal_pointer (&making->issuers.shares), &overview->n_issuers);
  overview->skills = keep_most (g_steal_pointer (&making->skills.shares), &overview->n_skills);
  overview->languages = keep_most (g_steal_pointer (&making->languages.shares), &n_languages);
  overview->n_ends = overview->ends->len;
  g_ptr_array_sort_values (overview->ends, compare_ends);
  if (overview->ends->len > COFFRET_OVERVIEW_MOST)
    g_ptr_array_set_size (overview->ends, COFFRET_OVERVIEW_MOST);
  return dex_future_new_take_boxed (COFFRET_TYPE_OVERVIEW, g_steal_pointer (&making->overview));
}

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_pointer (&making->overview, coffret_overview_unref);
  g_hash_table_unref (making->years);
  g_hash_table_unref (making->packed);
  census_clear (&making->issuers);
  census_clear (&making->skills);
  census_clear (&making->languages);
  g_hash_table_unref (making->periods);
  g_hash_table_unref (making->newest);
  g_hash_table_unref (making->sources);
  g_clear_object (&making->cancellable);
  coffret_snapshot_unref (making->snapshot);
  g_free (making);
}

/* So that it is settled in a turn of the caller's main loop, which then wakes up. */
static DexFuture *
on_made (DexFuture *future, gpointer unused)
{
  return dex_ref (future);
}

DexFuture *
coffret_overview_make (CoffretLibrary *library, CoffretInstant now, GCancellable *cancellable)
{
  Making *making = g_new0 (Making, 1);

  making->snapshot = coffret_library_ref_snapshot (library);
  making->now = now;
  making->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  making->overview = overview_new ();
  making->years = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  making->packed = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  census_init (&making->issuers);
  census_init (&making->skills);
  census_init (&making->languages);
  making->overview->target = coffret_plans_get_target (coffret_library_get_plans (library));
  making->periods = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  making->newest = g_hash_table_new (g_int64_hash, g_int64_equal);
  making->sources = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  return dex_future_finally (coffret_work_run (make_overview, making, making_free), on_made, NULL,
                             NULL);
}

char *
coffret_overview_find_year (int year)
{
  g_autofree char *text = g_strdup_printf ("%d", year);

  return coffret_terms_quote (COFFRET_TERM_YEAR, text);
}

char *
coffret_overview_find_issuer (const char *name)
{
  return coffret_terms_quote (COFFRET_TERM_ISSUER, name);
}

char *
coffret_overview_find_kind (CoffretKind kind)
{
  return coffret_terms_quote (COFFRET_TERM_KIND, coffret_kind_to_label (kind));
}

char *
coffret_overview_find_skill (const char *name)
{
  return coffret_terms_quote (COFFRET_TERM_SKILL, name);
}
