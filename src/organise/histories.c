#include "organise/histories.h"

struct _CoffretHistories {
  GHashTable *said; /* id -> GPtrArray of CoffretVersionRow: a copy with each of the two */
};

static void
clear_rows (gpointer rows)
{
  g_ptr_array_unref (rows);
}

CoffretHistories *
coffret_histories_new (GPtrArray *rows)
{
  CoffretHistories *histories = g_new0 (CoffretHistories, 1);

  histories->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_rows);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CoffretVersionRow *row = g_ptr_array_index (rows, i);

    coffret_histories_set (histories, row->older, row->newer, row->answer);
  }
  return histories;
}

void
coffret_histories_free (CoffretHistories *histories)
{
  g_hash_table_unref (histories->said);
  g_free (histories);
}

static CoffretVersionRow *
find (CoffretHistories *histories, const char *id, const char *older, const char *newer)
{
  GPtrArray *rows = g_hash_table_lookup (histories->said, id);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    CoffretVersionRow *row = g_ptr_array_index (rows, i);

    if (g_str_equal (row->older, older) && g_str_equal (row->newer, newer))
      return row;
  }
  return NULL;
}

static void
forget (CoffretHistories *histories, const char *id, CoffretVersionRow *row)
{
  GPtrArray *rows = g_hash_table_lookup (histories->said, id);

  if (rows == NULL || row == NULL)
    return;
  g_ptr_array_remove_fast (rows, row);
  if (rows->len == 0)
    g_hash_table_remove (histories->said, id);
}

static void
note (CoffretHistories *histories,
      const char *id,
      const char *older,
      const char *newer,
      CoffretVersionAnswer answer)
{
  CoffretVersionRow *row = find (histories, id, older, newer);
  GPtrArray *rows;

  if (answer == COFFRET_VERSION_UNASKED) {
    forget (histories, id, row);
    return;
  }
  if (row != NULL) {
    row->answer = answer;
    return;
  }
  rows = g_hash_table_lookup (histories->said, id);
  if (rows == NULL) {
    rows = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_version_row_free);
    g_hash_table_insert (histories->said, g_strdup (id), rows);
  }
  g_ptr_array_add (rows, coffret_version_row_new (older, newer, answer));
}

void
coffret_histories_set (CoffretHistories *histories,
                       const char *older,
                       const char *newer,
                       CoffretVersionAnswer answer)
{
  note (histories, older, older, newer, answer);
  note (histories, newer, older, newer, answer);
}

CoffretVersionAnswer
coffret_histories_get (CoffretHistories *histories, const char *older, const char *newer)
{
  const CoffretVersionRow *row = find (histories, older, older, newer);

  return row != NULL ? row->answer : COFFRET_VERSION_UNASKED;
}

void
coffret_histories_remove (CoffretHistories *histories, const char *id)
{
  GPtrArray *rows = g_hash_table_lookup (histories->said, id);

  while (rows != NULL && rows->len > 0) {
    const CoffretVersionRow *row = g_ptr_array_index (rows, 0);
    g_autofree char *older = g_strdup (row->older);
    g_autofree char *newer = g_strdup (row->newer);

    coffret_histories_set (histories, older, newer, COFFRET_VERSION_UNASKED);
    rows = g_hash_table_lookup (histories->said, id);
  }
}

gboolean
coffret_histories_are_apart (CoffretHistories *histories, const char *one, const char *other)
{
  return coffret_histories_get (histories, one, other) == COFFRET_VERSION_APART ||
         coffret_histories_get (histories, other, one) == COFFRET_VERSION_APART;
}

static gboolean
has_answer (CoffretHistories *histories, const char *id, CoffretVersionAnswer answer)
{
  GPtrArray *rows = g_hash_table_lookup (histories->said, id);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (((CoffretVersionRow *) g_ptr_array_index (rows, i))->answer == answer)
      return TRUE;
  return FALSE;
}

gboolean
coffret_histories_is_apart (CoffretHistories *histories, const char *id)
{
  return has_answer (histories, id, COFFRET_VERSION_APART);
}

gboolean
coffret_histories_has (CoffretHistories *histories, const char *id)
{
  return has_answer (histories, id, COFFRET_VERSION_TOGETHER);
}

/* All that ID is joined with, over however many others. */
static GPtrArray *
collect (CoffretHistories *histories, const char *id)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, g_strdup (id));
  g_hash_table_add (seen, ids->pdata[0]);
  for (guint i = 0; i < ids->len; i++) {
    GPtrArray *rows = g_hash_table_lookup (histories->said, ids->pdata[i]);

    for (guint j = 0; rows != NULL && j < rows->len; j++) {
      const CoffretVersionRow *row = g_ptr_array_index (rows, j);
      const char *ends[] = { row->older, row->newer };

      for (gsize end = 0; end < G_N_ELEMENTS (ends); end++)
        if (row->answer == COFFRET_VERSION_TOGETHER && !g_hash_table_contains (seen, ends[end])) {
          g_ptr_array_add (ids, g_strdup (ends[end]));
          g_hash_table_add (seen, ids->pdata[ids->len - 1]);
        }
    }
  }
  return ids;
}

/* Of the LEFT first ones of IDS: none is said to be older than it. */
static gboolean
is_oldest (CoffretHistories *histories, const GPtrArray *ids, guint left, const char *id)
{
  for (guint i = 0; i < left; i++)
    if (coffret_histories_get (histories, ids->pdata[i], id) == COFFRET_VERSION_TOGETHER)
      return FALSE;
  return TRUE;
}

GPtrArray *
coffret_histories_list (CoffretHistories *histories,
                        const char *id,
                        GCompareDataFunc compare,
                        gpointer data)
{
  g_autoptr (GPtrArray) ids = collect (histories, id);
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_free);

  while (ids->len > 0) {
    guint chosen = 0;
    gboolean oldest = FALSE;

    /* Where they go round in a circle, which only strangers' backups can bring in, it is by
     * COMPARE alone. */
    for (guint i = 0; i < ids->len; i++) {
      gboolean may = is_oldest (histories, ids, ids->len, ids->pdata[i]);

      if (may > oldest ||
          (may == oldest && compare (ids->pdata[i], ids->pdata[chosen], data) < 0)) {
        chosen = i;
        oldest = may;
      }
    }
    g_ptr_array_add (sorted, g_ptr_array_steal_index_fast (ids, chosen));
  }
  return sorted;
}

GPtrArray *
coffret_histories_list_ids (CoffretHistories *histories)
{
  return g_hash_table_get_keys_as_ptr_array (histories->said);
}
