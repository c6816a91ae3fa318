#include "vault/shares.h"

#include <glib/gi18n-lib.h>

#include "base/settle.h"
#include "vault/error.h"
#include "vault/packed-text.h"
#include "vault/records.h"

typedef struct {
  CoffretShareRow row;
  gatomicrefcount refs;
} Counted;

G_DEFINE_BOXED_TYPE (CoffretShareRow,
                     coffret_share_row,
                     coffret_share_row_ref,
                     coffret_share_row_unref)

CoffretShareItem *
coffret_share_item_new (const char *credential, const char *digest)
{
  CoffretShareItem *item = g_new0 (CoffretShareItem, 1);

  item->credential = g_strdup (credential);
  item->digest = g_strdup (digest);
  return item;
}

void
coffret_share_item_free (CoffretShareItem *item)
{
  if (item == NULL)
    return;
  g_free (item->credential);
  g_free (item->digest);
  g_free (item->title);
  g_free (item->issuer);
  g_free (item->verdict);
  g_free (item->how);
  g_free (item);
}

static CoffretShareRow *
row_new_empty (void)
{
  Counted *counted = g_new0 (Counted, 1);

  g_atomic_ref_count_init (&counted->refs);
  counted->row.until = COFFRET_INSTANT_NONE;
  counted->row.items = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_share_item_free);
  return &counted->row;
}

CoffretShareRow *
coffret_share_row_new (const char *kind)
{
  CoffretShareRow *row = row_new_empty ();

  row->id = g_uuid_string_random ();
  row->kind = g_strdup (kind);
  row->shared = coffret_instant_now ();
  return row;
}

CoffretShareRow *
coffret_share_row_ref (CoffretShareRow *row)
{
  g_atomic_ref_count_inc (&((Counted *) row)->refs);
  return row;
}

void
coffret_share_row_unref (CoffretShareRow *row)
{
  if (row == NULL || !g_atomic_ref_count_dec (&((Counted *) row)->refs))
    return;
  g_free (row->id);
  g_free (row->group);
  g_free (row->name);
  g_free (row->audience);
  g_free (row->recipient);
  g_free (row->kind);
  g_free (row->language);
  g_free (row->key);
  g_free (row->file_name);
  g_free (row->media_type);
  g_free (row->sha256);
  g_ptr_array_unref (row->items);
  g_free ((Counted *) row);
}

CoffretFields
coffret_share_row_shown (const CoffretShareRow *row)
{
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (guint i = 0; i < row->items->len; i++)
    fields |= ((CoffretShareItem *) g_ptr_array_index (row->items, i))->shown;
  return fields;
}

CoffretFields
coffret_share_row_hidden (const CoffretShareRow *row)
{
  CoffretFields fields = COFFRET_FIELDS_NONE;

  for (guint i = 0; i < row->items->len; i++)
    fields |= ((CoffretShareItem *) g_ptr_array_index (row->items, i))->hidden;
  return fields;
}

