#include "vault/attachments.h"

#include <glib/gi18n-lib.h>

#define COLUMNS                                                                                    \
  "SELECT a.id, a.credential, a.original_id, a.name, a.media_type, o.size, a.position, a.added, "  \
  "a.reader, a.pages, a.signatures FROM attachments a LEFT JOIN originals o ON o.id = "            \
  "a.original_id "                                                                                 \
  "WHERE a.removed IS NULL "

CoffretAttachmentRow *
coffret_attachment_row_new (const char *credential,
                            const char *original_id,
                            const char *name,
                            const char *media_type)
{
  CoffretAttachmentRow *row = g_new0 (CoffretAttachmentRow, 1);

  row->id = g_uuid_string_random ();
  row->credential = g_strdup (credential);
  row->original_id = g_strdup (original_id);
  row->name = g_strdup (name);
  row->media_type = g_strdup (media_type);
  row->added = coffret_instant_now ();
  return row;
}

CoffretAttachmentRow *
coffret_attachment_row_copy (const CoffretAttachmentRow *row)
{
  CoffretAttachmentRow *copy = g_new (CoffretAttachmentRow, 1);

  *copy = *row;
  copy->id = g_strdup (row->id);
  copy->credential = g_strdup (row->credential);
  copy->original_id = g_strdup (row->original_id);
  copy->name = g_strdup (row->name);
  copy->media_type = g_strdup (row->media_type);
  copy->signatures = g_strdup (row->signatures);
  return copy;
}

void
coffret_attachment_row_free (CoffretAttachmentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->id);
  g_free (row->credential);
  g_free (row->original_id);
  g_free (row->name);
  g_free (row->media_type);
  g_free (row->signatures);
  g_free (row);
}

static void
free_row (gpointer data)
{
  coffret_attachment_row_free (data);
}

static CoffretAttachmentRow *
read_row (CoffretStatement *statement)
{
  CoffretAttachmentRow *row = g_new0 (CoffretAttachmentRow, 1);

  row->id = g_strdup (coffret_statement_text (statement, 0));
  row->credential = g_strdup (coffret_statement_text (statement, 1));
  row->original_id = g_strdup (coffret_statement_text (statement, 2));
  row->name = g_strdup (coffret_statement_text (statement, 3));
  row->media_type = g_strdup (coffret_statement_text (statement, 4));
  row->size = coffret_statement_int (statement, 5);
  row->position = (int) coffret_statement_int (statement, 6);
  row->added = coffret_statement_int (statement, 7);
  row->reader = (int) coffret_statement_int (statement, 8);
  row->pages = (int) coffret_statement_int (statement, 9);
  row->signatures = g_strdup (coffret_statement_text (statement, 10));
  return row;
}

/* Takes STATEMENT. */
static GPtrArray *
list (CoffretStatement *statement, GError **error)
{
  g_autoptr (CoffretStatement) owned = statement;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (GError) reason = NULL;

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (rows, read_row (statement));
  if (reason == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

GPtrArray *
coffret_attachments_list (CoffretDatabase *database, const char *credential, GError **error)
{
  if (credential == NULL)
    return list (coffret_statement_new (
                   database, COLUMNS "ORDER BY a.credential, a.position, a.sequence", error, ""),
                 error);
  return list (
    coffret_statement_new (database, COLUMNS "AND a.credential = ? ORDER BY a.position, a.sequence",
                           error, "s", credential),
    error);
}

CoffretAttachmentRow *
coffret_attachments_get (CoffretDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows =
    list (coffret_statement_new (database, COLUMNS "AND a.id = ?", error, "s", id), error);

  return rows != NULL && rows->len > 0 ? g_ptr_array_steal_index (rows, 0) : NULL;
}

/* The one text that it gives, owned; NULL without error: none. Takes STATEMENT. */
static char *
one_text (CoffretStatement *statement, GError **error)
{
  g_autoptr (CoffretStatement) owned = statement;

  return statement != NULL && coffret_statement_step (statement, error)
           ? g_strdup (coffret_statement_text (statement, 0))
           : NULL;
}

static gboolean
next_position (CoffretDatabase *database, const char *credential, int *position, GError **error)
{
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database,
                           "SELECT coalesce (max (position), -1) + 1 FROM attachments "
                           "WHERE credential = ?",
                           error, "s", credential);

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *position = (int) coffret_statement_int (statement, 0);
  return TRUE;
}

gboolean
coffret_attachments_add (CoffretDatabase *database, CoffretAttachmentRow *row, GError **error)
{
  return next_position (database, row->credential, &row->position, error) &&
         coffret_statement_finish (
           coffret_statement_new (
             database,
             "INSERT INTO attachments (id, credential, original_id, name, media_type, position, "
             "added, reader) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
             error, "sssssii", row->id, row->credential, row->original_id, row->name,
             row->media_type, (gint64) row->position, (gint64) row->added),
           error);
}

char *
coffret_attachments_find_same (CoffretDatabase *database,
                               const char *credential,
                               const char *original_id,
                               GError **error)
{
  return one_text (coffret_statement_new (database,
                                          "SELECT id FROM attachments WHERE credential = ? AND "
                                          "original_id = ? AND removed IS NULL LIMIT 1",
                                          error, "ss", credential, original_id),
                   error);
}

static gboolean
set_gone (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                       _ ("This file is no longer in the vault."));
  return FALSE;
}

