/* sidebar-page.h: the places of the vault, the owner's compartments and sharing groups.
 * Signal "chosen": another place, or the same again; "entered": by a key, behind which the focus
 * goes into what was chosen. */
#pragma once

#include <adwaita.h>

#include "app/pages/side-page.h"
#include "organise/session.h"
#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SIDEBAR_PAGE (coffret_sidebar_page_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretSidebarPage, coffret_sidebar_page, COFFRET, SIDEBAR_PAGE, AdwNavigationPage)

/* Once, before anything else. */
void coffret_sidebar_page_set_session (CoffretSidebarPage *self, CoffretSession *session);

/* Its row says how much needs attention. */
void coffret_sidebar_page_set_watch (CoffretSidebarPage *self, CoffretAttentionWatch *watch);

/* COFFRET_SIDE_NONE: what is chosen is a list of credentials. */
CoffretSide coffret_sidebar_page_get_side (CoffretSidebarPage *self);
CoffretPlace coffret_sidebar_page_get_place (CoffretSidebarPage *self);
CoffretCompartment *coffret_sidebar_page_get_compartment (CoffretSidebarPage *self); /* nullable */
/* NULL: what is chosen is no sharing group. */
CoffretGroup *coffret_sidebar_page_get_group (CoffretSidebarPage *self);

/* To the row of what is chosen. */
void coffret_sidebar_page_focus (CoffretSidebarPage *self);

/* COMPARTMENT (nullable) chooses that one, else all credentials. */
void coffret_sidebar_page_choose (CoffretSidebarPage *self, const char *compartment);
/* PLACE is no compartment; SIDE is not COFFRET_SIDE_NONE. */
void coffret_sidebar_page_choose_place (CoffretSidebarPage *self, CoffretPlace place);
void coffret_sidebar_page_choose_side (CoffretSidebarPage *self, CoffretSide side);
/* Nothing happens when there is no such group. */
void coffret_sidebar_page_choose_group (CoffretSidebarPage *self, const char *id);

G_END_DECLS
