#include "vault/identities.h"

static const char *const kind_ids[COFFRET_N_IDENTITY_KINDS] = {
  [COFFRET_IDENTITY_NAME] = "name",
  [COFFRET_IDENTITY_EMAIL] = "email",
  [COFFRET_IDENTITY_DID] = "did",
  [COFFRET_IDENTITY_URL] = "url",
  [COFFRET_IDENTITY_STUDENT_NUMBER] = "student-number",
  [COFFRET_IDENTITY_OTHER] = "other",
};

const char *
coffret_identity_kind_to_id (CoffretIdentityKind kind)
{
  return kind_ids[kind];
}

CoffretIdentityKind
coffret_identity_kind_from_id (const char *id)
{
  for (int kind = 0; kind < COFFRET_N_IDENTITY_KINDS; kind++)
    if (g_strcmp0 (kind_ids[kind], id) == 0)
      return kind;
  return COFFRET_IDENTITY_OTHER;
}

CoffretIdentityRow *
coffret_identity_row_new (CoffretIdentityKind kind, const char *value)
{
  CoffretIdentityRow *row = g_new0 (CoffretIdentityRow, 1);

  row->id = g_uuid_string_random ();
  row->kind = kind;
  row->value = g_strdup (value);
  return row;
}

CoffretIdentityRow *
coffret_identity_row_copy (const CoffretIdentityRow *row)
{
  CoffretIdentityRow *copy = g_new0 (CoffretIdentityRow, 1);

  copy->id = g_strdup (row->id);
  copy->kind = row->kind;
  copy->value = g_strdup (row->value);
  copy->position = row->position;
  return copy;
}

void
coffret_identity_row_free (CoffretIdentityRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->value);
  g_free (row);
}

GPtrArray *
coffret_identities_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_identity_row_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT id, kind, value, position FROM identities ORDER BY position, id", error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    const CoffretIdentityRow row = {
      .id = (char *) coffret_statement_text (statement, 0),
      .kind = coffret_identity_kind_from_id (coffret_statement_text (statement, 1)),
      .value = (char *) coffret_statement_text (statement, 2),
      .position = (int) coffret_statement_int (statement, 3),
    };
    g_ptr_array_add (rows, coffret_identity_row_copy (&row));
  }
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_identities_save (CoffretDatabase *database, const CoffretIdentityRow *row, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT INTO identities (id, kind, value, position) VALUES (?, ?, ?, ?) "
                           "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
                           "value = excluded.value, position = excluded.position",
                           error, "sssi", row->id, coffret_identity_kind_to_id (row->kind),
                           row->value, (gint64) row->position),
    error);
}

gboolean
coffret_identities_remove (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "DELETE FROM identities WHERE id = ?", error, "s", id), error);
}
