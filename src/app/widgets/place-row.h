/* place-row.h: a place in the sidebar (all, recent, a compartment, the trash) with
 * how many credentials lie there; or a page that is no list. */
#pragma once

#include <gtk/gtk.h>

#include "app/pages/side-page.h"
#include "organise/group.h"
#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PLACE_ROW (coffret_place_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPlaceRow, coffret_place_row, COFFRET, PLACE_ROW, GtkListBoxRow)

CoffretPlaceRow *coffret_place_row_new (CoffretPlace place);
/* Follows the compartment's name, icon, colour, count and the one that it lies in. */
CoffretPlaceRow *
coffret_place_row_new_for_compartment (CoffretCompartment *compartment, CoffretLibrary *library);
/* Follows the group's name, audience and count. */
CoffretPlaceRow *coffret_place_row_new_for_group (CoffretGroup *group);
CoffretPlaceRow *coffret_place_row_new_for_side (CoffretSide side);
/* Of a page: COUNT things are there, which WORDS say. */
void coffret_place_row_set_count (CoffretPlaceRow *self, guint count, const char *words);
/* Shows how many items MODEL has. */
void coffret_place_row_count (CoffretPlaceRow *self, GListModel *model);

CoffretPlace coffret_place_row_get_place (CoffretPlaceRow *self);
/* COFFRET_SIDE_NONE: a list of credentials. */
CoffretSide coffret_place_row_get_side (CoffretPlaceRow *self);
CoffretCompartment *coffret_place_row_get_compartment (CoffretPlaceRow *self); /* nullable */
CoffretGroup *coffret_place_row_get_group (CoffretPlaceRow *self);             /* nullable */

G_END_DECLS
