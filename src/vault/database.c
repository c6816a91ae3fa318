#define SQLITE_HAS_CODEC 1
#include "vault/database.h"

#include "base/instant.h"
#include "vault/database-private.h"
#include "vault/wiping-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_LENGTH 32
/* The smallest file that can hold SQLCipher's first page. */
#define PAGE_SIZE 4096
#define REPORTED_FAULTS 5

struct _CoffretDatabase {
  sqlite3 *handle;
  GHashTable *statements; /* SQL -> CoffretStatement, those that nobody uses */
  gpointer dependant;     /* NULL: none */
  GDestroyNotify on_closing;
  GError *damage; /* NULL: none was seen */
};

struct _CoffretStatement {
  CoffretDatabase *database;
  sqlite3_stmt *handle;
  char *sql;
};

static void
compiled_free (gpointer data)
{
  CoffretStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement->sql);
  g_free (statement);
}

void
coffret_database_note_damage (CoffretDatabase *database, const GError *error)
{
  if (database->damage == NULL &&
      g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED))
    database->damage = g_error_copy (error);
}

const GError *
coffret_database_get_damage (CoffretDatabase *database)
{
  return database->damage;
}

/* What SQLCipher says once it has seen a damaged page is of all kinds: memory, writing, disk. */
static void
fail (CoffretDatabase *database, int code, GError **error)
{
  g_autoptr (GError) reason = NULL;

  coffret_database_set_error (database->handle, code, &reason);
  coffret_database_note_damage (database, reason);
  if (database->damage != NULL && reason->code != COFFRET_VAULT_ERROR_DAMAGED)
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
                 _ ("The vault file is damaged, so nothing is written to it any more. Lock the "
                    "vault: you are then offered your newest backup."),
                 reason->message);
  else
    g_propagate_error (error, g_steal_pointer (&reason));
}

/* The rows' first columns, one a line, at most LIMIT; NULL on failure. */
static char *
query (sqlite3 *handle, const char *sql, guint limit, GError **error)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  guint rows = 0;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    while ((code = sqlite3_step (statement)) == SQLITE_ROW) {
      const char *text = (const char *) sqlite3_column_text (statement, 0);
      if (rows++ < limit)
        g_string_append_printf (answer, "%s%s", rows > 1 ? "; " : "", text != NULL ? text : "");
    }
  sqlite3_finalize (statement);
  if (code != SQLITE_DONE) {
    coffret_database_set_error (handle, code, error);
    return NULL;
  }
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

static gboolean
run_all (sqlite3 *handle, const char *const *sql, GError **error)
{
  for (; *sql != NULL; sql++) {
    g_autofree char *answer = query (handle, *sql, 1, error);
    if (answer == NULL)
      return FALSE;
  }
  return TRUE;
}

/* SQLCipher takes a raw key as the text x'<64 hex digits>'. */
#define KEY_TEXT_LENGTH (2 * KEY_LENGTH + 3)

static CoffretSecret *
key_text (CoffretSecret *key)
{
  CoffretSecret *text = coffret_secret_new (KEY_TEXT_LENGTH + 1);
  char *hex = (char *) coffret_secret_bytes (text);

  g_assert (coffret_secret_length (key) == KEY_LENGTH);
  hex[0] = 'x';
  hex[1] = '\'';
  sodium_bin2hex (hex + 2, 2 * KEY_LENGTH + 1, coffret_secret_bytes (key), KEY_LENGTH);
  hex[2 * KEY_LENGTH + 2] = '\'';
  return text;
}

static gboolean
set_key (sqlite3 *handle, CoffretSecret *key, GError **error)
{
  g_autoptr (CoffretSecret) text = key_text (key);
  int code = sqlite3_key (handle, coffret_secret_bytes (text), KEY_TEXT_LENGTH);

  if (code == SQLITE_OK)
    return TRUE;
  coffret_database_set_error (handle, code, error);
  return FALSE;
}

static gboolean
peek_file (const char *path, CoffretDatabasePeek *peek, GError **error)
{
  sqlite3_vfs *vfs;
  g_autofree sqlite3_file *file = NULL;
  const char *name;
  int flags = 0, reserved = 0, code;
  sqlite3_int64 size = 0;

  coffret_wiping_memory_install ();
  sqlite3_initialize ();
  vfs = sqlite3_vfs_find (NULL);
  file = g_malloc0 (vfs->szOsFile);
  name = sqlite3_create_filename (path, "", "", 0, NULL);
  code = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &flags);
  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &size);
  if (code == SQLITE_OK && size >= COFFRET_DATABASE_HEADER_LENGTH)
    code = file->pMethods->xRead (file, peek->header, COFFRET_DATABASE_HEADER_LENGTH, 0);
  if (code == SQLITE_OK)
    code = file->pMethods->xCheckReservedLock (file, &reserved);
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free_filename ((char *) name);
  peek->size = size;
  peek->busy = reserved != 0;
  if (code == SQLITE_OK)
    return TRUE;
  coffret_database_set_error (NULL, code, error);
  return FALSE;
}

