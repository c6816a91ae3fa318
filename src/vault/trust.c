#include "vault/trust.h"

CoffretTrustRow *
coffret_trust_row_new (const char *issuer, const char *name, gboolean trusted, CoffretInstant since)
{
  CoffretTrustRow *row = g_new0 (CoffretTrustRow, 1);

  row->issuer = g_strdup (issuer);
  row->name = g_strdup (name);
  row->trusted = trusted;
  row->since = since;
  return row;
}

CoffretTrustRow *
coffret_trust_row_copy (const CoffretTrustRow *row)
{
  return coffret_trust_row_new (row->issuer, row->name, row->trusted, row->since);
}

void
coffret_trust_row_free (CoffretTrustRow *row)
{
  g_free (row->issuer);
  g_free (row->name);
  g_free (row);
}

GPtrArray *
coffret_trust_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_trust_row_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT issuer, name, trusted, since FROM trust ORDER BY issuer", error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (rows, coffret_trust_row_new (coffret_statement_text (statement, 0),
                                                  coffret_statement_text (statement, 1),
                                                  coffret_statement_int (statement, 2) != 0,
                                                  coffret_statement_instant (statement, 3)));
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_trust_save (CoffretDatabase *database, const CoffretTrustRow *row, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT OR REPLACE INTO trust (issuer, name, trusted, since) "
                           "VALUES (?, ?, ?, ?)",
                           error, "ssii", row->issuer, row->name, (gint64) row->trusted,
                           row->since),
    error);
}

gboolean
coffret_trust_remove (CoffretDatabase *database, const char *issuer, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "DELETE FROM trust WHERE issuer = ?", error, "s", issuer),
    error);
}
