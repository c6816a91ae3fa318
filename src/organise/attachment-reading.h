/* attachment-reading.h: attachments read in the background, so that their words can be found.
 *
 * Inside the module only.
 */
#pragma once

#include "organise/session.h"

G_BEGIN_DECLS

/* Those that this edition of Coffret has not read yet, one after the other; does nothing where it
 * is under way, or nothing can be written. */
void coffret_session_read_attachments (CoffretSession *self);

G_END_DECLS
