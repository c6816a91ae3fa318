/* presence.h: how one Coffret finds the window of another that has a vault open.
 *
 * While a vault is open its program has a name on the session bus, made of a digest of the
 * vault's folder; whoever is told that the vault is open elsewhere can ask for that window. A
 * program without a window, such as coffretctl, has no such name.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

/* WINDOW shows what is behind DOOR from now on. */
void coffret_presence_follow (GtkWindow *window, CoffretDoor *door);

/* Whether another window has the vault in FOLDER open. Resolves to a boolean. */
DexFuture *coffret_presence_find (GtkWidget *from, const char *folder);
/* Brings it to the front. Resolves to TRUE, or rejects. */
DexFuture *coffret_presence_show (GtkWidget *from, const char *folder);

G_END_DECLS
