/* planning.h: the session's acts for what the holder is heading for.
 *
 * Each is one transaction and one step of undo, and resolves to TRUE; it rejects with
 * G_IO_ERROR_INVALID_ARGUMENT what cannot be.
 */
#pragma once

#include "organise/pathway.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* TARGET.minutes 0 takes it away; the month stays. */
DexFuture *coffret_session_set_target (CoffretSession *self, CoffretTarget target);
/* ID NULL: a new one, after the others. Resolves to its id, a string. */
DexFuture *
coffret_session_save_pathway (CoffretSession *self, const char *id, const CoffretPathwayPlan *plan);
DexFuture *coffret_session_remove_pathway (CoffretSession *self, const char *id);

/* How far each is: resolves to a GPtrArray of CoffretPathwayProgress in the owner's order. Where
 * one names an achievement by its id, what each credential is has to be read first, once. */
DexFuture *coffret_session_judge_pathways (CoffretSession *self,
                                           CoffretInstant now,
                                           GCancellable *cancellable);

G_END_DECLS
