/* figures.h: the overview in words: what each of its rows says and where it leads.
 *
 * Pure functions from figures to texts. Lists are CoffretFigure's, owned by the caller.
 * Names in them come from strangers and are never markup.
 */
#pragma once

#include "organise/overview.h"

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
GPtrArray *coffret_figures_skills (const CoffretOverview *overview);
GPtrArray *coffret_figures_issuers (const CoffretOverview *overview);
GPtrArray *coffret_figures_kinds (const CoffretOverview *overview);

/* What the pictures say to a screen reader. Owned. */
char *coffret_figures_count_sentence (const CoffretOverview *overview);
char *coffret_figures_hours_sentence (const CoffretOverview *overview);
/* That some are not in the pictures; NULL when all are. Owned. */
char *coffret_figures_left_out (const CoffretOverview *overview);

G_END_DECLS
