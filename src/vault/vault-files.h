/* vault-files.h: where a vault's files lie, and how a new one gets there.
 *
 * A new vault is made in a nursery, a hidden folder of its own, and moved into
 * place once it is whole. Nothing that is there is ever replaced. Inside the
 * module only.
 */
#pragma once

#include <glib.h>

#include "vault/error.h"

G_BEGIN_DECLS

char *coffret_vault_files_database (const char *folder);
/* Whether any file of a vault lies in FOLDER. */
gboolean coffret_vault_files_exist (const char *folder);
/* Whether a program was killed while it moved a whole new vault into FOLDER, file by file; and
 * the rest of that, with which the vault is in its place. */
gboolean coffret_vault_files_are_unsettled (const char *folder);
void coffret_vault_files_settle (const char *folder);
gboolean coffret_vault_files_are_writable (const char *folder);
/* Those of a vault, the keys first, and FOLDER itself when nothing else is in it. */
void coffret_vault_files_remove (const char *folder);
/* Makes sure that what was renamed in FOLDER stays so. 0, or the reason why it may not: then it
 * must not be said to be done. */
int coffret_vault_files_flush (const char *folder);

typedef struct _CoffretNursery CoffretNursery;

/* COFFRET_VAULT_ERROR_EXISTS when a vault is there. What others for FOLDER left goes first. */
CoffretNursery *coffret_nursery_new (const char *folder, GError **error);
const char *coffret_nursery_get_path (const CoffretNursery *nursery);
gboolean coffret_nursery_settle (CoffretNursery *nursery, GError **error);
/* Unless it was settled, removes what was made. */
void coffret_nursery_free (CoffretNursery *nursery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretNursery, coffret_nursery_free)
/* What was begun for FOLDER by a program that was killed: a nursery of ours that nobody has open,
 * with nothing in it but what a vault is made of. No vault that anybody was told of is ever in one.
 * Returns how many went. */
guint coffret_nursery_clear_left (const char *folder);

G_END_DECLS
