/* signs.h: the one line at the foot of the window, for what lasts.
 *
 * One at a time, the gravest: that nothing here is the owner's own; that the vault is damaged; that
 * it cannot be changed; that it would be lost with this computer; that it is not backed up.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

/* Puts on BANNER what is to be said now of what lies behind DOOR; to be called again when its
 * state or its ways in change, or damage is found. */
void coffret_signs_show (AdwBanner *banner, CoffretDoor *door);

/* Above FROM: what it means that the vault cannot be changed, and what to do. */
void coffret_signs_explain_read_only (GtkWidget *from, CoffretDoor *door);
/* The same of what damage means; offers to lock. */
void coffret_signs_explain_damage (GtkWidget *from);

G_END_DECLS
