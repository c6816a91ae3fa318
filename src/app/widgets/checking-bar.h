/* checking-bar.h: that the vault is finding out which credentials are genuine, and how far it is.
 *
 * Only for what takes a while: a few credentials are done before anyone could read it. It can be
 * stopped; what was found out by then stays.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CHECKING_BAR (coffret_checking_bar_get_type ())
G_DECLARE_FINAL_TYPE (CoffretCheckingBar, coffret_checking_bar, COFFRET, CHECKING_BAR, AdwBin)

/* Once. */
void coffret_checking_bar_set_session (CoffretCheckingBar *self, CoffretSession *session);

G_END_DECLS
