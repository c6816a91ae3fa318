/* browse-page.h: the credentials by type, issuer, year, skill, language, verdict and tag.
 *
 * One list of each, with how many credentials have it; each leads to just these. Counted on a
 * worker, and again when the library changes; a list is filled when it is opened, and by so many
 * rows at a time. */
#pragma once

#include "app/pages/side-page.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_BROWSE_PAGE (coffret_browse_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretBrowsePage, coffret_browse_page, COFFRET, BROWSE_PAGE, CoffretSidePage)

CoffretBrowsePage *coffret_browse_page_new (CoffretSession *session);

G_END_DECLS
