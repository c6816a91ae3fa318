#include "vault/restore-versions.h"

struct _CoffretRestoreVersions {
  GPtrArray *rows; /* CoffretVersionRow, of the backup */
  GHashTable *of;  /* credential there -> GPtrArray of its rows, borrowed */
  GHashTable *map; /* credential there, in some row -> here */
};

static void
note (CoffretRestoreVersions *versions, const char *there, CoffretVersionRow *row)
{
  GPtrArray *rows = g_hash_table_lookup (versions->of, there);

  if (rows == NULL) {
    rows = g_ptr_array_new ();
    g_hash_table_insert (versions->of, g_strdup (there), rows);
  }
  g_ptr_array_add (rows, row);
}

CoffretRestoreVersions *
coffret_restore_versions_new (CoffretDatabase *source, GError **error)
{
  g_autoptr (GPtrArray) rows = coffret_versions_list (source, error);
  CoffretRestoreVersions *versions;

  if (rows == NULL)
    return NULL;
  versions = g_new0 (CoffretRestoreVersions, 1);
  versions->of =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  versions->map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < rows->len; i++) {
    CoffretVersionRow *row = g_ptr_array_index (rows, i);

    note (versions, row->older, row);
    note (versions, row->newer, row);
  }
  versions->rows = g_steal_pointer (&rows);
  return versions;
}

void
coffret_restore_versions_free (CoffretRestoreVersions *versions)
{
  if (versions == NULL)
    return;
  g_hash_table_unref (versions->of);
  g_hash_table_unref (versions->map);
  g_ptr_array_unref (versions->rows);
  g_free (versions);
}

static gboolean
write_row (CoffretRestoreVersions *versions,
           CoffretDatabase *target,
           const CoffretVersionRow *row,
           GError **error)
{
  const char *older = g_hash_table_lookup (versions->map, row->older);
  const char *newer = g_hash_table_lookup (versions->map, row->newer);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = NULL;
  gboolean said;

  if (older == NULL || newer == NULL || g_str_equal (older, newer))
    return TRUE;
  statement = coffret_statement_new (target,
                                     "SELECT 1 FROM versions WHERE (older = ?1 AND newer = ?2) OR "
                                     "(older = ?2 AND newer = ?1)",
                                     error, "ss", older, newer);
  if (statement == NULL)
    return FALSE;
  said = coffret_statement_step (statement, &reason);
  g_clear_pointer (&statement, coffret_statement_free);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  return said || coffret_versions_set (target, older, newer, row->answer, error);
}

gboolean
coffret_restore_versions_came (CoffretRestoreVersions *versions,
                               CoffretDatabase *target,
                               const char *there,
                               const char *here,
                               GError **error)
{
  GPtrArray *rows = g_hash_table_lookup (versions->of, there);

  if (rows == NULL)
    return TRUE;
  g_hash_table_insert (versions->map, g_strdup (there), g_strdup (here));
  for (guint i = 0; i < rows->len; i++)
    if (!write_row (versions, target, g_ptr_array_index (rows, i), error))
      return FALSE;
  return TRUE;
}
