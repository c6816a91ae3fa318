#include "vault/pathways.h"

CoffretPathwayRow *
coffret_pathway_row_new (const char *name, const char *definition)
{
  CoffretPathwayRow *row = g_new0 (CoffretPathwayRow, 1);

  row->id = g_uuid_string_random ();
  row->name = g_strdup (name);
  row->definition = g_strdup (definition);
  row->changed = coffret_instant_now ();
  return row;
}

CoffretPathwayRow *
coffret_pathway_row_copy (const CoffretPathwayRow *row)
{
  CoffretPathwayRow *copy = g_new0 (CoffretPathwayRow, 1);

  *copy = *row;
  copy->id = g_strdup (row->id);
  copy->name = g_strdup (row->name);
  copy->definition = g_strdup (row->definition);
  return copy;
}

void
coffret_pathway_row_free (CoffretPathwayRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->name);
  g_free (row->definition);
  g_free (row);
}

GPtrArray *
coffret_pathways_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_pathway_row_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database,
                           "SELECT id, name, definition, position, changed FROM pathways "
                           "ORDER BY position, id",
                           error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    const CoffretPathwayRow row = {
      .id = (char *) coffret_statement_text (statement, 0),
      .name = (char *) coffret_statement_text (statement, 1),
      .definition = (char *) coffret_statement_text (statement, 2),
      .position = (int) coffret_statement_int (statement, 3),
      .changed = coffret_statement_int (statement, 4),
    };
    g_ptr_array_add (rows, coffret_pathway_row_copy (&row));
  }
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_pathways_save (CoffretDatabase *database, const CoffretPathwayRow *row, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT INTO pathways (id, name, definition, position, changed) "
                           "VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                           "name = excluded.name, definition = excluded.definition, "
                           "position = excluded.position, changed = excluded.changed",
                           error, "sssii", row->id, row->name, row->definition,
                           (gint64) row->position, row->changed),
    error);
}

gboolean
coffret_pathways_remove (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "DELETE FROM pathways WHERE id = ?", error, "s", id), error);
}
