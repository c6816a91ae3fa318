/* whole.h: whether all of a database is as it was written.
 *
 * Both checks of database.h, and then every row of every table, each value of it; documents and
 * lists are compared with the SHA-256 that they came with. Originals are not: see
 * coffret_originals_get(). After a failure the connection may stay in error: what can still be
 * read is for another one, or for salvage.h.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

/* COFFRET_VAULT_ERROR_DAMAGED says what is wrong. Takes as long as reading the whole file twice. */
gboolean coffret_whole_check (CoffretDatabase *database, GError **error);

G_END_DECLS
