#include "vault/versions.h"

#include <glib/gi18n-lib.h>

static const char *const answers[] = {
  [COFFRET_VERSION_UNASKED] = NULL,
  [COFFRET_VERSION_TOGETHER] = "together",
  [COFFRET_VERSION_APART] = "apart",
};

CoffretVersionRow *
coffret_version_row_new (const char *older, const char *newer, CoffretVersionAnswer answer)
{
  CoffretVersionRow *row = g_new (CoffretVersionRow, 1);

  row->older = g_strdup (older);
  row->newer = g_strdup (newer);
  row->answer = answer;
  return row;
}

void
coffret_version_row_free (CoffretVersionRow *row)
{
  g_free (row->older);
  g_free (row->newer);
  g_free (row);
}

/* What no answer of ours is keeps nothing together. */
static CoffretVersionAnswer
read_answer (const char *word)
{
  return g_strcmp0 (word, answers[COFFRET_VERSION_TOGETHER]) == 0 ? COFFRET_VERSION_TOGETHER
                                                                  : COFFRET_VERSION_APART;
}

GPtrArray *
coffret_versions_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_version_row_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT older, newer, answer FROM versions ORDER BY newer, older", error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (rows,
                     coffret_version_row_new (coffret_statement_text (statement, 0),
                                              coffret_statement_text (statement, 1),
                                              read_answer (coffret_statement_text (statement, 2))));
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_versions_set (CoffretDatabase *database,
                      const char *older,
                      const char *newer,
                      CoffretVersionAnswer answer,
                      GError **error)
{
  CoffretStatement *statement;

  if (g_str_equal (older, newer)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("A credential is no version of itself."));
    return FALSE;
  }
  statement =
    answer == COFFRET_VERSION_UNASKED
      ? coffret_statement_new (database, "DELETE FROM versions WHERE older = ? AND newer = ?",
                               error, "ss", older, newer)
      : coffret_statement_new (database,
                               "INSERT INTO versions (older, newer, answer) VALUES (?, ?, ?) "
                               "ON CONFLICT (older, newer) DO UPDATE SET answer = excluded.answer",
                               error, "sss", older, newer, answers[answer]);
  return coffret_statement_finish (statement, error);
}

GPtrArray *
coffret_versions_find (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_list_texts (
    coffret_statement_new (
      database,
      "SELECT o.id FROM credentials c JOIN credentials o ON o.issuer_id = c.issuer_id AND "
      "o.credential_id = c.credential_id WHERE c.id = ?1 AND o.id <> ?1 AND o.trashed IS NULL "
      "ORDER BY o.received, o.sequence",
      error, "s", id),
    error);
}