gboolean
coffret_database_peek (const char *path, CoffretDatabasePeek *peek, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  GStatBuf status;

  *peek = (CoffretDatabasePeek) { 0 };
  if (g_stat (absolute, &status) != 0) {
    peek->exists = errno != ENOENT && errno != ENOTDIR;
    if (!peek->exists)
      return TRUE;
    coffret_database_set_error (NULL, SQLITE_CANTOPEN, error);
    return FALSE;
  }
  peek->exists = TRUE;
  peek->regular = S_ISREG (status.st_mode);
  return !peek->regular || peek_file (absolute, peek, error);
}

gboolean
coffret_database_peek_check (const CoffretDatabasePeek *peek, GError **error)
{
  static const guint8 plaintext[COFFRET_DATABASE_HEADER_LENGTH] = "SQLite format 3";
  static const guint8 no_salt[COFFRET_DATABASE_HEADER_LENGTH] = { 0 };

  if (memcmp (peek->header, plaintext, sizeof plaintext) == 0)
    g_set_error_literal (
      error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_PLAINTEXT,
      _ ("The vault file is not encrypted, so Coffret does not touch it. Nothing "
         "was changed. Please ask for help."));
  else if (!peek->regular || peek->size < PAGE_SIZE ||
           memcmp (peek->header, no_salt, sizeof no_salt) == 0)
    g_set_error (
      error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
      _ ("The vault file is damaged. Nothing was changed in it. Please restore a backup."),
      !peek->regular           ? "not a file"
      : peek->size == 0        ? "empty"
      : peek->size < PAGE_SIZE ? "cut short"
                               : "no salt");
  else
    return TRUE;
  return FALSE;
}

/* SQLite would make the file readable as the umask says. */
static gboolean
make_file (const char *path, GError **error)
{
  int file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int reason = errno;

  if (file >= 0)
    return g_close (file, error);
  if (reason == EEXIST)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS,
                         _ ("A vault is already there. It was not changed."));
  else
    g_set_error (
      error, COFFRET_VAULT_ERROR,
      reason == ENOSPC || reason == EDQUOT                     ? COFFRET_VAULT_ERROR_FULL
      : reason == EROFS || reason == EACCES || reason == EPERM ? COFFRET_VAULT_ERROR_READ_ONLY
                                                               : COFFRET_VAULT_ERROR_IO,
      "%s (%s)", _ ("The vault file could not be made. Nothing was changed."), g_strerror (reason));
  return FALSE;
}

/* The first bytes on the disk, by SQLite's own descriptor. */
static gboolean
is_encrypted (sqlite3 *handle, GError **error)
{
  CoffretDatabasePeek peek = { .exists = TRUE, .regular = TRUE };
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  int code = sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (code == SQLITE_OK)
    code = file->pMethods->xRead (file, peek.header, sizeof peek.header, 0);
  if (code == SQLITE_OK)
    code = file->pMethods->xFileSize (file, &size);
  peek.size = size;
  if (code != SQLITE_OK) {
    coffret_database_set_error (handle, code, error);
    return FALSE;
  }
  return coffret_database_peek_check (&peek, error);
}

static gboolean
configure (sqlite3 *handle, const CoffretProvider *provider, CoffretSecret *key, GError **error)
{
  static const char *const before_key[] = { "PRAGMA cipher_log_level = NONE", NULL };
  static const char *const after_key[] = {
    /* Giving the key sets it back. */
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    NULL,
  };

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  /* ATTACH can write a plaintext copy. */
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  return coffret_provider_check_connection (provider, handle, error) &&
         run_all (handle, before_key, error) && (key == NULL || set_key (handle, key, error)) &&
         run_all (handle, after_key, error);
}

/* Reads the first page, which shows whether the key fits, and takes the lock that
 * keeps every other program out as long as this connection lives. */
