/* door-state.h: which page of the door each trouble of files or keyring leads to.
 *
 * Inside the module only. Pure: no trouble that the vault can tell of is without a state.
 */
#pragma once

#include "organise/door.h"

G_BEGIN_DECLS

CoffretDoorState coffret_door_state_for_vault (CoffretVaultState state);
/* Looking tells what is wrong without an error of its own; this is for "Details". Owned; NULL where
 * nothing is wrong. */
GError *coffret_door_error_for_vault (CoffretVaultState state);
/* SLOT: the way in that was tried. */
CoffretDoorState coffret_door_state_for_error (const GError *error, CoffretSlotType slot);

G_END_DECLS
