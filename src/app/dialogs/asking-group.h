/* asking-group.h: the preference whether to ask for the way into the vault once more before
 * something is shared. It is kept in the vault; not there while that is locked, or has nothing to
 * ask for. */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ASKING_GROUP (coffret_asking_group_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretAskingGroup, coffret_asking_group, COFFRET, ASKING_GROUP, AdwPreferencesGroup)

/* Once. */
void coffret_asking_group_set_door (CoffretAskingGroup *self, CoffretDoor *door);

G_END_DECLS
