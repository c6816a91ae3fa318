/* groups-page.h: what sharing groups will be, and how to send a credential until then. */
#pragma once

#include "app/pages/side-page.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_GROUPS_PAGE (coffret_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretGroupsPage, coffret_groups_page, COFFRET, GROUPS_PAGE, CoffretSidePage)

CoffretGroupsPage *coffret_groups_page_new (void);

G_END_DECLS
