#include "vault/witnesses.h"

CoffretWitnessRow *
coffret_witness_row_new (const char *kind,
                         const char *name,
                         const char *fetched_from,
                         CoffretInstant received,
                         GBytes *bytes)
{
  CoffretWitnessRow *row = g_new0 (CoffretWitnessRow, 1);

  row->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  row->kind = g_strdup (kind);
  row->name = g_strdup (name);
  row->fetched_from = g_strdup (fetched_from);
  row->received = received;
  row->bytes = g_bytes_ref (bytes);
  return row;
}

void
coffret_witness_row_free (CoffretWitnessRow *row)
{
  g_free (row->sha256);
  g_free (row->kind);
  g_free (row->name);
  g_free (row->fetched_from);
  g_clear_pointer (&row->bytes, g_bytes_unref);
  g_free (row);
}

GPtrArray *
coffret_witnesses_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_witness_row_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database,
                           "SELECT kind, name, fetched_from, received, bytes FROM witnesses "
                           "ORDER BY received, sha256",
                           error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    g_autoptr (GBytes) bytes = coffret_statement_bytes (statement, 4);

    g_ptr_array_add (rows,
                     coffret_witness_row_new (coffret_statement_text (statement, 0),
                                              coffret_statement_text (statement, 1),
                                              coffret_statement_text (statement, 2),
                                              coffret_statement_instant (statement, 3), bytes));
  }
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_witnesses_add (CoffretDatabase *database, const CoffretWitnessRow *row, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT OR IGNORE INTO witnesses "
                           "(sha256, kind, name, fetched_from, received, bytes) "
                           "VALUES (?, ?, ?, ?, ?, ?)",
                           error, "ssssib", row->sha256, row->kind, row->name, row->fetched_from,
                           row->received, row->bytes),
    error);
}
