/* database.h: the one SQLCipher connection, opened with every guard.
 *
 * Only the repositories of this folder, run by the vault's worker, use it. It
 * guarantees: the library in the process is SQLCipher (three independent signs,
 * checked before any write); the file is encrypted (its first bytes are looked
 * at after creating); rollback journal, synchronous=EXTRA, exclusive locking,
 * foreign keys, no trusted schema, nothing mapped, no log. A key never appears
 * in an error or a log.
 *
 * Not thread-safe: it belongs to the thread that uses it. No SQL outside
 * src/vault/.
 */
#pragma once

#include "base/secret.h"
#include "vault/error.h"

G_BEGIN_DECLS

typedef struct _CoffretDatabase CoffretDatabase;
typedef struct _CoffretStatement CoffretStatement;

typedef enum {
  COFFRET_DATABASE_CREATE, /* refuses when a file is there */
  COFFRET_DATABASE_WRITE,
  COFFRET_DATABASE_READ_ONLY,
} CoffretDatabaseMode;

/* KEY is 32 bytes; NULL PATH is a database in memory. */
CoffretDatabase *coffret_database_open (const char *path,
                                        CoffretSecret *key,
                                        CoffretDatabaseMode mode,
                                        GError **error);
void coffret_database_close (CoffretDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretDatabase, coffret_database_close)

gboolean coffret_database_execute (CoffretDatabase *database, const char *sql, GError **error);
gboolean coffret_database_begin (CoffretDatabase *database, GError **error);
gboolean coffret_database_commit (CoffretDatabase *database, GError **error);
void coffret_database_rollback (CoffretDatabase *database);

/* Both checks (cipher_integrity_check and integrity_check), every row of their
 * answers; COFFRET_VAULT_ERROR_DAMAGED says the first few. */
gboolean coffret_database_check (CoffretDatabase *database, GError **error);

/* A statement is compiled once per connection and kept; TYPES are those of ARGS:
 * s text (nullable), i gint64, n gint64 where COFFRET_INSTANT_NONE is NULL,
 * d double, b GBytes (nullable). The texts and bytes must live until the
 * statement is finished. */
CoffretStatement *coffret_statement_new (
  CoffretDatabase *database, const char *sql, GError **error, const char *types, ...);
/* TRUE: a row is there. FALSE without error: no more rows. */
gboolean coffret_statement_step (CoffretStatement *statement, GError **error);
/* For statements without rows: steps to the end and frees. */
gboolean coffret_statement_finish (CoffretStatement *statement, GError **error);
/* The first column of every row, as texts; takes STATEMENT (NULL: it failed already). Owned. */
GPtrArray *coffret_statement_list_texts (CoffretStatement *statement, GError **error);
void coffret_statement_free (CoffretStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretStatement, coffret_statement_free)

/* Borrowed until the next step. */
const char *coffret_statement_text (CoffretStatement *statement, int column);
gint64 coffret_statement_int (CoffretStatement *statement, int column);
gint64 coffret_statement_instant (CoffretStatement *statement, int column);
double coffret_statement_double (CoffretStatement *statement, int column);
GBytes *coffret_statement_bytes (CoffretStatement *statement, int column);         /* owned */
CoffretSecret *coffret_statement_secret (CoffretStatement *statement, int column); /* owned */
int coffret_database_changes (CoffretDatabase *database);

G_END_DECLS