static gboolean
changed_one (CoffretDatabase *database, GError **error)
{
  return coffret_database_changes (database) == 1 || set_gone (error);
}

gboolean
coffret_attachments_rename (CoffretDatabase *database,
                            const char *id,
                            const char *name,
                            GError **error)
{
  return coffret_statement_finish (
           coffret_statement_new (database, "UPDATE attachments SET name = ? WHERE id = ?", error,
                                  "ss", name, id),
           error) &&
         changed_one (database, error);
}

static gboolean
set_position (CoffretDatabase *database, const char *id, guint position, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database, "UPDATE attachments SET position = ? WHERE id = ?", error,
                           "is", (gint64) position, id),
    error);
}

gboolean
coffret_attachments_place (CoffretDatabase *database,
                           const char *id,
                           const char *before,
                           GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretAttachmentRow) row = coffret_attachments_get (database, id, &reason);
  g_autoptr (GPtrArray) rows = NULL;
  guint position = 0;

  if (row == NULL) {
    if (reason == NULL)
      return set_gone (error);
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  rows = coffret_attachments_list (database, row->credential, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const CoffretAttachmentRow *other = g_ptr_array_index (rows, i);

    if (g_str_equal (other->id, id))
      continue;
    if (g_strcmp0 (other->id, before) == 0 && !set_position (database, id, position++, error))
      return FALSE;
    if (!set_position (database, other->id, position++, error))
      return FALSE;
  }
  return before != NULL || set_position (database, id, position, error);
}

gboolean
coffret_attachments_remove (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_finish (
           coffret_statement_new (
             database, "UPDATE attachments SET removed = ? WHERE id = ? AND removed IS NULL", error,
             "is", (gint64) coffret_instant_now (), id),
           error) &&
         changed_one (database, error);
}

gboolean
coffret_attachments_put_back (CoffretDatabase *database, const char *id, GError **error)
{
  return coffret_statement_finish (
           coffret_statement_new (database, "UPDATE attachments SET removed = NULL WHERE id = ?",
                                  error, "s", id),
           error) &&
         changed_one (database, error);
}

gboolean
coffret_attachments_give (CoffretDatabase *database,
                          const char *id,
                          const char *credential,
                          GError **error)
{
  int position = 0;

  return next_position (database, credential, &position, error) &&
         coffret_statement_finish (
           coffret_statement_new (database,
                                  "UPDATE attachments SET credential = ?, position = ? "
                                  "WHERE id = ?",
                                  error, "sis", credential, (gint64) position, id),
           error) &&
         changed_one (database, error);
}

static gboolean
put_words (CoffretDatabase *database, const char *id, const char *const *words, GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (!coffret_statement_finish (
          coffret_statement_new (database,
                                 "INSERT OR IGNORE INTO attachment_words (word, attachment) "
                                 "SELECT ?, sequence FROM attachments WHERE id = ?",
                                 error, "ss", words[i], id),
          error))
      return FALSE;
  return TRUE;
}

gboolean
coffret_attachments_add_words (CoffretDatabase *database,
                               const char *id,
                               const char *const *words,
                               GError **error)
{
  if (words != NULL)
    return put_words (database, id, words, error);
  return coffret_statement_finish (
           coffret_statement_new (database, "UPDATE attachments SET reader = ? WHERE id = ?", error,
                                  "is", (gint64) COFFRET_ATTACHMENT_READER, id),
           error) &&
         changed_one (database, error);
}

gboolean
coffret_attachments_describe (CoffretDatabase *database,
                              const char *id,
                              int pages,
                              const char *signatures,
                              const char *const *words,
                              gboolean whole,
                              GError **error)
{
  if (!coffret_statement_finish (
        coffret_statement_new (
          database, "UPDATE attachments SET reader = ?, pages = ?, signatures = ? WHERE id = ?",
          error, "iiss", (gint64) (whole ? COFFRET_ATTACHMENT_READER : 0), (gint64) pages,
          signatures, id),
        error) ||
      !changed_one (database, error) ||
      !coffret_statement_finish (
        coffret_statement_new (database,
                               "DELETE FROM attachment_words WHERE attachment = "
                               "(SELECT sequence FROM attachments WHERE id = ?)",
                               error, "s", id),
        error))
    return FALSE;
  return words == NULL || put_words (database, id, words, error);
}

GPtrArray *
coffret_attachments_unread (CoffretDatabase *database, guint most, GError **error)
{
  return coffret_statement_list_texts (
    coffret_statement_new (
      database,
      "SELECT id FROM attachments WHERE reader < ? AND removed IS NULL ORDER BY sequence LIMIT ?",
      error, "ii", (gint64) COFFRET_ATTACHMENT_READER, (gint64) most),
    error);
}

/* What no word that begins with PREFIX comes after. */
static char *
end_of (const char *prefix)
{
  return g_strconcat (prefix, "\xf4\x8f\xbf\xbf", NULL);
}

GHashTable *
coffret_attachments_find_word (CoffretDatabase *database, const char *prefix, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *end = end_of (prefix);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT DISTINCT a.credential FROM attachment_words w JOIN attachments a "
    "ON a.sequence = w.attachment WHERE w.word >= ?1 AND w.word <= ?2 AND a.removed IS NULL "
    "UNION SELECT credential FROM attachments WHERE ?1 = '' AND removed IS NULL",
    error, "ss", prefix, end);

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_hash_table_add (found, g_strdup (coffret_statement_text (statement, 0)));
  if (reason == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}
