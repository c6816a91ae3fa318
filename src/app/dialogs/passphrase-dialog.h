/* passphrase-dialog.h: another passphrase for the open vault, or the first one.
 *
 * Emits "saved" once the new one opens the vault, and closes. What is typed is only ever
 * in the fields and in a CoffretSecret.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PASSPHRASE_DIALOG (coffret_passphrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretPassphraseDialog, coffret_passphrase_dialog, COFFRET, PASSPHRASE_DIALOG, AdwDialog)

CoffretPassphraseDialog *coffret_passphrase_dialog_new (CoffretDoor *door);

G_END_DECLS
