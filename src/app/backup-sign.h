/* backup-sign.h: the words at the foot of the window when a lost computer would take more with it
 * than its owner may think. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* From here on BANNER says what is to be said of the backups of SESSION, until the session ends;
 * its button opens the preferences. NULL: nothing is. */
void coffret_backup_sign_follow (AdwBanner *banner, CoffretSession *session);

G_END_DECLS
