/* salvage-dialog.h: save what can be read of a damaged vault: by what it opens, how far it is, and
 * what was saved and what was not.
 *
 * For a door that found damage. Closed before its end, it leaves nothing; the damaged vault gives
 * up its place only when its owner says so.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SALVAGE_DIALOG (coffret_salvage_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretSalvageDialog, coffret_salvage_dialog, COFFRET, SALVAGE_DIALOG, AdwDialog)

CoffretSalvageDialog *coffret_salvage_dialog_new (CoffretDoor *door);

G_END_DECLS
