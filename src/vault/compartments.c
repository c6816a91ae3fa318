#include "vault/compartments.h"

#include <glib/gi18n-lib.h>

CoffretCompartmentRow *
coffret_compartment_row_new (const char *name)
{
  CoffretCompartmentRow *row = g_new0 (CoffretCompartmentRow, 1);

  row->id = g_uuid_string_random ();
  row->name = g_strdup (name);
  return row;
}

CoffretCompartmentRow *
coffret_compartment_row_copy (const CoffretCompartmentRow *row)
{
  CoffretCompartmentRow *copy = g_new0 (CoffretCompartmentRow, 1);

  copy->id = g_strdup (row->id);
  copy->parent = g_strdup (row->parent);
  copy->name = g_strdup (row->name);
  copy->icon = g_strdup (row->icon);
  copy->colour = g_strdup (row->colour);
  copy->position = row->position;
  copy->rule = g_strdup (row->rule);
  copy->arrangement = g_strdup (row->arrangement);
  return copy;
}

void
coffret_compartment_row_free (CoffretCompartmentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->parent);
  g_free (row->name);
  g_free (row->icon);
  g_free (row->colour);
  g_free (row->rule);
  g_free (row->arrangement);
  g_free (row);
}

GPtrArray *
coffret_compartments_list (CoffretDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_compartment_row_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT id, parent, name, icon, colour, position, rule, arrangement FROM compartments "
    "ORDER BY position, name, id",
    error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    const CoffretCompartmentRow row = {
      .id = (char *) coffret_statement_text (statement, 0),
      .parent = (char *) coffret_statement_text (statement, 1),
      .name = (char *) coffret_statement_text (statement, 2),
      .icon = (char *) coffret_statement_text (statement, 3),
      .colour = (char *) coffret_statement_text (statement, 4),
      .position = (int) coffret_statement_int (statement, 5),
      .rule = (char *) coffret_statement_text (statement, 6),
      .arrangement = (char *) coffret_statement_text (statement, 7),
    };
    g_ptr_array_add (rows, coffret_compartment_row_copy (&row));
  }
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* One level only: no parent that lies in another, no child with children. */
static gboolean
check_nesting (CoffretDatabase *database, const CoffretCompartmentRow *row, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = NULL;

  if (row->parent == NULL)
    return TRUE;
  statement = coffret_statement_new (
    database,
    "SELECT 1 FROM compartments WHERE (id = ?1 AND parent IS NOT NULL) OR parent = ?2 "
    "UNION ALL SELECT 1 WHERE ?1 = ?2",
    error, "ss", row->parent, row->id);
  if (statement == NULL)
    return FALSE;
  if (coffret_statement_step (statement, &reason))
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("A compartment within a compartment cannot hold another one."));
  else if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    return TRUE;
  return FALSE;
}

gboolean
coffret_compartments_save (CoffretDatabase *database,
                           const CoffretCompartmentRow *row,
                           GError **error)
{
  return check_nesting (database, row, error) &&
         coffret_statement_finish (
           coffret_statement_new (
             database,
             "INSERT INTO compartments (id, parent, name, icon, colour, position, rule, "
             "arrangement) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET parent = "
             "excluded.parent, "
             "name = excluded.name, icon = excluded.icon, colour = excluded.colour, "
             "position = excluded.position, rule = excluded.rule, "
             "arrangement = excluded.arrangement",
             error, "sssssiss", row->id, row->parent, row->name, row->icon, row->colour,
             (gint64) row->position, row->rule, row->arrangement),
           error);
}

gboolean
coffret_compartments_remove (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "DELETE FROM compartments WHERE id = ?", error, "s", id),
    error);
}

static gboolean
change (CoffretDatabase *database,
        const char *sql,
        const char *compartment,
        const char *credential,
        gboolean *changed,
        GError **error)
{
  if (!coffret_statement_finish (
        coffret_statement_new (database, sql, error, "ss", compartment, credential), error))
    return FALSE;
  if (changed != NULL)
    *changed = coffret_database_changes (database) > 0;
  return TRUE;
}

gboolean
coffret_compartments_put (CoffretDatabase *database,
                          const char *compartment,
                          const char *credential,
                          gboolean *changed,
                          GError **error)
{
  return change (database,
                 "INSERT INTO compartment_members (compartment, credential) VALUES (?, ?) "
                 "ON CONFLICT DO NOTHING",
                 compartment, credential, changed, error);
}

