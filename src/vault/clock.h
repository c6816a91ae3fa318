/* clock.h: the newest moment that this vault has seen.
 *
 * A computer whose clock is behind it is wrong about the time, and must not say that a
 * credential is still in force. It only ever goes forward.
 */
#pragma once

#include "base/instant.h"
#include "vault/database.h"

G_BEGIN_DECLS

/* COFFRET_INSTANT_NONE with ERROR set. */
CoffretInstant coffret_clock_newest (CoffretDatabase *database, GError **error);
/* Nothing happens when the vault has seen a newer one. */
gboolean coffret_clock_saw (CoffretDatabase *database, CoffretInstant instant, GError **error);

G_END_DECLS
