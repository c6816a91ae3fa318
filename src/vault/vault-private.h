/* vault-private.h: what only this folder and its tests may do with a vault. */
#pragma once

#include "vault/keyslots.h"
#include "vault/vault.h"
#include "vault/worker.h"

G_BEGIN_DECLS

struct _CoffretVault {
  gatomicrefcount refs;
  char *folder;   /* NULL: in memory; another one once it was moved: read atomically */
  GSList *former; /* folders that it had before */
  char *id;
  gboolean read_only;
  CoffretSlotCost cost;
  CoffretWorker *worker;
  GMutex backup;          /* held while one is made */
  GMutex mutex;           /* of what follows */
  CoffretSecret *master;  /* NULL: closed, or in memory */
  CoffretKeyslots *slots; /* NULL: in memory */
};

CoffretDatabase *
coffret_vault_open_database (const char *folder, CoffretSecret *master, GError **error);

/* Whether KIND, as it lies in FOLDER, gives MASTER back to a program of its own, which is then
 * noted in SLOTS (to be sealed and written); where no program can be started, to this one,
 * which proves less: nothing is noted. */
gboolean coffret_vault_read_back (const char *folder,
                                  CoffretKeyslots *slots,
                                  const CoffretSlot *kind,
                                  const CoffretSlotContext *context,
                                  CoffretSecret *master,
                                  GError **error);
/* The mutex is held: whether there are slots that may be written. */
gboolean coffret_vault_can_change_slots (CoffretVault *vault, GError **error);

/* With another cost of passphrases than the default. */
CoffretVault *coffret_vault_create_with_cost (const char *folder,
                                              CoffretSlotType slots,
                                              CoffretSecret *passphrase,
                                              const CoffretSlotCost *cost,
                                              GCancellable *cancellable,
                                              GError **error);
/* The same, and before it is in its place its database is given FILL (nullable), as one
 * transaction: the vault is there with all of it or not at all. */
CoffretVault *coffret_vault_create_filled (const char *folder,
                                           CoffretSlotType slots,
                                           CoffretSecret *passphrase,
                                           const CoffretSlotCost *cost,
                                           CoffretVaultFunc fill,
                                           gpointer data,
                                           GCancellable *cancellable,
                                           GError **error);
/* The same under the key MASTER that there is already, with SLOTS, which are sealed anew. */
CoffretVault *coffret_vault_create_under (const char *folder,
                                          CoffretKeyslots *slots,
                                          CoffretSecret *master,
                                          CoffretVaultFunc fill,
                                          gpointer data,
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
