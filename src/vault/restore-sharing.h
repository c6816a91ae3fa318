/* restore-sharing.h: sharing groups and the ledger of a backup, copied into a vault.
 *
 * After all credentials, by turns as restore-rows.h has it: a group comes whole or not at all, so
 * that nothing is in it that its owner had taken out. One that is here stays as it is. Into a new
 * vault groups bring their keys; into one that is there they get new ones, since whoever made the
 * backup may know the old. A line of the ledger that is here is never touched.
 * Inside the module only.
 */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

typedef struct _CoffretRestoreSharing CoffretRestoreSharing;

/* NEW: the vault is empty. */
CoffretRestoreSharing *coffret_restore_sharing_new (CoffretDatabase *source,
                                                    gboolean new,
                                                    CoffretRestoreReport *report,
                                                    GError **error);
void coffret_restore_sharing_free (CoffretRestoreSharing *self); /* NULL is none */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreSharing, coffret_restore_sharing_free)

/* The credential THERE is HERE. */
void coffret_restore_sharing_map (CoffretRestoreSharing *self, const char *there, const char *here);
/* DONE: there is nothing left. */
gboolean
coffret_restore_sharing_prepare (CoffretRestoreSharing *self, gboolean *done, GError **error);
/* PLACES: compartment there -> here. */
gboolean coffret_restore_sharing_apply (CoffretRestoreSharing *self,
                                        CoffretDatabase *target,
                                        GHashTable *places,
                                        GError **error);
/* What came of a file when it was cut short. Blocks. */
void coffret_restore_sharing_discard (CoffretRestoreSharing *self, CoffretVault *vault);

G_END_DECLS
