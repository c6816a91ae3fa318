#include "vault/reread.h"

#include "base/settle.h"
#include "credential/code.h"
#include "vault/database-private.h"
#include "vault/records.h"

static gboolean
was_done (CoffretDatabase *database, gboolean *done, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT value FROM settings WHERE key = 'reading'", error, "");

  if (statement == NULL)
    return FALSE;
  *done = coffret_statement_step (statement, &reason) &&
          g_ascii_strtoll (coffret_statement_text (statement, 0), NULL, 10) >= COFFRET_READING;
  return coffret_settle (&reason, error);
}

/* Ids and file names by turns. */
static GPtrArray *
list_originals (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) originals = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT id, name FROM originals", error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    g_ptr_array_add (originals, g_strdup (coffret_statement_text (statement, 0)));
    g_ptr_array_add (originals, g_strdup (coffret_statement_text (statement, 1)));
  }
  if (reason == NULL)
    return g_steal_pointer (&originals);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gboolean
renew (CoffretDatabase *database,
       const CoffretItem *item,
       const char *id,
       const char *name,
       GError **error)
{
  g_autoptr (CoffretRecord) record = NULL;

  if (item->credential == NULL)
    return TRUE;
  record = coffret_record_new (item, id, name);
  return coffret_records_renew (database, record, error);
}

/* A picture is not decoded here: what its codes said is where its credentials lie. */
static gboolean
read_codes_again (
  CoffretDatabase *database, const char *id, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT place FROM credentials WHERE original_id = ?", error, "s", id);

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (places, g_strdup (coffret_statement_text (statement, 0)));
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  for (guint i = 0; i < places->len; i++) {
    const char *place = g_ptr_array_index (places, i);
    g_autofree char *code = place != NULL ? coffret_code_from_place (place) : NULL;
    g_autoptr (CoffretItem) item =
      code != NULL ? coffret_reader_read_place (bytes, place, NULL) : NULL;

    if (item != NULL && !renew (database, item, id, name, error))
      return FALSE;
  }
  return TRUE;
}

/* One original that is damaged must not keep the others from their owner. */
static gboolean
read_again (CoffretDatabase *database, const char *id, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = coffret_originals_get (database, id, NULL);
  g_autoptr (GPtrArray) items =
    bytes != NULL ? coffret_reader_read (bytes, name, &coffret_limits_default, NULL, NULL) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!renew (database, g_ptr_array_index (items, i), id, name, error))
      return FALSE;
  return bytes == NULL || read_codes_again (database, id, name, bytes, error);
}

static gboolean
command (CoffretDatabase *database, const char *sql, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database, sql, error, ""), error);
}

gboolean
coffret_reread (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) originals = NULL;
  gboolean done = FALSE;

  if (coffret_database_is_read_only (database))
    return TRUE;
  if (!was_done (database, &done, error))
    return FALSE;
  if (done)
    return TRUE;
  originals = list_originals (database, error);
  if (originals == NULL || !command (database, "SAVEPOINT reread", error))
    return FALSE;
  done = TRUE;
  for (guint i = 0; done && i < originals->len; i += 2)
    done = read_again (database, g_ptr_array_index (originals, i),
                       g_ptr_array_index (originals, i + 1), error);
  done = done &&
         coffret_statement_finish (
           coffret_statement_new (database,
                                  "INSERT INTO settings (key, value) VALUES ('reading', ?) "
                                  "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                  error, "s", G_STRINGIFY (COFFRET_READING)),
           error) &&
         command (database, "RELEASE reread", error);
  if (!done && coffret_database_in_transaction (database)) {
    command (database, "ROLLBACK TO reread", NULL);
    command (database, "RELEASE reread", NULL);
  }
  return done;
}
