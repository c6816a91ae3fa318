/* grouping.h: compartments made for what lies in none, by what it has.
 *
 * One act and one step of undo, however many. */
#pragma once

#include "organise/facets.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* FACETS (CoffretFacet's; copied) of what lies in no compartment: each becomes a compartment of
 * that name, with all that lies in none and has it. Where there is one of that name, it goes there.
 * Resolves to TRUE. */
DexFuture *coffret_grouping_make (CoffretSession *session, GPtrArray *facets);

G_END_DECLS
