/* The connection: encrypted, guarded, with its pragmas in force. */
#include "vault/database-private.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define PLANTED "Geheimnis einer Planktonforscherin"

typedef struct {
  char *folder;
  char *path;
  CoffretSecret *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("coffret-database-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "vault.db", NULL);
  fixture->key = coffret_secret_new_random (32);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);

  g_unlink (fixture->path);
  g_unlink (journal);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  coffret_secret_unref (fixture->key);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static CoffretDatabase *
open_database (Fixture *fixture, CoffretDatabaseMode mode)
{
  g_autoptr (GError) error = NULL;
  CoffretDatabase *database = coffret_database_open (fixture->path, fixture->key, mode, &error);

  g_assert_no_error (error);
  g_assert_nonnull (database);
  return database;
}

static void
assert_refused (Fixture *fixture, CoffretDatabaseMode mode, CoffretVaultError code)
{
  g_autoptr (GError) error = NULL;
  CoffretDatabase *database = coffret_database_open (fixture->path, fixture->key, mode, &error);

  g_assert_null (database);
  g_assert_error (error, COFFRET_VAULT_ERROR, (int) code);
}

static void
execute (CoffretDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  coffret_database_execute (database, sql, &error);
  g_assert_no_error (error);
}

static char *
read_file (const char *path, gsize *length)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

static void
test_encrypted (Fixture *fixture, gconstpointer data)
{
  CoffretDatabase *database = open_database (fixture, COFFRET_DATABASE_CREATE);
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *content = NULL;
  g_autofree char *before = NULL;
  GStatBuf status;
  gsize length = 0;

  execute (database, "CREATE TABLE t (x TEXT); INSERT INTO t VALUES ('" PLANTED "')");
  execute (database, "BEGIN; UPDATE t SET x = x || 'more'; DELETE FROM t");
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  before = read_file (journal, &length);
  g_assert_cmpuint (length, >, 512);
  g_assert_null (memmem (before, length, PLANTED, strlen (PLANTED)));
  execute (database, "ROLLBACK");
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  coffret_database_close (database);

  content = read_file (fixture->path, &length);
  g_assert_cmpuint (length, >=, 4096);
  g_assert_null (memmem (content, length, PLANTED, strlen (PLANTED)));
  g_assert_null (memmem (content, length, "CREATE", strlen ("CREATE")));
  g_assert_cmpint (memcmp (content, "SQLite format 3", 15), !=, 0);

  database = open_database (fixture, COFFRET_DATABASE_WRITE);
  {
    g_autoptr (CoffretStatement) statement =
      coffret_statement_new (database, "SELECT x FROM t", NULL, "");
    g_assert_true (coffret_statement_step (statement, NULL));
    g_assert_cmpstr (coffret_statement_text (statement, 0), ==, PLANTED);
  }
  coffret_database_close (database);
}

static void
assert_pragma (CoffretDatabase *database, const char *name, const char *value)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", name, NULL);
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, sql, NULL, "");

  g_assert_nonnull (statement);
  g_assert_true (coffret_statement_step (statement, NULL));
  g_test_message ("%s = %s", name, coffret_statement_text (statement, 0));
  g_assert_cmpstr (coffret_statement_text (statement, 0), ==, value);
}

