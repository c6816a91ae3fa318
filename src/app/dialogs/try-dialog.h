/* try-dialog.h: asks for a passphrase or for the code of a recovery sheet, and tries it.
 *
 * Either to open the locked vault or to see whether that way opens the open one. Closes when it
 * does, and emits "opened" then; stays and says why when not. The code may be typed, pasted, or
 * read from a picture.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_TRY_DIALOG (coffret_try_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretTryDialog, coffret_try_dialog, COFFRET, TRY_DIALOG, AdwDialog)

/* SLOT: the passphrase's or the sheet's. */
CoffretTryDialog *coffret_try_dialog_new (CoffretDoor *door, CoffretSlotType slot);
/* Of the open vault: whether it is its owner who sits there, before something is done. */
CoffretTryDialog *coffret_try_dialog_new_to_go_on (CoffretDoor *door, CoffretSlotType slot);

G_END_DECLS
