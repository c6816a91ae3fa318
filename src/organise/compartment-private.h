/* compartment-private.h: how the library changes a compartment. Inside the module only. */
#pragma once

#include "organise/compartment.h"
#include "organise/hand.h"

G_BEGIN_DECLS

CoffretCompartment *coffret_compartment_new (const CoffretCompartmentRow *row);
/* Notifies for what differs; ROW's id must be the same. */
void coffret_compartment_set_row (CoffretCompartment *self, const CoffretCompartmentRow *row);
/* The owner's own order; NULL: there is none, or it is not read yet. */
CoffretHand *coffret_compartment_get_hand (CoffretCompartment *self);
void coffret_compartment_set_hand (CoffretCompartment *self, CoffretHand *hand);
void coffret_compartment_set_count (CoffretCompartment *self, guint count);

G_END_DECLS