static void
test_pragmas (Fixture *fixture, gconstpointer data)
{
  CoffretDatabase *database = open_database (fixture, COFFRET_DATABASE_CREATE);

  assert_pragma (database, "journal_mode", "delete");
  assert_pragma (database, "synchronous", "3");
  assert_pragma (database, "locking_mode", "exclusive");
  assert_pragma (database, "foreign_keys", "1");
  assert_pragma (database, "trusted_schema", "0");
  assert_pragma (database, "cell_size_check", "1");
  assert_pragma (database, "mmap_size", "0");
  assert_pragma (database, "temp_store", "2");
  assert_pragma (database, "secure_delete", "1");
  assert_pragma (database, "cipher_page_size", "4096");
  g_assert_false (coffret_database_execute (database, "ATTACH 'x.db' AS x KEY ''", NULL));
  coffret_database_close (database);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const char plain[8192] = "SQLite format 3";
  static const char zeros[8192] = { 0 };
  g_autofree char *found = NULL;
  CoffretDatabase *database;
  gsize length;

  assert_refused (fixture, COFFRET_DATABASE_WRITE, COFFRET_VAULT_ERROR_MISSING);
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  assert_refused (fixture, COFFRET_DATABASE_CREATE, COFFRET_VAULT_ERROR_EXISTS);
  assert_refused (fixture, COFFRET_DATABASE_WRITE, COFFRET_VAULT_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->path, zeros, sizeof zeros, NULL));
  assert_refused (fixture, COFFRET_DATABASE_WRITE, COFFRET_VAULT_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (fixture->path, plain, sizeof plain, NULL));
  assert_refused (fixture, COFFRET_DATABASE_WRITE, COFFRET_VAULT_ERROR_PLAINTEXT);
  assert_refused (fixture, COFFRET_DATABASE_READ_ONLY, COFFRET_VAULT_ERROR_PLAINTEXT);
  found = read_file (fixture->path, &length);
  g_assert_cmpmem (found, length, plain, sizeof plain);
  g_unlink (fixture->path);

  coffret_database_close (open_database (fixture, COFFRET_DATABASE_CREATE));
  coffret_secret_bytes (fixture->key)[0] ^= 1;
  assert_refused (fixture, COFFRET_DATABASE_WRITE, COFFRET_VAULT_ERROR_DAMAGED);
  coffret_secret_bytes (fixture->key)[0] ^= 1;
  database = open_database (fixture, COFFRET_DATABASE_WRITE);
  assert_refused (fixture, COFFRET_DATABASE_WRITE, COFFRET_VAULT_ERROR_BUSY);
  assert_refused (fixture, COFFRET_DATABASE_READ_ONLY, COFFRET_VAULT_ERROR_BUSY);
  coffret_database_close (database);
}

/* Looking at an open database must not drop its locks. */
static void
test_peek (Fixture *fixture, gconstpointer data)
{
  CoffretDatabase *database = open_database (fixture, COFFRET_DATABASE_CREATE);
  CoffretDatabasePeek peek;

  for (guint i = 0; i < 3; i++) {
    g_assert_true (coffret_database_peek (fixture->path, &peek, NULL));
    g_assert_true (peek.exists && peek.regular && peek.busy);
    g_assert_cmpint (peek.size, >=, 4096);
  }
  coffret_database_close (database);
  g_assert_true (coffret_database_peek (fixture->path, &peek, NULL));
  g_assert_false (peek.busy);
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_true (coffret_database_peek (fixture->path, &peek, NULL));
  g_assert_false (coffret_database_peek_check (&peek, NULL));
  g_rmdir (fixture->path);
}

static gboolean
no (void)
{
  return FALSE;
}

static char *
no_version (sqlite3 *handle)
{
  return NULL;
}

/* With one sign missing nothing is opened, and nothing is left on the disk. */
static void
test_guard (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++) {
    CoffretProvider faked = coffret_provider_sqlcipher;
    g_autoptr (GError) error = NULL;
    if (i == 0)
      faked.has_codec = no;
    else if (i == 1)
      faked.is_ours = no;
    else
      faked.cipher_version = no_version;
    g_assert_null (coffret_database_open_with (&faked, fixture->path, fixture->key,
                                               COFFRET_DATABASE_CREATE, &error));
    g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_PROVIDER);
    g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  }
}

/* SQLCipher is inside this very program and shows nothing to others. */
static void
test_linked (void)
{
  Dl_info info;
  g_autofree char *maps = NULL;

  g_assert_cmpint (dladdr ((void *) sqlite3_open_v2, &info), !=, 0);
  g_assert_null (dlsym (RTLD_DEFAULT, "sqlite3_open_v2"));
  g_assert_null (dlsym (RTLD_DEFAULT, "sqlite3_key"));
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  g_assert_null (strstr (maps, "libsqlite3"));
  g_assert_null (strstr (maps, "libsqlcipher"));
}

