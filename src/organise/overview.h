/* overview.h: everything in the vault, in figures.
 *
 * What lies in the trash does not count. A year is that in which a credential was awarded, as
 * the list's headings have it. Hours are only those that credentials state themselves; nothing is
 * guessed, and with_hours says how many did. Issuers, skills and what expires are cut off after the
 * first few, and the number of all of them is told. Computed on a worker over an immutable
 * snapshot, without a display; the result is a boxed type, counted and immutable.
 */
#pragma once

#include <libdex.h>

#include "organise/library.h"

G_BEGIN_DECLS

/* So many years up to the present one are told apart; so many of each list are kept. */
#define COFFRET_OVERVIEW_YEARS 20
#define COFFRET_OVERVIEW_MOST 10

typedef struct {
  int year; /* 0: none is stated */
  guint count;
  gint64 minutes;
} CoffretOverviewYear;

typedef struct {
  char *name; /* as the reader sees it */
  CoffretKind kind;
  guint count; /* of credentials */
} CoffretOverviewShare;

typedef struct {
  char *id; /* of the entry */
  CoffretInstant expires;
} CoffretOverviewEnd;

typedef struct {
  guint total;
  guint with_hours;
  gint64 minutes;
  guint expired;

  /* From the first year in which something was awarded, or the first of the last
   * COFFRET_OVERVIEW_YEARS, to the last; with the empty ones between. */
  GArray *years;               /* CoffretOverviewYear, ascending */
  CoffretOverviewYear earlier; /* all before them together: year is the first one told apart */
  CoffretOverviewYear later;   /* all after this year, which a mistake must be */
  CoffretOverviewYear undated;

  GPtrArray *issuers; /* CoffretOverviewShare, most first */
  guint n_issuers;
  GPtrArray *kinds; /* all of them */
  GPtrArray *skills;
  guint n_skills;
  GPtrArray *ends; /* CoffretOverviewEnd: within 90 days, soonest first */
  guint n_ends;
} CoffretOverview;

#define COFFRET_TYPE_OVERVIEW (coffret_overview_get_type ())
GType coffret_overview_get_type (void);
CoffretOverview *coffret_overview_ref (CoffretOverview *overview);
void coffret_overview_unref (CoffretOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretOverview, coffret_overview_unref)

/* Resolves to a CoffretOverview of LIBRARY as it is now; rejects with G_IO_ERROR_CANCELLED. */
DexFuture *
coffret_overview_make (CoffretLibrary *library, CoffretInstant now, GCancellable *cancellable);

/* What to type into the search to find just these. Owned. */
char *coffret_overview_find_year (int year);
char *coffret_overview_find_issuer (const char *name);
char *coffret_overview_find_kind (CoffretKind kind);
char *coffret_overview_find_skill (const char *name);

G_END_DECLS
