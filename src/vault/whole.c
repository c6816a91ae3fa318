#include "vault/whole.h"

#include "base/settle.h"
#include "vault/database-private.h"

#include <glib/gi18n-lib.h>

static gboolean
set_damaged (const char *what, GError **error)
{
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
               _ ("The vault file is damaged. Nothing was changed in it. Please restore a backup."),
               what);
  return FALSE;
}

static gboolean
read_table (CoffretDatabase *database, const char *table, GError **error)
{
  sqlite3 *handle = coffret_database_get_handle (database);
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\"", table);
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    while ((code = sqlite3_step (statement)) == SQLITE_ROW)
      /* Also what lies on other pages is fetched by this. */
      for (int i = 0; i < sqlite3_column_count (statement); i++)
        sqlite3_column_blob (statement, i);
  sqlite3_finalize (statement);
  if (code == SQLITE_DONE)
    return TRUE;
  coffret_database_set_error (handle, code, error);
  return FALSE;
}

static gboolean
read_tables (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  CoffretStatement *statement = coffret_statement_new (
    database, "SELECT name FROM sqlite_schema WHERE type = 'table'", error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (tables, g_strdup (coffret_statement_text (statement, 0)));
  coffret_statement_free (statement);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  for (guint i = 0; i < tables->len; i++)
    if (!read_table (database, g_ptr_array_index (tables, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_witnesses (CoffretDatabase *database, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT sha256, bytes FROM witnesses", error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason)) {
    g_autoptr (GBytes) bytes = coffret_statement_bytes (statement, 1);
    g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

    if (g_strcmp0 (found, coffret_statement_text (statement, 0)) != 0)
      return set_damaged ("witness", error);
  }
  return coffret_settle (&reason, error);
}

gboolean
coffret_whole_check (CoffretDatabase *database, GError **error)
{
  return coffret_database_check (database, error) && read_tables (database, error) &&
         check_witnesses (database, error);
}
