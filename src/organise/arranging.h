/* arranging.h: what lies in a compartment, in the order that the owner gives it.
 *
 * A compartment is in an order of its own (COFFRET_ARRANGEMENT_HAND), or as its arrangement or the
 * list has it. What fills itself has no order of its own. */
#pragma once

#include "organise/change.h"
#include "organise/hand.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* From now on COMPARTMENT is in the order of IDS (credential ids, copied), which lie in it; what
 * else does stands behind. Resolves to TRUE. */
DexFuture *coffret_arranging_set (CoffretSession *session, const char *compartment, GPtrArray *ids);
/* Inside the module: the same as a part of CHANGE, of a compartment that is in an order of its
 * own. */
void coffret_arranging_add (CoffretChange *change, const char *compartment, CoffretHand *hand);
/* The same: reads the orders that there are, and lets the library have them. */
void coffret_arranging_load (CoffretSession *session);

G_END_DECLS
