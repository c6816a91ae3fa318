#include "vault/settings.h"

char *
coffret_settings_get (CoffretDatabase *database, const char *key, GError **error)
{
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT value FROM settings WHERE key = ?", error, "s", key);

  if (statement == NULL || !coffret_statement_step (statement, error))
    return NULL;
  return g_strdup (coffret_statement_text (statement, 0));
}

gboolean
coffret_settings_set (CoffretDatabase *database, const char *key, const char *value, GError **error)
{
  if (value == NULL)
    return coffret_statement_finish (
      coffret_statement_new (database, "DELETE FROM settings WHERE key = ?", error, "s", key),
      error);
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT INTO settings (key, value) VALUES (?, ?) "
                           "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                           error, "ss", key, value),
    error);
}
