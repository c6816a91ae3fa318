/* overview.h: everything in the vault, in figures.
 *
 * What lies in the trash does not count. What an issuer has issued again under the same id
 * counts once, as it came in last. A year is that in which a credential was awarded, as
 * the list's headings have it; hours are also told by the years of the owner's target, which may
 * begin in another month than January. Hours are only those that credentials state themselves;
 * nothing is guessed, and with_hours says how many did. A credential is in a language when its
 * title is written in it. Lists are cut off at what anybody would read, and the number of all is
 * told. Computed on a worker over an immutable snapshot, without a display; the result is a boxed
 * type, counted and immutable.
 */
#pragma once

#include <libdex.h>

#include "organise/library.h"

G_BEGIN_DECLS

/* So many years up to the present one are told apart; so many of each list are kept, and so many
 * issuers of one skill. */
#define COFFRET_OVERVIEW_YEARS 20
#define COFFRET_OVERVIEW_MOST 500
#define COFFRET_OVERVIEW_SOURCES 3

typedef struct {
  int year; /* 0: none is stated */
  guint count;
  gint64 minutes;
} CoffretOverviewYear;

typedef struct {
  char *name; /* as the reader sees it; of a language its tag, as "fr" */
  CoffretKind kind;
  guint count;     /* of credentials */
  gint64 minutes;  /* of learning that these tell of */
  char **sources;  /* of a skill: who issued most of them; nullable */
  guint n_sources; /* all of them */
} CoffretOverviewShare;

typedef struct {
  char *id; /* of the entry */
  CoffretInstant expires;
} CoffretOverviewEnd;

typedef struct {
  CoffretTarget target;
  guint total;
  guint superseded; /* left out of it: a later version is there */
  guint with_hours;
  gint64 minutes;
  guint expired;

  /* From the first year in which something was awarded, or the first of the last
   * COFFRET_OVERVIEW_YEARS, to the last; with the empty ones between. */
  GArray *years;               /* CoffretOverviewYear, ascending */
  CoffretOverviewYear earlier; /* all before them together: year is the first one told apart */
  CoffretOverviewYear later;   /* all after this year, which a mistake must be */
  CoffretOverviewYear undated;
  /* The same by the owner's years, called by the calendar year that they begin in: only where there
   * are hours or a target, and then to the present one. */
  GArray *periods;

  GPtrArray *issuers; /* CoffretOverviewShare, most first */
  guint n_issuers;
  GPtrArray *kinds; /* all of them */
  GPtrArray *skills;
  guint n_skills;
  GPtrArray *languages; /* CoffretOverviewShare, most first */
  GPtrArray *ends;      /* CoffretOverviewEnd: within 90 days, soonest first */
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
