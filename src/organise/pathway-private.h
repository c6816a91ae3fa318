/* pathway-private.h: what the session adds to the judging of pathways. Inside the module only. */
#pragma once

#include <libdex.h>

#include "organise/pathway.h"

G_BEGIN_DECLS

/* ACHIEVEMENTS (nullable: none is known): credential id -> the id of the achievement that it is.
 * Not changed any more. */
DexFuture *coffret_pathways_judge_with (CoffretLibrary *library,
                                        GPtrArray *rows,
                                        GHashTable *achievements,
                                        CoffretInstant now,
                                        GCancellable *cancellable);

G_END_DECLS
