/* planning.h: the session's acts for what the holder is heading for.
 *
 * Each is one transaction and one step of undo, and resolves to TRUE; it rejects with
 * G_IO_ERROR_INVALID_ARGUMENT what cannot be.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

/* TARGET.minutes 0 takes it away; the month stays. */
DexFuture *coffret_session_set_target (CoffretSession *self, CoffretTarget target);

G_END_DECLS
