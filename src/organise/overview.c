#include "organise/overview.h"

#include <string.h>

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
  GHashTable *years; /* year -> CoffretOverviewYear */
  Census issuers;
  Census skills;
  GHashTable *packed; /* skills of one credential, as its record has them -> GPtrArray of shares */
  guint kinds[N_KINDS];
} Making;

static void
share_free (gpointer data)
{
  CoffretOverviewShare *share = data;

  g_free (share->name);
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
  overview->kinds = g_ptr_array_new_with_free_func (share_free);
  overview->ends = g_ptr_array_new_with_free_func (end_free);
  return overview;
}

static void
clear_overview (gpointer data)
{
  CoffretOverview *overview = data;

  g_array_unref (overview->years);
  g_clear_pointer (&overview->issuers, g_ptr_array_unref);
  g_ptr_array_unref (overview->kinds);
  g_clear_pointer (&overview->skills, g_ptr_array_unref);
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
  return g_utf8_collate (one->name, other->name);
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

/* The shares of what one record names, each once. Most records share their skills with others. */
static GPtrArray *
find_skills (Making *making, const CoffretRecord *record)
{
  GPtrArray *shares = g_hash_table_lookup (making->packed, record->skills);
  g_autoptr (GPtrArray) names = NULL;

  if (shares != NULL)
    return shares;
  shares = g_ptr_array_new ();
  names = coffret_record_list_skills (record);
  for (guint i = 0; i < names->len; i++) {
    const char *name = coffret_text_best (g_ptr_array_index (names, i), NULL);
    CoffretOverviewShare *share =
      name != NULL && *name != '\0' ? census_find (&making->skills, name) : NULL;

    if (share != NULL && !g_ptr_array_find (shares, share, NULL))
      g_ptr_array_add (shares, share);
  }
  g_hash_table_insert (making->packed, record->skills, shares);
  return shares;
}

static void
count_year (Making *making, const CoffretRecord *record)
{
  int year = coffret_instant_year (record->awarded);
  CoffretOverviewYear *counted = year == 0
                                   ? &making->overview->undated
                                   : g_hash_table_lookup (making->years, GINT_TO_POINTER (year));

  if (counted == NULL) {
    counted = g_new0 (CoffretOverviewYear, 1);
    counted->year = year;
    g_hash_table_insert (making->years, GINT_TO_POINTER (year), counted);
  }
  counted->count++;
  counted->minutes += record->minutes;
}

static void
count_end (Making *making, const CoffretRecord *record)
{
  CoffretOverviewEnd *end;

  if (record->expires == COFFRET_INSTANT_NONE || record->expires >= making->now + AHEAD)
    return;
  if (record->expires < making->now) {
    making->overview->expired++;
    return;
  }
  end = g_new0 (CoffretOverviewEnd, 1);
  end->id = g_strdup (record->id);
  end->expires = record->expires;
  g_ptr_array_add (making->overview->ends, end);
}

static void
count_row (Making *making, const CoffretRow *row)
{
  const CoffretRecord *record = row->record;
  CoffretOverview *overview = making->overview;

  if (row->trashed != COFFRET_INSTANT_NONE)
    return;
  overview->total++;
  overview->minutes += record->minutes;
  if (record->minutes > 0)
    overview->with_hours++;
  making->kinds[record->kind]++;
  count_year (making, record);
  count_end (making, record);
  if (*row->issuer != '\0')
    census_find (&making->issuers, row->issuer)->count++;
  if (record->skills != NULL) {
    GPtrArray *shares = find_skills (making, record);

    for (guint i = 0; i < shares->len; i++)
      ((CoffretOverviewShare *) g_ptr_array_index (shares, i))->count++;
  }
}

static void
add_year (CoffretOverviewYear *sum, const CoffretOverviewYear *year)
{
  sum->count += year->count;
  sum->minutes += year->minutes;
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
  g_array_sort (overview->years, compare_years);
  /* A year without anything is to be seen as one. */
  if (overview->years->len > 0) {
    int from = g_array_index (overview->years, CoffretOverviewYear, 0).year;

    for (guint i = 0; from + (int) i <= last; i++) {
      const CoffretOverviewYear empty = { .year = from + (int) i };

      if (i >= overview->years->len ||
          g_array_index (overview->years, CoffretOverviewYear, i).year != empty.year)
        g_array_insert_val (overview->years, i, empty);
    }
  }
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

static DexFuture *
make_overview (gpointer data)
{
  Making *making = data;
  CoffretOverview *overview = making->overview;
  guint count = coffret_snapshot_get_count (making->snapshot);

  for (guint i = 0; i < count; i++) {
    if (i % 1024 == 0 && g_cancellable_is_cancelled (making->cancellable))
      return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    count_row (making, coffret_snapshot_get_row (making->snapshot, i));
  }
  lay_out_years (making);
  lay_out_kinds (making);
  overview->issuers = keep_most (g_steal_pointer (&making->issuers.shares), &overview->n_issuers);
  overview->skills = keep_most (g_steal_pointer (&making->skills.shares), &overview->n_skills);
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
