/* sharing-private.h: what the parts of sharing ask of each other. Inside the module only. */
#pragma once

#include "organise/sharing.h"

G_BEGIN_DECLS

/* What lies in ROW's compartment or is found by its rule, on a worker: resolves to a GPtrArray of
 * ids (char *) in their order; empty where it has neither. */
DexFuture *coffret_sharing_ask (CoffretSession *self, const CoffretSharingGroup *row);

G_END_DECLS