static gboolean
take_hold (CoffretDatabase *database, CoffretDatabaseMode mode, GError **error)
{
  static const char *const look[] = { "SELECT count(*) FROM sqlite_schema", NULL };
  static const char *const lock[] = { "BEGIN EXCLUSIVE", "COMMIT", NULL };
  static const char *const first_page[] = { "PRAGMA user_version = 0", NULL };

  if (mode == COFFRET_DATABASE_CREATE)
    return run_all (database->handle, lock, error) &&
           run_all (database->handle, first_page, error) && is_encrypted (database->handle, error);
  return run_all (database->handle, look, error) &&
         (mode == COFFRET_DATABASE_READ_ONLY || coffret_database_is_read_only (database) ||
          run_all (database->handle, lock, error));
}

static CoffretDatabase *
database_new (void)
{
  CoffretDatabase *database = g_new0 (CoffretDatabase, 1);

  database->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, compiled_free);
  return database;
}

CoffretDatabase *
coffret_database_open_with (const CoffretProvider *provider,
                            const char *path,
                            CoffretSecret *key,
                            CoffretDatabaseMode mode,
                            GError **error)
{
  g_autofree char *absolute = path != NULL ? g_canonicalize_filename (path, NULL) : NULL;
  g_autoptr (CoffretDatabase) database = NULL;
  int flags = SQLITE_OPEN_NOMUTEX |
              (mode == COFFRET_DATABASE_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  gboolean made = FALSE, open;
  int code;

  g_assert (path == NULL || key != NULL);
  if (!coffret_provider_check_library (provider, error))
    return NULL;
  if (path != NULL && mode == COFFRET_DATABASE_CREATE) {
    if (!make_file (absolute, error))
      return NULL;
    made = TRUE;
  } else if (path != NULL) {
    CoffretDatabasePeek peek;
    if (!coffret_database_peek (absolute, &peek, error))
      return NULL;
    if (!peek.exists) {
      g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
                           _ ("The vault file is not there."));
      return NULL;
    }
    if (!coffret_database_peek_check (&peek, error))
      return NULL;
  }

  database = database_new ();
  code = sqlite3_open_v2 (path != NULL ? absolute : ":memory:", &database->handle, flags, NULL);
  if (code != SQLITE_OK)
    fail (database, code, error);
  open = code == SQLITE_OK &&
         configure (database->handle, provider, path != NULL ? key : NULL, error) &&
         (path == NULL || take_hold (database, mode, error));
  if (open)
    return g_steal_pointer (&database);
  g_clear_pointer (&database, coffret_database_close);
  if (made)
    g_unlink (absolute);
  return NULL;
}

CoffretDatabase *
coffret_database_open (const char *path,
                       CoffretSecret *key,
                       CoffretDatabaseMode mode,
                       GError **error)
{
  return coffret_database_open_with (&coffret_provider_sqlcipher, path, key, mode, error);
}

/* In place of the empty one that HANDLE is on; SQLite frees the copy with it. */
static int
load_image (sqlite3 *handle, GBytes *image)
{
  gsize length;
  gconstpointer data = g_bytes_get_data (image, &length);
  guint8 *copy = sqlite3_malloc64 (length);

  if (copy == NULL)
    return SQLITE_NOMEM;
  memcpy (copy, data, length);
  return sqlite3_deserialize (handle, "main", copy, (sqlite3_int64) length, (sqlite3_int64) length,
                              SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
}

CoffretDatabase *
coffret_database_open_image (GBytes *image, CoffretSecret *key, GError **error)
{
  CoffretDatabasePeek peek = { .exists = TRUE, .regular = TRUE };
  g_autoptr (CoffretDatabase) database = NULL;
  int code;

  peek.size = (gint64) g_bytes_get_size (image);
  if (peek.size >= COFFRET_DATABASE_HEADER_LENGTH)
    memcpy (peek.header, g_bytes_get_data (image, NULL), COFFRET_DATABASE_HEADER_LENGTH);
  if (!coffret_provider_check_library (&coffret_provider_sqlcipher, error) ||
      !coffret_database_peek_check (&peek, error))
    return NULL;
  database = database_new ();
  code = sqlite3_open_v2 (":memory:", &database->handle,
                          SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL);
  if (code == SQLITE_OK)
    code = load_image (database->handle, image);
  if (code != SQLITE_OK) {
    coffret_database_set_error (NULL, code, error);
    return NULL;
  }
  return configure (database->handle, &coffret_provider_sqlcipher, key, error) &&
             take_hold (database, COFFRET_DATABASE_WRITE, error)
           ? g_steal_pointer (&database)
           : NULL;
}

void
coffret_database_close (CoffretDatabase *database)
{
  if (database == NULL)
    return;
  if (database->dependant != NULL)
    database->on_closing (g_steal_pointer (&database->dependant));
  g_hash_table_unref (database->statements);
  g_clear_error (&database->damage);
  /* Only a statement that somebody still holds keeps a connection open. */
  if (sqlite3_close (database->handle) != SQLITE_OK)
    g_error ("a database was closed with a statement in use");
  g_free (database);
}

sqlite3 *
coffret_database_get_handle (CoffretDatabase *database)
{
  return database->handle;
}

void
coffret_database_set_dependant (CoffretDatabase *database,
                                gpointer dependant,
                                GDestroyNotify on_closing)
{
  g_assert (dependant == NULL || database->dependant == NULL);
  database->dependant = dependant;
  database->on_closing = on_closing;
}

gboolean
coffret_database_is_read_only (CoffretDatabase *database)
{
  return sqlite3_db_readonly (database->handle, "main") == 1;
}

gboolean
coffret_database_in_transaction (CoffretDatabase *database)
{
  return sqlite3_get_autocommit (database->handle) == 0;
}

gboolean
coffret_database_execute (CoffretDatabase *database, const char *sql, GError **error)
{
  int code = sqlite3_exec (database->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  fail (database, code, error);
  return FALSE;
}

gboolean
coffret_database_begin (CoffretDatabase *database, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database, "BEGIN", error, ""), error);
}