void
coffret_share_row_describe (CoffretShareRow *row, GBytes *bytes)
{
  row->size = (gint64) g_bytes_get_size (bytes);
  row->kept = row->size <= COFFRET_SHARE_MAX_KEPT;
  g_free (row->sha256);
  row->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

char *
coffret_share_row_name_kept (const CoffretShareRow *row)
{
  return g_strconcat (COFFRET_SHARE_KEPT, row->kind, NULL);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
write_item (CoffretDatabase *database,
            const char *share,
            gint64 n,
            const CoffretShareItem *item,
            GError **error)
{
  g_autofree char *shown = coffret_fields_to_ids (item->shown);
  g_autofree char *hidden = coffret_fields_to_ids (item->hidden);

  return coffret_statement_finish (
    coffret_statement_new (
      database,
      "INSERT INTO share_items (share, n, credential, digest, how, verdict, shown, hidden, title, "
      "issuer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error, "sissssssss", share, n, item->credential, or_empty (item->digest),
      or_empty (item->how), item->verdict, shown, hidden, or_empty (item->title),
      or_empty (item->issuer)),
    error);
}

gboolean
coffret_shares_add (CoffretDatabase *database,
                    const CoffretShareRow *row,
                    const char *original,
                    GError **error)
{
  if (!coffret_statement_finish (
        coffret_statement_new (
          database,
          "INSERT INTO shares (id, shared, until, kind, size, sha256, original_id, sharing_group, "
          "audience, language, media_type, key, name, file_name, recipient) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          error, "sinsissssssssss", row->id, row->shared, row->until, row->kind, row->size,
          row->sha256, original, row->group, or_empty (row->audience), or_empty (row->language),
          or_empty (row->media_type), row->key, or_empty (row->name), row->file_name,
          row->recipient),
        error))
    return FALSE;
  for (guint i = 0; i < row->items->len; i++)
    if (!write_item (database, row->id, i, g_ptr_array_index (row->items, i), error))
      return FALSE;
  return TRUE;
}

static CoffretShareRow *
row_of_statement (CoffretStatement *statement)
{
  CoffretShareRow *row = row_new_empty ();

  row->id = g_strdup (coffret_statement_text (statement, 0));
  row->shared = coffret_statement_int (statement, 1);
  row->until = coffret_statement_instant (statement, 2);
  row->kind = g_strdup (coffret_statement_text (statement, 3));
  row->size = coffret_statement_int (statement, 4);
  row->sha256 = g_strdup (coffret_statement_text (statement, 5));
  row->kept = coffret_statement_text (statement, 6) != NULL;
  row->group = g_strdup (coffret_statement_text (statement, 7));
  row->audience = g_strdup (coffret_statement_text (statement, 8));
  row->language = g_strdup (coffret_statement_text (statement, 9));
  row->media_type = g_strdup (coffret_statement_text (statement, 10));
  row->key = g_strdup (coffret_statement_text (statement, 11));
  row->name = g_strdup (coffret_statement_text (statement, 12));
  row->file_name = g_strdup (coffret_statement_text (statement, 13));
  row->recipient = g_strdup (coffret_statement_text (statement, 14));
  return row;
}

static gboolean
read_items (CoffretDatabase *database, CoffretShareRow *row, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT credential, digest, how, verdict, shown, hidden, title, issuer FROM share_items "
    "WHERE share = ? ORDER BY n",
    error, "s", row->id);

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason)) {
    CoffretShareItem *item = coffret_share_item_new (coffret_statement_text (statement, 0),
                                                     coffret_statement_text (statement, 1));

    item->how = g_strdup (coffret_statement_text (statement, 2));
    item->verdict = g_strdup (coffret_statement_text (statement, 3));
    item->shown = coffret_fields_from_ids (coffret_statement_text (statement, 4));
    item->hidden = coffret_fields_from_ids (coffret_statement_text (statement, 5));
    item->title = g_strdup (coffret_statement_text (statement, 6));
    item->issuer = g_strdup (coffret_statement_text (statement, 7));
    g_ptr_array_add (row->items, item);
  }
  return coffret_settle (&reason, error);
}

/* Takes STATEMENT. */
static GPtrArray *
list (CoffretDatabase *database, CoffretStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_share_row_unref);
  g_autoptr (GError) reason = NULL;

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (rows, row_of_statement (statement));
  coffret_statement_free (statement);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  for (guint i = 0; i < rows->len; i++)
    if (!read_items (database, g_ptr_array_index (rows, i), error))
      return NULL;
  return g_steal_pointer (&rows);
}

#define SELECT                                                                                     \
  "SELECT id, shared, until, kind, size, sha256, original_id, sharing_group, audience, language, " \
  "media_type, key, name, file_name, recipient FROM shares "

GPtrArray *
coffret_shares_list (CoffretDatabase *database, const char *group, GError **error)
{
  return list (database,
               coffret_statement_new (database,
                                      SELECT "WHERE ?1 IS NULL OR sharing_group = ?1 "
                                             "ORDER BY shared DESC, sequence DESC",
                                      error, "s", group),
               error);
}

CoffretShareRow *
coffret_shares_last (CoffretDatabase *database, const char *group, GError **error)
{
  g_autoptr (GPtrArray) rows =
    list (database,
          coffret_statement_new (database,
                                 SELECT "WHERE sharing_group = ? "
                                        "ORDER BY shared DESC, sequence DESC LIMIT 1",
                                 error, "s", group),
          error);

  return rows != NULL && rows->len > 0 ? coffret_share_row_ref (g_ptr_array_index (rows, 0)) : NULL;
}

