/* compartment.h: one of the owner's own drawers, as the views see it.
 * Properties: id, name, icon, colour, parent, count, rule, arrangement; changed by the session. */
#pragma once

#include <gio/gio.h>

#include "vault/compartments.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_COMPARTMENT (coffret_compartment_get_type ())
G_DECLARE_FINAL_TYPE (CoffretCompartment, coffret_compartment, COFFRET, COMPARTMENT, GObject)

const char *coffret_compartment_get_id (CoffretCompartment *self);
const char *coffret_compartment_get_name (CoffretCompartment *self);
/* The search that fills it; NULL: it is filled by hand. */
const char *coffret_compartment_get_rule (CoffretCompartment *self);
const CoffretCompartmentRow *coffret_compartment_get_row (CoffretCompartment *self);
guint coffret_compartment_get_count (CoffretCompartment *self);

G_END_DECLS
