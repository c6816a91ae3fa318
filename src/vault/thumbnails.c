#include "vault/records.h"

GBytes *
coffret_thumbnails_get (CoffretDatabase *database, const char *id, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT png FROM thumbnails WHERE credential = ?", error, "s", id);

  if (statement == NULL || !coffret_statement_step (statement, error))
    return NULL;
  return coffret_statement_bytes (statement, 0);
}

gboolean
coffret_thumbnails_put (CoffretDatabase *database, const char *id, GBytes *png, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT OR REPLACE INTO thumbnails (credential, png) VALUES (?, ?)",
                           error, "sb", id, png),
    error);
}
