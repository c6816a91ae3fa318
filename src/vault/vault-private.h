/* vault-private.h: what only this folder and its tests may do with a vault. */
#pragma once

#include "vault/keyslots.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* With another cost of passphrases than the default. */
CoffretVault *coffret_vault_create_with_cost (const char *folder,
                                              CoffretSlotType slots,
                                              CoffretSecret *passphrase,
                                              const CoffretSlotCost *cost,
                                              GCancellable *cancellable,
                                              GError **error);
/* For the slots added from now on; an opened vault has the default. */
void coffret_vault_set_cost (CoffretVault *vault, const CoffretSlotCost *cost);

/* Of the database that MASTER opens. */
CoffretSecret *coffret_vault_database_key (CoffretSecret *master);
/* The master key, and the ways in as they are now (owned); FALSE with an error for a vault in
 * memory or closed. */
gboolean coffret_vault_get_keys (CoffretVault *vault,
                                 CoffretSecret **master,
                                 CoffretKeyslots **slots,
                                 GError **error);
/* Only one backup at a time is made of a vault; waits its turn. */
void coffret_vault_begin_backup (CoffretVault *vault);
void coffret_vault_end_backup (CoffretVault *vault);

G_END_DECLS
