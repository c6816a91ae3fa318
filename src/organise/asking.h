/* asking.h: whether to ask for unlocking again before something is shared.
 *
 * For who leaves a vault open on a table: whoever sits down there then can look, but not share.
 * The owner says after how long; nobody is asked unless the owner wanted that. Pure.
 */
#pragma once

#include "base/instant.h"

G_BEGIN_DECLS

/* Otherwise minutes. */
#define COFFRET_ASKING_NEVER (-1) /* the default */
#define COFFRET_ASKING_ALWAYS 0
#define COFFRET_ASKING_MOST (24 * 60)

/* PROVEN: when the owner last gave the passphrase, the sheet or was let in by the keyring: at
 * unlocking, and each time that this asked. A clock that went backwards since is asked about. */
gboolean coffret_asking_is_due (int after, CoffretInstant proven, CoffretInstant now);

G_END_DECLS
