/* vaults-dialog.h: the owner's vaults: open another, add, rename, move and remove one.
 *
 * Opening another locks the one of the window's door first; the action "app.open-vault" does it.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_VAULTS_DIALOG (coffret_vaults_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretVaultsDialog, coffret_vaults_dialog, COFFRET, VAULTS_DIALOG, AdwDialog)

/* DOOR leads to a vault in a folder. */
CoffretVaultsDialog *coffret_vaults_dialog_new (CoffretDoor *door);

G_END_DECLS
