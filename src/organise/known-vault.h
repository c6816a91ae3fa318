/* known-vault.h: how the list of the vaults (vaults.h) makes its rows. Inside the module only. */
#pragma once

#include "organise/vaults.h"

G_BEGIN_DECLS

CoffretKnownVault *coffret_known_vault_new (const char *name, const char *folder, gboolean first);

G_END_DECLS
