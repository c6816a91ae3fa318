/* vault-dialog.h: the name of a vault, and where it lies: for one more, another name, another
 * folder.
 *
 * Says before anything is done what is to be known of the folder (vault/site.h). Nothing is made in
 * the folder of a new vault: whoever opens it does that. Emits "done" and closes; get_folder()
 * says where the vault is then. While a vault moves, it cannot be closed.
 */
#pragma once

#include <adwaita.h>

#include "organise/vaults.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_VAULT_DIALOG (coffret_vault_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretVaultDialog, coffret_vault_dialog, COFFRET, VAULT_DIALOG, AdwDialog)

CoffretVaultDialog *coffret_vault_dialog_new_add (CoffretVaults *vaults);
CoffretVaultDialog *
coffret_vault_dialog_new_rename (CoffretVaults *vaults, CoffretKnownVault *known);
/* VAULT is open. */
CoffretVaultDialog *coffret_vault_dialog_new_move (CoffretVaults *vaults, CoffretVault *vault);

const char *coffret_vault_dialog_get_folder (CoffretVaultDialog *self);

G_END_DECLS
