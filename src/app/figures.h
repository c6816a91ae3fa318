/* figures.h: the overview in words: what each of its rows says and where it leads.
 *
 * Pure functions from figures to texts. Lists are CoffretFigure's, owned by the caller.
 * Names in them come from strangers and are never markup.
 */
#pragma once

#include "organise/overview.h"
#include "organise/pathway.h"

G_BEGIN_DECLS

typedef struct {
  char *title;
  char *detail;     /* nullable */
  char *figure;     /* at its end; nullable */
  char *sentence;   /* all of it, as a screen reader says it */
  const char *act;  /* the action that a press starts; NULL: it leads nowhere */
  GVariant *target; /* of the action; nullable, owned */
} CoffretFigure;

void coffret_figure_free (CoffretFigure *figure);

/* How many there are, and the hours of learning where some say so. */
GPtrArray *coffret_figures_summary (const CoffretOverview *overview);
/* The newest first, then those without a date. */
GPtrArray *coffret_figures_years (const CoffretOverview *overview);
/* What expires soon and what has; a row that says so when nothing does. */
GPtrArray *
coffret_figures_ends (const CoffretOverview *overview, CoffretLibrary *library, CoffretInstant now);
/* The first LIMIT, and where there are more a row that asks for them ("overview.more" with the
 * name of the list). Skills say where they come from. */
GPtrArray *coffret_figures_skills (const CoffretOverview *overview, guint limit);
GPtrArray *coffret_figures_issuers (const CoffretOverview *overview, guint limit);
GPtrArray *coffret_figures_languages (const CoffretOverview *overview, guint limit);
GPtrArray *coffret_figures_kinds (const CoffretOverview *overview);

/* The hours of learning against the target: how far the present year is, what the target is
 * ("overview.target" changes it). So many of the rows are COFFRET_FIGURES_HOURS_HEAD; after
 * them the newest year first. */
#define COFFRET_FIGURES_HOURS_HEAD 2
GPtrArray *coffret_figures_hours (const CoffretOverview *overview);
/* "2025", or "2025–2026" for a year that begins in another MONTH than January. Owned. */
char *coffret_figures_period (int year, int month);
/* The last day of the year that began in YEAR, such as 31 March 2026. Owned. */
char *coffret_figures_period_end (int year, int month);
/* "Target reached", "7.5 hours short of the target"; NULL where there is none. Owned. */
char *coffret_figures_against_target (gint64 minutes, CoffretTarget target);
/* "From Rivage and 2 others": where a skill comes from; NULL where that is unknown. Owned. */
char *coffret_figures_sources (const CoffretOverviewShare *share);
/* "20 hours a year, beginning in April". Owned. */
char *coffret_figures_target_words (CoffretTarget target);

/* LIST is coffret_session_judge_pathways()'s; nullable: not known yet. Each with what is missing,
 * then how to make one, where MAY_CHANGE. */
GPtrArray *coffret_figures_pathways (GPtrArray *list, gboolean may_change);
/* "2 of 4 steps. It leads to: Diploma." Owned. */
char *coffret_figures_pathway_words (const CoffretPathwayProgress *progress);

/* What the pictures say to a screen reader. Owned. */
char *coffret_figures_count_sentence (const CoffretOverview *overview);
char *coffret_figures_hours_sentence (const CoffretOverview *overview);
/* That some are not in the pictures; NULL when all are. Owned. */
char *coffret_figures_left_out (const CoffretOverview *overview);

G_END_DECLS
