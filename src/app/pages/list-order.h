/* list-order.h: in which order a list of credentials is, and under which headings.
 *
 * Both are the owner's choice for all lists. A compartment may be in an order of its own, also one
 * by hand: then that is shown, until another is chosen while it is looked at.
 */
#pragma once

#include "app/pages/list-shape.h"
#include "app/sections.h"
#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LIST_ORDER (coffret_list_order_get_type ())
G_DECLARE_FINAL_TYPE (CoffretListOrder, coffret_list_order, COFFRET, LIST_ORDER, GObject)

/* Of SHAPE, borrowed: who owns this owns that, too. Signal "changed": another is shown. */
CoffretListOrder *coffret_list_order_new (CoffretListShape *shape);
/* Once: what SHAPE will show is VIEW of LIBRARY, by its sections. */
void coffret_list_order_start (CoffretListOrder *self, CoffretLibrary *library, CoffretView *view);
CoffretSections *coffret_list_order_get_sections (CoffretListOrder *self); /* borrowed */

/* COMPARTMENT, an id, is looked at from now on; NULL: none. */
void coffret_list_order_look_at (CoffretListOrder *self, const char *compartment);
/* Borrowed; NULL: none, or it is gone. */
CoffretCompartment *coffret_list_order_get_compartment (CoffretListOrder *self);

/* What the owner chose for all; FALSE: it was so already. */
gboolean coffret_list_order_choose (CoffretListOrder *self, CoffretOrder order);
CoffretOrder coffret_list_order_get (CoffretListOrder *self);
gboolean coffret_list_order_set_heading (CoffretListOrder *self, CoffretHeading heading);
CoffretHeading coffret_list_order_get_heading (CoffretListOrder *self);

G_END_DECLS
