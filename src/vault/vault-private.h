/* vault-private.h: what only this folder and its tests may do with a vault. */
#pragma once

#include "vault/slot.h"
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

G_END_DECLS
