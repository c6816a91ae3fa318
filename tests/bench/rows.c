/* rows FOLDER: what encryption costs.
 *
 * Imports FOLDER into a new vault, takes the rows that this made, and writes
 * just these rows with the same schema and pragmas into databases of both kinds
 * by turns: encrypted as a vault is, and plain. Once with one transaction per
 * original, as an import commits, and once all in one. Prints JSON.
 */
#define SQLITE_HAS_CODEC 1
#include "bench.h"

#include <glib/gstdio.h>
#include <sqlcipher/sqlite3.h>
#include <string.h>

#define ROUNDS 5

/* Tables and, of each, the column that says to which original a row belongs. */
static const char *const tables[][2] = {
  { "originals", "id" },
  { "chunks", "original_id" },
  { "credentials", "original_id" },
};
static const char *const pragmas =
  "PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA locking_mode = EXCLUSIVE;"
  "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
  "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;";
static const char *const key =
  "PRAGMA key = \"x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\"";

#define N_TABLES G_N_ELEMENTS (tables)

/* A value as SQLite holds it; NULL bytes and no number: NULL. */
typedef struct {
  GBytes *bytes; /* text or blob */
  gint64 number;
  char kind; /* of typeof(): 'n'ull, 'i'nteger, 't'ext, 'b'lob */
} Value;

typedef struct {
  guint table;
  GArray *values;
} Row;

typedef struct {
  GString *schema;
  guint columns[N_TABLES];
  GPtrArray *originals; /* GPtrArray of Row: what one original put there */
} Rows;

static void
value_clear (gpointer data)
{
  g_clear_pointer (&((Value *) data)->bytes, g_bytes_unref);
}

static void
row_free (gpointer data)
{
  Row *row = data;

  g_array_unref (row->values);
  g_free (row);
}

static Row *
read_row (CoffretStatement *statement, guint table, guint columns)
{
  Row *row = g_new0 (Row, 1);

  row->table = table;
  row->values = g_array_sized_new (FALSE, TRUE, sizeof (Value), columns);
  g_array_set_clear_func (row->values, value_clear);
  for (guint i = 0; i < columns; i++) {
    int place = 1 + 2 * (int) i;
    Value value = { .kind = coffret_statement_text (statement, place)[0] };

    if (value.kind == 'i')
      value.number = coffret_statement_int (statement, place + 1);
    else if (value.kind != 'n')
      value.bytes = coffret_statement_bytes (statement, place + 1);
    g_array_append_val (row->values, value);
  }
  return row;
}

/* The columns of a table as "typeof(a), a, typeof(b), b". */
static char *
list_columns (CoffretDatabase *database, const char *table, guint *count, GError **error)
{
  g_autofree char *sql =
    g_strdup_printf ("SELECT name FROM pragma_table_info('%s') ORDER BY cid", table);
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, sql, error, "");
  GString *list = g_string_new (NULL);

  *count = 0;
  while (statement != NULL && coffret_statement_step (statement, error)) {
    const char *name = coffret_statement_text (statement, 0);
    g_string_append_printf (list, ", typeof(%s), %s", name, name);
    (*count)++;
  }
  return g_string_free (list, FALSE);
}

static gboolean
take_table (CoffretDatabase *database, Rows *rows, guint table, GHashTable *known, GError **error)
{
  g_autofree char *columns =
    list_columns (database, tables[table][0], &rows->columns[table], error);
  g_autofree char *sql = g_strdup_printf ("SELECT %s%s FROM %s ORDER BY rowid", tables[table][1],
                                          columns, tables[table][0]);
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, sql, error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, error)) {
    const char *original = coffret_statement_text (statement, 0);
    GPtrArray *mine = g_hash_table_lookup (known, original);

    if (mine == NULL) {
      mine = g_ptr_array_new_with_free_func (row_free);
      g_hash_table_insert (known, g_strdup (original), mine);
      g_ptr_array_add (rows->originals, mine);
    }
    g_ptr_array_add (mine, read_row (statement, table, rows->columns[table]));
  }
  return *error == NULL;
}

static gboolean
take_rows (CoffretDatabase *database, gpointer data, GError **error)
{
  Rows *rows = data;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (CoffretStatement) schema =
    coffret_statement_new (database,
                           "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
                           "AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
                           error, "");

  while (schema != NULL && coffret_statement_step (schema, error))
    g_string_append_printf (rows->schema, "%s;\n", coffret_statement_text (schema, 0));
  for (guint i = 0; i < N_TABLES; i++)
    if (!take_table (database, rows, i, known, error))
      return FALSE;
  return TRUE;
}

