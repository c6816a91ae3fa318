/* door-page.h: what stands in the window while the vault is not open.
 *
 * One page per state of the door: what is the matter, what can be done, and that
 * nothing is lost. Shows nothing of what is in the vault.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_DOOR_PAGE (coffret_door_page_get_type ())
G_DECLARE_FINAL_TYPE (CoffretDoorPage, coffret_door_page, COFFRET, DOOR_PAGE, AdwBin)

CoffretDoorPage *coffret_door_page_new (CoffretDoor *door);
/* Says that so many files wait for the vault to be opened; 0: none. */
void coffret_door_page_set_waiting (CoffretDoorPage *self, guint n_files);

G_END_DECLS
