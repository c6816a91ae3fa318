/* restore-file.h: one file of a backup, of any size, on its way into a vault.
 *
 * By turns, as restore-rows.h has it: coffret_restore_file_prepare() reads from the backup alone,
 * coffret_restore_file_apply() writes to the vault alone, until it has arrived or is lost. Damage
 * in the backup loses one file, not the others. Inside the module only.
 */
#pragma once

#include "vault/database.h"
#include "vault/vault.h"

G_BEGIN_DECLS

typedef struct _CoffretRestoreFile CoffretRestoreFile;

/* The original with the id ORIGINAL of SOURCE. NULL without error: it
 * is not there. */
CoffretRestoreFile *
coffret_restore_file_new (CoffretDatabase *source, const char *original, GError **error);
void coffret_restore_file_free (CoffretRestoreFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreFile, coffret_restore_file_free)

/* Whether it is said to be just these bytes. */
gboolean coffret_restore_file_is (const CoffretRestoreFile *file, const char *sha256, gint64 size);

void coffret_restore_file_prepare (CoffretRestoreFile *file);
/* Within the transaction in which it arrives: ORIGINAL is its id in TARGET then, owned; it is LOST
 * when it cannot be had; neither, and it goes on. NAME is that of the original, if it is new. */
gboolean coffret_restore_file_apply (CoffretRestoreFile *file,
                                     CoffretDatabase *target,
                                     const char *name,
                                     char **original,
                                     gboolean *lost,
                                     GError **error);
/* What came of it when it was cut short. Blocks. */
void coffret_restore_file_discard (CoffretRestoreFile *file, CoffretVault *vault);

G_END_DECLS