CoffretShareRow *
coffret_shares_get (CoffretDatabase *database, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows =
    list (database, coffret_statement_new (database, SELECT "WHERE id = ?", error, "s", id), error);

  return rows != NULL && rows->len > 0 ? coffret_share_row_ref (g_ptr_array_index (rows, 0)) : NULL;
}

char *
coffret_shares_find_original (CoffretDatabase *database, const char *id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT original_id FROM shares WHERE id = ?", &reason, "s", id);

  if (statement != NULL && coffret_statement_step (statement, &reason))
    return g_strdup (coffret_statement_text (statement, 0));
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

GBytes *
coffret_shares_read (CoffretDatabase *database, const char *id, GError **error)
{
  g_autofree char *original = coffret_shares_find_original (database, id, error);
  g_autoptr (GError) reason = NULL;
  GBytes *bytes = original != NULL ? coffret_originals_get (database, original, &reason) : NULL;

  /* The words for a credential would not be true of this. */
  if (g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED))
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("What was shared is damaged in the vault. Please restore a backup."));
  else if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return bytes;
}

void
coffret_share_today_free (CoffretShareToday *today)
{
  if (today == NULL)
    return;
  g_free (today->credential);
  g_free (today->digest);
  g_free (today->title);
  g_free (today->verdict);
  g_free (today->newer);
  g_free (today);
}

static CoffretShareToday *
look (CoffretDatabase *database, const char *credential, GError **error)
{
  CoffretShareToday *today = g_new0 (CoffretShareToday, 1);
  g_autoptr (GError) reason = NULL;
  /* What its owner joined, or by what its issuer calls it; never what was kept apart. */
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database,
    "SELECT c.digest, c.title, c.verdict, coalesce (l.expires, c.expires), c.trashed, l.title, "
    "(SELECT n.id FROM credentials n WHERE n.trashed IS NULL AND n.id <> c.id AND "
    "(n.id IN (SELECT newer FROM versions WHERE older = c.id AND answer = 'together') OR "
    "(n.issuer_id = c.issuer_id AND n.credential_id = c.credential_id AND n.sequence > c.sequence "
    "AND NOT EXISTS (SELECT 1 FROM versions WHERE answer <> 'together' AND "
    "((older = c.id AND newer = n.id) OR (older = n.id AND newer = c.id))))) "
    "ORDER BY n.sequence DESC LIMIT 1) "
    "FROM credentials c LEFT JOIN layers l ON l.credential = c.id WHERE c.id = ?",
    &reason, "s", credential);

  today->credential = g_strdup (credential);
  today->expires = today->trashed = COFFRET_INSTANT_NONE;
  if (statement != NULL && coffret_statement_step (statement, &reason)) {
    g_autoptr (CoffretText) title = coffret_text_unpack (coffret_statement_text (statement, 1));
    const char *own = coffret_statement_text (statement, 5);

    today->there = TRUE;
    today->digest = g_strdup (coffret_statement_text (statement, 0));
    today->title = g_strdup (own != NULL ? own : coffret_text_best (title, NULL));
    today->verdict = g_strdup (coffret_statement_text (statement, 2));
    today->expires = coffret_statement_instant (statement, 3);
    today->trashed = coffret_statement_instant (statement, 4);
    today->newer = g_strdup (coffret_statement_text (statement, 6));
  }
  if (reason == NULL)
    return today;
  g_propagate_error (error, g_steal_pointer (&reason));
  coffret_share_today_free (today);
  return NULL;
}

GPtrArray *
coffret_shares_look (CoffretDatabase *database, GPtrArray *credentials, GError **error)
{
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_share_today_free);

  for (guint i = 0; i < credentials->len; i++) {
    CoffretShareToday *today = look (database, g_ptr_array_index (credentials, i), error);

    if (today == NULL)
      return NULL;
    g_ptr_array_add (found, today);
  }
  return g_steal_pointer (&found);
}
