/* year-chart.h: a bar for each year, with its figure above and the year below.
 *
 * A picture for the eye only: it takes no focus, and says itself in one sentence. A table of
 * the same figures stands beside it wherever it is used. A dashed line may stand for a target. In a
 * narrow place years are shortened, and left out where there is still no room.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_YEAR_CHART (coffret_year_chart_get_type ())
G_DECLARE_FINAL_TYPE (CoffretYearChart, coffret_year_chart, COFFRET, YEAR_CHART, GtkWidget)

/* Consecutive years from FIRST. SENTENCE is what a screen reader says. */
void coffret_year_chart_set (
  CoffretYearChart *self, int first, const double *values, guint n_values, const char *sentence);
/* From here on: TARGET 0 is none; SPLIT: each year lies in two calendar years. */
void coffret_year_chart_aim (CoffretYearChart *self, double target, gboolean split);

G_END_DECLS
