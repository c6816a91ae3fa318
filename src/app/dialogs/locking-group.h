/* locking-group.h: when the vault locks itself, and whether that works on this computer.
 *
 * A row for each source of the watch, in its order; the word under each follows its state.
 */
#pragma once

#include <adwaita.h>

#include "app/lock-watch/lock-watch.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LOCKING_GROUP (coffret_locking_group_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretLockingGroup, coffret_locking_group, COFFRET, LOCKING_GROUP, AdwPreferencesGroup)

/* Once. Without a WATCH, as for a vault in memory, nothing is shown. */
void coffret_locking_group_set_watch (CoffretLockingGroup *self,
                                      CoffretLockWatch *watch,
                                      GSettings *settings);

G_END_DECLS
