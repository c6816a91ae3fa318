/* site-sign.h: the sign that the folder of the open vault is not a good place for it.
 *
 * Shown once for each vault that is opened, as long as the program runs: once it was read, it is
 * gone.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

/* Looks when DOOR is open. BANNER hides itself when its vault is locked. */
void coffret_site_sign_update (AdwBanner *banner, CoffretDoor *door);

G_END_DECLS
