/* enter.h: from a command line to an open session, and waiting for what it does. */
#pragma once

#include "cli/options.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* Opens the vault, or, when MAY_CREATE and there is none, makes one; NULL, everything said, with
 * what to exit with. The session is to be ended by the caller. */
CoffretSession *
coffret_enter (const CoffretOptions *options, gboolean may_create, CoffretExit *status);

/* The same without a library: the vault alone, owned. */
CoffretVault *
coffret_enter_vault (const CoffretOptions *options, gboolean may_create, CoffretExit *status);

/* Ends SESSION (taken). */
void coffret_leave (CoffretSession *session);

/* Whether no keyring could answer, so that a passphrase may. */
gboolean coffret_enter_lacks_keyring (const GError *error);
/* What to exit with after ERROR. */
CoffretExit coffret_enter_status (const GError *error);

/* Runs the main loop until FUTURE (taken) is settled. The value is to be unset by the
 * caller where one is wanted (VALUE nullable). */
gboolean coffret_enter_await (DexFuture *future, GValue *value, GError **error);

G_END_DECLS
