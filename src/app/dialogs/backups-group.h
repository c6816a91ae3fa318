/* backups-group.h: when the vault was last backed up, and how that is done by itself.
 *
 * Follows the door: it knows something only while the vault is open.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_BACKUPS_GROUP (coffret_backups_group_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretBackupsGroup, coffret_backups_group, COFFRET, BACKUPS_GROUP, AdwPreferencesGroup)

/* Once. A vault in memory has no backups: nothing is shown. */
void coffret_backups_group_set_door (CoffretBackupsGroup *self, CoffretDoor *door);

G_END_DECLS
