/* ways-group.h: the ways into the vault, and how to change them.
 *
 * Follows the door. Acts ask nothing of the vault unless it is open and may be written.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_WAYS_GROUP (coffret_ways_group_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretWaysGroup, coffret_ways_group, COFFRET, WAYS_GROUP, AdwPreferencesGroup)

/* Once. A vault in memory has no ways in: nothing is shown. */
void coffret_ways_group_set_door (CoffretWaysGroup *self, CoffretDoor *door);

G_END_DECLS
