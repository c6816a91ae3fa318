/* side-page.h: a page of the sidebar that is no list of credentials.
 *
 * Stands where list and credential stand otherwise, made when it is chosen and thrown
 * away when another place is. Properties: narrow (the sidebar is not beside it), wide (there is
 * room for two things beside each other), crowded (its head has no room for what can be had
 * elsewhere: a narrow window with large text).
 */
#pragma once

#include <adwaita.h>

#include "app/attention-watch.h"
#include "organise/session.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_SIDE_NONE, /* a list of credentials */
  COFFRET_SIDE_ATTENTION,
  COFFRET_SIDE_OVERVIEW,
  COFFRET_SIDE_BROWSE,
  COFFRET_SIDE_LEDGER,
  COFFRET_SIDE_LEARN,
} CoffretSide;

#define COFFRET_TYPE_SIDE_PAGE (coffret_side_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (CoffretSidePage, coffret_side_page, COFFRET, SIDE_PAGE, AdwNavigationPage)

struct _CoffretSidePageClass {
  AdwNavigationPageClass parent_class;
};

/* SIDE is not COFFRET_SIDE_NONE. */
CoffretSidePage *
coffret_side_page_new (CoffretSide side, CoffretSession *session, CoffretAttentionWatch *watch);

/* In the reader's language, but for the id: "overview", for actions. */
const char *coffret_side_title (CoffretSide side);
const char *coffret_side_icon (CoffretSide side);
const char *coffret_side_id (CoffretSide side);
CoffretSide coffret_side_from_id (const char *id); /* COFFRET_SIDE_NONE: of no page */

G_END_DECLS