static void
execute (sqlite3 *database, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (database, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %.200s", message, sql);
}

static sqlite3_stmt *
prepare (sqlite3 *database, const Rows *rows, guint table)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *statement = NULL;

  g_string_printf (sql, "INSERT INTO %s VALUES (", tables[table][0]);
  for (guint i = 0; i < rows->columns[table]; i++)
    g_string_append (sql, i == 0 ? "?" : ", ?");
  g_string_append_c (sql, ')');
  if (sqlite3_prepare_v2 (database, sql->str, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sqlite3_errmsg (database), sql->str);
  return statement;
}

static void
insert (sqlite3 *database, sqlite3_stmt *statement, const Row *row)
{
  for (guint i = 0; i < row->values->len; i++) {
    const Value *value = &g_array_index (row->values, Value, i);
    gsize length = 0;
    const void *data = value->bytes != NULL ? g_bytes_get_data (value->bytes, &length) : "";

    if (value->kind == 'i')
      sqlite3_bind_int64 (statement, (int) i + 1, value->number);
    else if (value->kind == 't')
      sqlite3_bind_text64 (statement, (int) i + 1, data != NULL ? data : "", length, SQLITE_STATIC,
                           SQLITE_UTF8);
    else if (value->kind == 'b')
      sqlite3_bind_blob64 (statement, (int) i + 1, data != NULL ? data : "", length, SQLITE_STATIC);
    else
      sqlite3_bind_null (statement, (int) i + 1);
  }
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (database));
  sqlite3_reset (statement);
}

static void
check_kind (const char *path, gboolean encrypted)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &content, &length, NULL) || length < 16 ||
      encrypted == (memcmp (content, "SQLite format 3", 16) == 0))
    g_error ("the database is not of the kind that it should be");
}

/* EACH: one transaction per original. */
static double
write_rows (const Rows *rows, const char *path, gboolean encrypted, gboolean each)
{
  sqlite3 *database = NULL;
  sqlite3_stmt *statements[N_TABLES];
  double start, took;

  g_unlink (path);
  if (sqlite3_open (path, &database) != SQLITE_OK)
    g_error ("%s cannot be made", path);
  if (encrypted)
    execute (database, key);
  execute (database, pragmas);
  execute (database, rows->schema->str);
  for (guint i = 0; i < N_TABLES; i++)
    statements[i] = prepare (database, rows, i);
  start = bench_milliseconds ();
  if (!each)
    execute (database, "BEGIN");
  for (guint i = 0; i < rows->originals->len; i++) {
    const GPtrArray *mine = g_ptr_array_index (rows->originals, i);

    if (each)
      execute (database, "BEGIN");
    for (guint j = 0; j < mine->len; j++) {
      const Row *row = g_ptr_array_index (mine, j);
      insert (database, statements[row->table], row);
    }
    if (each)
      execute (database, "COMMIT");
  }
  if (!each)
    execute (database, "COMMIT");
  took = bench_milliseconds () - start;
  for (guint i = 0; i < N_TABLES; i++)
    sqlite3_finalize (statements[i]);
  sqlite3_close (database);
  check_kind (path, encrypted);
  g_unlink (path);
  return took;
}

static void
compare (const Rows *rows, const char *folder, const char *name, gboolean each)
{
  g_autoptr (GArray) encrypted = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *path = g_build_filename (folder, "rows.db", NULL);

  for (guint round = 0; round < ROUNDS; round++) {
    double one = write_rows (rows, path, round % 2 == 0, each);
    double other = write_rows (rows, path, round % 2 != 0, each);

    g_array_append_val (encrypted, *(round % 2 == 0 ? &one : &other));
    g_array_append_val (plain, *(round % 2 == 0 ? &other : &one));
  }
  g_print (", \"%s_encrypted_ms\": %.0f, \"%s_plain_ms\": %.0f", name, bench_median (encrypted),
           name, bench_median (plain));
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *vault = NULL;
  Rows rows = { .schema = g_string_new (NULL),
                .originals = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref) };
  double import;

  if (argc != 2 || (folder = g_dir_make_tmp ("coffret-rows-XXXXXX", &error)) == NULL) {
    g_printerr ("rows FOLDER\n");
    return 2;
  }
  vault = g_build_filename (folder, "vault", NULL);
  session = bench_session (vault, COFFRET_SLOT_PASSPHRASE);
  import = bench_import (session, argv[1]);
  if (!coffret_vault_run_sync (coffret_session_get_vault (session), COFFRET_PRIORITY_NORMAL,
                               take_rows, &rows, &error))
    g_error ("%s", error->message);
  coffret_session_end (session);
  g_print ("{\"originals\": %u, \"import_ms\": %.0f", rows.originals->len, import);
  compare (&rows, folder, "each", TRUE);
  compare (&rows, folder, "all", FALSE);
  g_print ("}\n");
  g_string_free (rows.schema, TRUE);
  g_ptr_array_unref (rows.originals);
  return 0;
}
