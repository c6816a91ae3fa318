/* restore-dialog.h: from a backup to a new vault: what it holds, by what it opens, and the
 * proof that all of it is there.
 *
 * For a door without a vault. Nothing is written before the person asks for it; on failure there
 * is still no vault.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_RESTORE_DIALOG (coffret_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretRestoreDialog, coffret_restore_dialog, COFFRET, RESTORE_DIALOG, AdwDialog)

/* NULL with an error when PATH is no backup that can be used. */
CoffretRestoreDialog *
coffret_restore_dialog_new (CoffretDoor *door, const char *path, GError **error);

/* The dialog for a backup behind that door: this one or, where a vault is open, the one that adds
 * the backup to it (merge-dialog.h). NULL as above. */
AdwDialog *coffret_restore_dialog_for (CoffretDoor *door, const char *path, GError **error);

/* Lets the person choose a backup, and shows its dialog over FROM's window. */
void coffret_restore_dialog_choose (GtkWidget *from, CoffretDoor *door);

G_END_DECLS
