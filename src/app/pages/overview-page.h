/* overview-page.h: everything in the vault, in pictures and figures that lead to the list.
 *
 * The figures are computed on a worker (organise/overview.h) and shown one section at a
 * time, so that neither a large vault nor many rows hold the window. While it is shown it
 * follows every change, and a row that has the focus keeps it.
 */
#pragma once

#include "app/pages/side-page.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_OVERVIEW_PAGE (coffret_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretOverviewPage, coffret_overview_page, COFFRET, OVERVIEW_PAGE, CoffretSidePage)

CoffretOverviewPage *coffret_overview_page_new (CoffretSession *session);

G_END_DECLS
