/* figure-row.h: something, how many there are of it, and where they are to be seen.
 *
 * Its texts may come from strangers: they are shown as they are. Changing what a row
 * says keeps the focus on it. */
#pragma once

#include <adwaita.h>

#include "app/figures.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FIGURE_ROW (coffret_figure_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFigureRow, coffret_figure_row, COFFRET, FIGURE_ROW, AdwActionRow)

GtkWidget *coffret_figure_row_new (void);
void coffret_figure_row_set (CoffretFigureRow *self, const CoffretFigure *figure);

G_END_DECLS
