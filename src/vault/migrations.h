/* migrations.h: the tables, and the way from each older set of them to this one.
 *
 * Forward only, each step one transaction. A vault of a newer Coffret is refused
 * before anything is written to it. Inside the module only.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

#define COFFRET_SCHEMA_VERSION 7

/* COFFRET_VAULT_ERROR_NEWER, or COFFRET_VAULT_ERROR_DAMAGED when it is another program's
 * database. VERSION is 0 for an empty one. */
gboolean coffret_migrations_look (CoffretDatabase *database, int *version, GError **error);
/* Looks, and brings the tables to COFFRET_SCHEMA_VERSION. For a database with something
 * in it, coffret_migration_copy_make() comes first. */
gboolean coffret_migrations_run (CoffretDatabase *database, GError **error);
/* Only as far as VERSION: for tests of what an older Coffret left. */
gboolean coffret_migrations_run_to (CoffretDatabase *database, int version, GError **error);

G_END_DECLS
