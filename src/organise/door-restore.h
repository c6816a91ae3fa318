/* door-restore.h: a new vault from a backup, as somebody without a vault wants it.
 *
 * Inside the module only.
 */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

/* By the words that open the backup, a passphrase or the code of a recovery sheet (NULL: by the
 * keyring); the new vault opens by the same, and by the keyring where one answers.
 * DAMAGED: the one in FOLDER is, or what is left of it, and will be kept beside it under another
 * name (salvage.h); else nothing may be there. Blocks. */
CoffretVault *coffret_door_restore_vault (const char *path,
                                          const char *folder,
                                          gboolean damaged,
                                          CoffretSecret *words,
                                          CoffretRestoreFlags flags,
                                          CoffretRestoreReport **report,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