gboolean
coffret_database_commit (CoffretDatabase *database, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database, "COMMIT", error, ""), error);
}

void
coffret_database_rollback (CoffretDatabase *database)
{
  /* A failed write may have rolled back by itself; then there is nothing to do. */
  if (coffret_database_in_transaction (database))
    coffret_database_execute (database, "ROLLBACK", NULL);
}

gboolean
coffret_database_check (CoffretDatabase *database, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) damage = NULL;
  g_autofree char *pages =
    query (database->handle, "PRAGMA cipher_integrity_check", REPORTED_FAULTS, &reason);
  g_autofree char *rows =
    pages != NULL ? query (database->handle, "PRAGMA integrity_check", REPORTED_FAULTS, &reason)
                  : NULL;
  const char *faults = reason != NULL ? reason->message : *pages != '\0' ? pages : rows;

  if (reason == NULL && *pages == '\0' && g_str_equal (rows, "ok"))
    return TRUE;
  damage = g_error_new (
    COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
    _ ("The vault file is damaged. Nothing was changed in it. Please restore a backup."), faults);
  coffret_database_note_damage (database, damage);
  g_propagate_error (error, g_steal_pointer (&damage));
  return FALSE;
}

static int
read_first_page (sqlite3 *handle, guint8 page[PAGE_SIZE])
{
  sqlite3_file *file = NULL;
  int code = sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  return code == SQLITE_OK ? file->pMethods->xRead (file, page, PAGE_SIZE, 0) : code;
}

/* sqlite3_rekey() says SQLITE_OK even when the disk was full and all was rolled back. But
 * each page that is written gets a new random beginning: if it was done, page 1 is another. */
gboolean
coffret_database_rekey (CoffretDatabase *database, CoffretSecret *key, GError **error)
{
  static const char *const whole[] = { "SELECT count(*) FROM sqlite_schema", NULL };
  g_autoptr (CoffretSecret) text = key_text (key);
  g_autofree guint8 *before = g_malloc (PAGE_SIZE);
  g_autofree guint8 *after = g_malloc (PAGE_SIZE);
  int code = read_first_page (database->handle, before);

  if (code == SQLITE_OK)
    code = sqlite3_rekey (database->handle, coffret_secret_bytes (text), KEY_TEXT_LENGTH);
  if (code == SQLITE_OK)
    code = read_first_page (database->handle, after);
  if (code == SQLITE_OK && memcmp (before, after, PAGE_SIZE) == 0) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL,
                         _ ("The vault could not be written anew, so its key was not changed. "
                            "Please make sure that the disk has as much room again as the vault "
                            "takes."));
    return FALSE;
  }
  if (code == SQLITE_OK)
    return run_all (database->handle, whole, error);
  fail (database, code, error);
  return FALSE;
}

gboolean
coffret_database_copy (CoffretDatabase *from, CoffretDatabase *to, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int code;

  if (backup == NULL)
    code = sqlite3_errcode (to->handle);
  else {
    sqlite3_backup_step (backup, -1);
    code = sqlite3_backup_finish (backup);
  }
  if (code == SQLITE_OK)
    return TRUE;
  coffret_database_set_error (to->handle, code, error);
  return FALSE;
}

