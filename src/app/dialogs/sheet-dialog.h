/* sheet-dialog.h: a recovery sheet for the open vault: made, kept on paper, and confirmed.
 *
 * The new sheet opens the vault only once two of its groups were typed, or all of it pasted or
 * scanned: until then the one before it does, and leaving changes nothing. With RENEW, for when
 * somebody knows the words, the vault gets another key at the same time, by a new passphrase
 * and this sheet.
 *
 * Emits "saved" once the sheet opens the vault, and closes. The code is only ever in a
 * CoffretSecret, in what is drawn and, where the person typed it, in the fields.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SHEET_DIALOG (coffret_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSheetDialog, coffret_sheet_dialog, COFFRET, SHEET_DIALOG, AdwDialog)

CoffretSheetDialog *coffret_sheet_dialog_new (CoffretDoor *door, gboolean renew);

G_END_DECLS
