/* overview-out.h: the overview into a file, for a spreadsheet or to print, by the person's choice.
 *
 * The same words and figures that the page shows, whole lists rather than their beginning.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/overview.h"
#include "share/tables.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_OVERVIEW_CSV,
  COFFRET_OVERVIEW_PDF,
} CoffretOverviewForm;

/* Asks where, writes it, and says so at FROM's window; nothing when FROM is gone by then. */
void coffret_overview_save (GtkWidget *from, CoffretOverview *overview, CoffretOverviewForm form);

/* What is written. MARK (nullable): that it is not real. */
CoffretTables *
coffret_overview_tables (const CoffretOverview *overview, CoffretInstant made, const char *mark);

G_END_DECLS