static int
bind (sqlite3_stmt *handle, int index, char type, va_list *args)
{
  switch (type) {
  case 's':
    return sqlite3_bind_text (handle, index, va_arg (*args, const char *), -1, SQLITE_STATIC);
  case 'i':
    return sqlite3_bind_int64 (handle, index, va_arg (*args, gint64));
  case 'n': {
    gint64 value = va_arg (*args, gint64);
    return value == COFFRET_INSTANT_NONE ? sqlite3_bind_null (handle, index)
                                         : sqlite3_bind_int64 (handle, index, value);
  }
  case 'd':
    return sqlite3_bind_double (handle, index, va_arg (*args, double));
  case 'b': {
    GBytes *bytes = va_arg (*args, GBytes *);
    gsize size;
    gconstpointer data;
    if (bytes == NULL)
      return sqlite3_bind_null (handle, index);
    data = g_bytes_get_data (bytes, &size);
    return size == 0 ? sqlite3_bind_zeroblob (handle, index, 0)
                     : sqlite3_bind_blob64 (handle, index, data, size, SQLITE_STATIC);
  }
  default:
    g_assert_not_reached ();
  }
}

CoffretStatement *
coffret_statement_new (
  CoffretDatabase *database, const char *sql, GError **error, const char *types, ...)
{
  g_autoptr (CoffretStatement) statement = NULL;
  va_list args;
  int code = SQLITE_OK;

  if (!g_hash_table_steal_extended (database->statements, sql, NULL, (gpointer *) &statement)) {
    sqlite3_stmt *handle = NULL;
    code = sqlite3_prepare_v3 (database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (code != SQLITE_OK) {
      fail (database, code, error);
      return NULL;
    }
    statement = g_new0 (CoffretStatement, 1);
    statement->database = database;
    statement->handle = handle;
    statement->sql = g_strdup (sql);
  }
  g_assert (sqlite3_bind_parameter_count (statement->handle) == (int) strlen (types));
  va_start (args, types);
  for (int i = 0; types[i] != '\0' && code == SQLITE_OK; i++)
    code = bind (statement->handle, i + 1, types[i], &args);
  va_end (args);
  if (code == SQLITE_OK)
    return g_steal_pointer (&statement);
  fail (database, code, error);
  return NULL;
}

gboolean
coffret_statement_step (CoffretStatement *statement, GError **error)
{
  int code = sqlite3_step (statement->handle);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    fail (statement->database, code, error);
  return code == SQLITE_ROW;
}

gboolean
coffret_statement_finish (CoffretStatement *statement, GError **error)
{
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = sqlite3_step (statement->handle)) == SQLITE_ROW)
    ;
  if (code != SQLITE_DONE)
    fail (statement->database, code, error);
  coffret_statement_free (statement);
  return code == SQLITE_DONE;
}

GPtrArray *
coffret_statement_list_texts (CoffretStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CoffretStatement) own = statement;
  g_autoptr (GError) reason = NULL;

  if (own == NULL)
    return NULL;
  while (coffret_statement_step (own, &reason))
    g_ptr_array_add (texts, g_strdup (coffret_statement_text (own, 0)));
  if (reason == NULL)
    return g_steal_pointer (&texts);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

void
coffret_statement_free (CoffretStatement *statement)
{
  GHashTable *kept;

  if (statement == NULL)
    return;
  kept = statement->database->statements;
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  if (g_hash_table_contains (kept, statement->sql))
    compiled_free (statement);
  else
    g_hash_table_insert (kept, statement->sql, statement);
}

const char *
coffret_statement_text (CoffretStatement *statement, int column)
{
  return (const char *) sqlite3_column_text (statement->handle, column);
}

gint64
coffret_statement_int (CoffretStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

gint64
coffret_statement_instant (CoffretStatement *statement, int column)
{
  if (sqlite3_column_type (statement->handle, column) == SQLITE_NULL)
    return COFFRET_INSTANT_NONE;
  return sqlite3_column_int64 (statement->handle, column);
}

double
coffret_statement_double (CoffretStatement *statement, int column)
{
  return sqlite3_column_double (statement->handle, column);
}

GBytes *
coffret_statement_bytes (CoffretStatement *statement, int column)
{
  const void *data = sqlite3_column_blob (statement->handle, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement->handle, column));
}

CoffretSecret *
coffret_statement_secret (CoffretStatement *statement, int column)
{
  const void *data = sqlite3_column_blob (statement->handle, column);

  return coffret_secret_new_copy (data, (gsize) sqlite3_column_bytes (statement->handle, column));
}

int
coffret_database_changes (CoffretDatabase *database)
{
  return sqlite3_changes (database->handle);
}