/* Every flipped byte is noticed, either at opening or by the check. */
static void
test_flips (Fixture *fixture, gconstpointer data)
{
  CoffretDatabase *database = open_database (fixture, COFFRET_DATABASE_CREATE);
  g_autofree char *good = NULL;
  gsize length = 0;
  guint seen = 0;

  execute (database,
           "CREATE TABLE t (x BLOB); WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 "
           "FROM n WHERE i < 40) INSERT INTO t SELECT randomblob (1500) FROM n");
  g_assert_true (coffret_database_check (database, NULL));
  coffret_database_close (database);
  good = read_file (fixture->path, &length);
  for (gsize offset = 0; offset < length; offset += 331) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDatabase) flipped = NULL;
    good[offset] ^= 0x40;
    g_assert_true (g_file_set_contents (fixture->path, good, (gssize) length, NULL));
    good[offset] ^= 0x40;
    flipped =
      coffret_database_open (fixture->path, fixture->key, COFFRET_DATABASE_READ_ONLY, &error);
    if (flipped != NULL)
      g_assert_false (coffret_database_check (flipped, &error));
    g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
    seen++;
  }
  g_test_message ("%u flips in %" G_GSIZE_FORMAT " bytes", seen, length);
  for (gsize cut = 0; cut < length; cut += 3001) {
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretDatabase) shorter = NULL;
    g_assert_true (g_file_set_contents (fixture->path, good, (gssize) cut, NULL));
    shorter =
      coffret_database_open (fixture->path, fixture->key, COFFRET_DATABASE_READ_ONLY, &error);
    if (shorter != NULL)
      g_assert_false (coffret_database_check (shorter, &error));
    g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  }
}

static void
test_statements (Fixture *fixture, gconstpointer data)
{
  CoffretDatabase *database = open_database (fixture, COFFRET_DATABASE_CREATE);
  g_autoptr (GBytes) blob = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  execute (database, "CREATE TABLE t (s, i, n, d, b)");
  for (guint i = 0; i < 2; i++)
    g_assert_true (coffret_statement_finish (
      coffret_statement_new (database, "INSERT INTO t VALUES (?, ?, ?, ?, ?)", NULL, "sindb",
                             i == 0 ? "é" : NULL, (gint64) -7, i == 0 ? G_MININT64 : 5, 1.5,
                             i == 0 ? blob : empty),
      NULL));
  g_assert_cmpint (coffret_database_changes (database), ==, 1);
  {
    g_autoptr (CoffretStatement) rows =
      coffret_statement_new (database, "SELECT * FROM t", NULL, "");
    g_autoptr (CoffretStatement) again =
      coffret_statement_new (database, "SELECT * FROM t", NULL, "");
    g_autoptr (GBytes) bytes = NULL;
    g_assert_true (coffret_statement_step (rows, NULL) && coffret_statement_step (again, NULL));
    g_assert_cmpstr (coffret_statement_text (rows, 0), ==, "é");
    g_assert_cmpint (coffret_statement_int (rows, 1), ==, -7);
    g_assert_cmpint (coffret_statement_instant (rows, 2), ==, G_MININT64);
    g_assert_cmpfloat (coffret_statement_double (rows, 3), ==, 1.5);
    bytes = coffret_statement_bytes (rows, 4);
    g_assert_true (g_bytes_equal (bytes, blob));
    g_assert_true (coffret_statement_step (rows, NULL));
    g_assert_null (coffret_statement_text (rows, 0));
    g_assert_cmpint (coffret_statement_instant (rows, 2), ==, 5);
    g_assert_false (coffret_statement_step (rows, &error));
    g_assert_no_error (error);
  }
  /* A column that was there when this was written is gone. */
  g_assert_null (coffret_statement_new (database, "SELECT nonsense", &error, ""));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  coffret_database_close (database);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/vault/database/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (encrypted);
  ADD (pragmas);
  ADD (refusals);
  ADD (peek);
  ADD (guard);
  ADD (flips);
  ADD (statements);
  g_test_add_func ("/vault/database/linked", test_linked);
  return g_test_run ();
}
