/* database-private.h: what only this folder and its tests may do with a database. */
#pragma once

#include "vault/database.h"
#include "vault/provider.h"

G_BEGIN_DECLS

#define COFFRET_DATABASE_HEADER_LENGTH 16

/* What can be told from outside, without the key. */
typedef struct {
  gboolean exists;
  gboolean regular; /* a file, not a folder or a pipe */
  gboolean busy;    /* some program is writing or may write at any moment */
  gint64 size;
  guint8 header[COFFRET_DATABASE_HEADER_LENGTH];
} CoffretDatabasePeek;

/* Reads through SQLite's own file layer: closing a descriptor of an open database
 * by hand would drop its locks (POSIX). FALSE when the file is there and cannot
 * be read. */
gboolean coffret_database_peek (const char *path, CoffretDatabasePeek *peek, GError **error);
/* No error: big enough, with a salt and not in the clear. */
gboolean coffret_database_peek_check (const CoffretDatabasePeek *peek, GError **error);

CoffretDatabase *coffret_database_open_with (const CoffretProvider *provider,
                                             const char *path,
                                             CoffretSecret *key,
                                             CoffretDatabaseMode mode,
                                             GError **error);
/* One that lies in IMAGE, as its file would: a copy of it is in memory from here on, and nothing is
 * written anywhere. KEY is not NULL. */
CoffretDatabase *coffret_database_open_image (GBytes *image, CoffretSecret *key, GError **error);
gboolean coffret_database_is_read_only (CoffretDatabase *database);
/* Whether a transaction is under way: an error of the disk may have ended it. */
gboolean coffret_database_in_transaction (CoffretDatabase *database);
/* Everything in FROM over what is in TO, which has the same key, as one transaction. */
gboolean coffret_database_copy (CoffretDatabase *from, CoffretDatabase *to, GError **error);

sqlite3 *coffret_database_get_handle (CoffretDatabase *database);
/* What has to end before DATABASE may be closed: ON_CLOSING is called with it then. NULL: nothing
 * any more. */
void coffret_database_set_dependant (CoffretDatabase *database,
                                     gpointer dependant,
                                     GDestroyNotify on_closing);
/* Everything under KEY from here on, as one transaction of its own: killed at any moment, the
 * file is under the one key or under the other. Outside of any transaction. After a failure
 * DATABASE may only be closed: SQLCipher would write single pages under the wrong key. */
gboolean coffret_database_rekey (CoffretDatabase *database, CoffretSecret *key, GError **error);

/* What first told that DATABASE is damaged, whatever it was that was done with it; NULL: nothing
 * did. What is asked of it from then on fails as COFFRET_VAULT_ERROR_DAMAGED, if it fails. */
const GError *coffret_database_get_damage (CoffretDatabase *database);
/* For what was done with it past this module: remembers ERROR where it is of damage. */
void coffret_database_note_damage (CoffretDatabase *database, const GError *error);

/* Turns SQLite's last error on HANDLE (nullable) into ours. */
void coffret_database_set_error (sqlite3 *handle, int code, GError **error);

G_END_DECLS