gboolean
coffret_compartments_take (CoffretDatabase *database,
                           const char *compartment,
                           const char *credential,
                           gboolean *changed,
                           GError **error)
{
  return change (database,
                 "DELETE FROM compartment_members WHERE compartment = ? AND credential = ?",
                 compartment, credential, changed, error);
}

gboolean
coffret_compartments_set_position (CoffretDatabase *database,
                                   const char *compartment,
                                   const char *credential,
                                   gint64 position,
                                   GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "UPDATE compartment_members SET position = ?3 "
                           "WHERE compartment = ?1 AND credential = ?2",
                           error, "ssi", compartment, credential, position),
    error);
}

gboolean
coffret_compartments_arrange (CoffretDatabase *database,
                              const char *compartment,
                              GPtrArray *ids,
                              GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!coffret_compartments_set_position (database, compartment, g_ptr_array_index (ids, i), i,
                                            error))
      return FALSE;
  return TRUE;
}

GHashTable *
coffret_compartments_positions (CoffretDatabase *database, GError **error)
{
  g_autoptr (GHashTable) positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database,
                           "SELECT compartment || '/' || credential, position "
                           "FROM compartment_members WHERE position BETWEEN 0 AND 100000000",
                           error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_hash_table_insert (positions, g_strdup (coffret_statement_text (statement, 0)),
                         GSIZE_TO_POINTER ((gsize) coffret_statement_int (statement, 1)));
  if (reason == NULL)
    return g_steal_pointer (&positions);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

gboolean
coffret_compartments_next_position (CoffretDatabase *database,
                                    const char *compartment,
                                    gint64 *position,
                                    GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT coalesce (max (position) + 1, 0) FROM compartment_members WHERE compartment = ?", error,
    "s", compartment);

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *position = coffret_statement_int (statement, 0);
  return TRUE;
}

GPtrArray *
coffret_compartments_list_arranged (CoffretDatabase *database,
                                    const char *compartment,
                                    GError **error)
{
  return coffret_statement_list_texts (
    coffret_statement_new (
      database,
      "SELECT m.credential FROM compartment_members AS m JOIN credentials AS c "
      "ON c.id = m.credential WHERE m.compartment = ? "
      "ORDER BY m.position IS NULL, m.position, c.received, c.id",
      error, "s", compartment),
    error);
}

/* Takes STATEMENT (nullable). */
static GHashTable *
list_members (CoffretStatement *statement, GError **error)
{
  g_autoptr (CoffretStatement) taken = statement;
  g_autoptr (GHashTable) members =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) reason = NULL;

  if (taken == NULL)
    return NULL;
  while (coffret_statement_step (taken, &reason)) {
    const char *credential = coffret_statement_text (taken, 0);
    GPtrArray *compartments = g_hash_table_lookup (members, credential);
    if (compartments == NULL) {
      compartments = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (members, g_strdup (credential), compartments);
    }
    g_ptr_array_add (compartments, g_strdup (coffret_statement_text (taken, 1)));
  }
  if (reason == NULL)
    return g_steal_pointer (&members);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

#define MEMBERS                                                                                    \
  "SELECT m.credential, m.compartment FROM compartment_members AS m "                              \
  "JOIN compartments AS c ON c.id = m.compartment "
#define IN_ORDER "ORDER BY c.position, c.name, c.id"

GHashTable *
coffret_compartments_members (CoffretDatabase *database, GError **error)
{
  return list_members (coffret_statement_new (database, MEMBERS IN_ORDER, error, ""), error);
}

GHashTable *
coffret_compartments_members_of (CoffretDatabase *database, const char *credential, GError **error)
{
  return list_members (coffret_statement_new (database, MEMBERS "WHERE m.credential = ? " IN_ORDER,
                                              error, "s", credential),
                       error);
}

GHashTable *
coffret_compartments_counts (CoffretDatabase *database, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) reason = NULL;
  /* Few are in the trash, and an index has them. */
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT compartment, sum(n) FROM ("
    "SELECT compartment, count(*) AS n FROM compartment_members GROUP BY compartment "
    "UNION ALL SELECT m.compartment, -count(*) FROM credentials AS c "
    "JOIN compartment_members AS m ON m.credential = c.id "
    "WHERE c.trashed IS NOT NULL GROUP BY m.compartment) GROUP BY compartment",
    error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_hash_table_insert (counts, g_strdup (coffret_statement_text (statement, 0)),
                         GUINT_TO_POINTER ((guint) coffret_statement_int (statement, 1)));
  if (reason == NULL)
    return g_steal_pointer (&counts);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
