/* ways-acts.h: says in time that the vault would be lost with this computer.
 *
 * As long as only the keyring opens it: a plain question before the second credential, once in each
 * session of the vault.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

/* Above FROM: with one credential or more in the vault, and nothing but the keyring to open it.
 * Asks once for each session. */
void coffret_ways_acts_ask (GtkWidget *from, CoffretDoor *door);
/* Above FROM: the dialog of the recovery sheet. */
void coffret_ways_acts_make_sheet (GtkWidget *from, CoffretDoor *door);

G_END_DECLS
