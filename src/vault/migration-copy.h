/* migration-copy.h: the vault as it was before its tables change.
 *
 * Before a migration, vault.db is copied to vault.db.before-N beside it (N: the
 * schema that comes next), under the same key. The copy is written under another
 * name, flushed, opened again, checked whole and only then named so: a file of
 * that name is always a good copy. One per N is kept; it may be put back in the
 * place of vault.db by hand, for the Coffret that wrote it. Inside the module only.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

/* Of DATABASE, which is FOLDER's under KEY. On failure nothing is left, and the tables
 * must not be changed. */
gboolean coffret_migration_copy_make (CoffretDatabase *database,
                                      const char *folder,
                                      CoffretSecret *key,
                                      GError **error);

/* Once the vault has another key, nothing opens these any more but the words that somebody
 * else knows. */
void coffret_migration_copy_remove_all (const char *folder);

G_END_DECLS
