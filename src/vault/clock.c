#include "vault/clock.h"

CoffretInstant
coffret_clock_newest (CoffretDatabase *database, GError **error)
{
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT newest_clock FROM vault_info", error, "");

  if (statement == NULL || !coffret_statement_step (statement, error))
    return COFFRET_INSTANT_NONE;
  return coffret_statement_int (statement, 0);
}

gboolean
coffret_clock_saw (CoffretDatabase *database, CoffretInstant instant, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "UPDATE vault_info SET newest_clock = ?1 WHERE newest_clock < ?1", error,
                           "i", instant),
    error);
}
