#include "vault/restore-rows.h"

#include "base/fold.h"
#include "credential/code.h"
#include "vault/compartments.h"
#include "vault/layers.h"
#include "vault/records.h"
#include "vault/restore-attachments.h"
#include "vault/restore-frame.h"
#include "vault/restore-layer.h"
#include "vault/restore-sharing.h"
#include "vault/restore-versions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is applied at once: one flush of the disk for many, and still short. */
#define BATCH 64
#define BATCH_BYTES (1024 * 1024)

/* One original with what was read from it. */
typedef struct {
  char *sha256;
  char *name;
  GBytes *bytes;
  GPtrArray *records;
} Original;

struct _CoffretRestoreRows {
  CoffretDatabase *source;
  char *date; /* of the backup, for people */
  gboolean new;
  CoffretRestoreFlags flags;
  CoffretRestoreReport *report;
  GPtrArray *ids; /* of the originals there */
  guint next;
  GHashTable *layers;  /* credential there -> CoffretLayer */
  GHashTable *members; /* credential there -> GPtrArray of compartments there */
  CoffretRestoreVersions *versions;
  GHashTable *places;    /* compartment there -> compartment here */
  GHashTable *positions; /* coffret_compartments_positions() there */
  GHashTable *ends;      /* compartment here -> the first position that is free in it */
  GPtrArray *batch;      /* Original */
  CoffretRestoreAttachments *attachments;
  CoffretRestoreSharing *sharing;
  gboolean sharing_next; /* of all else nothing is left */
};

static void
original_free (gpointer data)
{
  Original *original = data;

  g_free (original->sha256);
  g_free (original->name);
  g_clear_pointer (&original->bytes, g_bytes_unref);
  g_ptr_array_unref (original->records);
  g_free (original);
}

static GPtrArray *
list_ids (CoffretDatabase *source, GError **error)
{
  return coffret_statement_list_texts (
    coffret_statement_new (source,
                           "SELECT id FROM originals WHERE id IN "
                           "(SELECT original_id FROM credentials) ORDER BY rowid",
                           error, ""),
    error);
}

CoffretRestoreRows *
coffret_restore_rows_new (CoffretDatabase *source,
                          CoffretInstant made,
                          gboolean new,
                          CoffretRestoreFlags flags,
                          CoffretRestoreReport *report,
                          GError **error)
{
  g_autoptr (CoffretRestoreRows) rows = g_new0 (CoffretRestoreRows, 1);

  rows->source = source;
  rows->date = coffret_instant_to_date (made);
  rows->new = new;
  rows->flags = flags;
  rows->report = report;
  rows->batch = g_ptr_array_new_with_free_func (original_free);
  rows->ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  rows->ids = list_ids (source, error);
  rows->layers = rows->ids != NULL ? coffret_layers_list (source, error) : NULL;
  rows->members = rows->layers != NULL ? coffret_compartments_members (source, error) : NULL;
  rows->positions = rows->members != NULL ? coffret_compartments_positions (source, error) : NULL;
  rows->attachments =
    rows->positions != NULL ? coffret_restore_attachments_new (source, report, error) : NULL;
  rows->versions = rows->attachments != NULL ? coffret_restore_versions_new (source, error) : NULL;
  rows->sharing =
    rows->versions != NULL ? coffret_restore_sharing_new (source, new, report, error) : NULL;
  return rows->sharing != NULL ? g_steal_pointer (&rows) : NULL;
}

void
coffret_restore_rows_free (CoffretRestoreRows *rows)
{
  if (rows == NULL)
    return;
  g_free (rows->date);
  g_clear_pointer (&rows->ids, g_ptr_array_unref);
  g_clear_pointer (&rows->layers, g_hash_table_unref);
  g_clear_pointer (&rows->members, g_hash_table_unref);
  g_clear_pointer (&rows->versions, coffret_restore_versions_free);
  g_clear_pointer (&rows->places, g_hash_table_unref);
  g_clear_pointer (&rows->positions, g_hash_table_unref);
  g_hash_table_unref (rows->ends);
  g_ptr_array_unref (rows->batch);
  coffret_restore_attachments_free (rows->attachments);
  coffret_restore_sharing_free (rows->sharing);
  g_free (rows);
}

gboolean
coffret_restore_rows_frame (CoffretDatabase *target, gpointer data, GError **error)
{
  CoffretRestoreRows *rows = data;

  g_clear_pointer (&rows->places, g_hash_table_unref);
  rows->places = coffret_restore_frame_compartments (rows->source, target, rows->report, error);
  return rows->places != NULL &&
         coffret_restore_frame_identities (rows->source, target, rows->report, error) &&
         coffret_restore_frame_pathways (rows->source, target, error) &&
         coffret_restore_frame_wishes (rows->source, target, rows->new, error) &&
         (!rows->new || coffret_restore_frame_purged (rows->source, target, error)) &&
         ((rows->flags & COFFRET_RESTORE_TRUST) == 0 ||
          coffret_restore_frame_trust (rows->source, target, rows->report, error));
}

/* How many bytes the original ID would fill, by what its pieces say; FALSE: too many, or it says
 * otherwise. */
static gboolean
is_of_size (CoffretDatabase *source, const char *id)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    source,
    "SELECT size, (SELECT coalesce (sum (size), 0) FROM chunks WHERE original_id = originals.id), "
    "(SELECT coalesce (max (size), 0) FROM chunks WHERE original_id = originals.id) "
    "FROM originals WHERE id = ?",
    NULL, "s", id);

  return statement != NULL && coffret_statement_step (statement, NULL) &&
         coffret_statement_int (statement, 0) == coffret_statement_int (statement, 1) &&
         coffret_statement_int (statement, 2) <= coffret_statement_int (statement, 0) &&
         coffret_statement_int (statement, 0) <= (gint64) coffret_limits_default.max_bytes;
}

static CoffretItem *
find_item (GPtrArray *items, GBytes *bytes, const char *place)
{
  g_autofree char *code = coffret_code_from_place (place);

  for (guint i = 0; items != NULL && i < items->len; i++) {
    CoffretItem *item = g_ptr_array_index (items, i);
    if (item->credential != NULL && g_strcmp0 (item->place, place) == 0)
      return coffret_item_ref (item);
  }
  return code != NULL ? coffret_reader_read_place (bytes, place, NULL) : NULL;
}

static void
clean (char **text)
{
  char *valid = *text != NULL ? g_utf8_make_valid (*text, -1) : NULL;

  g_free (*text);
  *text = valid;
}

/* What the backup says of a credential that this Coffret cannot read any more. */
static void
clean_record (CoffretRecord *record)
{
  clean (&record->file_name);
  clean (&record->place);
  clean (&record->envelope);
  clean (&record->format);
  clean (&record->proof);
  clean (&record->digest);
  clean (&record->credential_id);
  clean (&record->issuer_id);
  clean (&record->search);
}

static CoffretInstant
not_later (CoffretInstant instant)
{
  return instant != COFFRET_INSTANT_NONE ? MIN (instant, coffret_instant_now ()) : instant;
}

/* RECORD of the backup, with what its original says now. READ: whether it says anything. */
static CoffretRecord *
renew_record (CoffretRecord *record, GPtrArray *items, GBytes *bytes, gboolean *read)
{
  g_autoptr (CoffretItem) item = find_item (items, bytes, record->place);
  CoffretRecord *fresh;

  *read = item != NULL && item->credential != NULL;
  if (!*read) {
    clean_record (record);
    g_clear_pointer (&record->verdict, g_free);
    record->verifier = 0;
    record->checked = record->turns = COFFRET_INSTANT_NONE;
    fresh = coffret_record_ref (record);
  } else {
    clean (&record->file_name);
    fresh = coffret_record_new (item, record->original_id, record->file_name);
    g_set_str (&fresh->id, record->id);
    fresh->received = record->received;
    fresh->trashed = record->trashed;
  }
  fresh->received = not_later (fresh->received);
  fresh->trashed = not_later (fresh->trashed);
  return fresh;
}

static char *
name_record (const CoffretRecord *record)
{
  const char *title = record->title != NULL ? coffret_text_best (record->title, NULL) : NULL;

  return coffret_clean (title != NULL ? title : record->file_name, 200, FALSE);
}

static gboolean
prepare_original (CoffretRestoreRows *rows, const char *id, gsize *size, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list_of_original (rows->source, id, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  Original *original;

  if (records == NULL)
    return FALSE;
  bytes = is_of_size (rows->source, id) ? coffret_originals_get (rows->source, id, NULL) : NULL;
  rows->report->total += records->len;
  if (bytes == NULL) {
    for (guint i = 0; i < records->len; i++)
      g_ptr_array_add (rows->report->lost, name_record (g_ptr_array_index (records, i)));
    return TRUE;
  }
  if (records->len == 0)
    return TRUE;
  original = g_new0 (Original, 1);
  original->name = g_strdup (((CoffretRecord *) records->pdata[0])->file_name);
  clean (&original->name);
  original->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  original->bytes = g_steal_pointer (&bytes);
  original->records = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_record_unref);
  items =
    coffret_reader_read (original->bytes, original->name, &coffret_limits_default, NULL, NULL);
  for (guint i = 0; i < records->len; i++) {
    gboolean read = FALSE;
    CoffretRecord *record =
      renew_record (g_ptr_array_index (records, i), items, original->bytes, &read);

    g_ptr_array_add (original->records, record);
    if (read)
      rows->report->opened++;
    else
      g_ptr_array_add (rows->report->unread, name_record (record));
  }
  g_ptr_array_add (rows->batch, original);
  *size += g_bytes_get_size (original->bytes);
  return TRUE;
}

gboolean
coffret_restore_rows_prepare (CoffretRestoreRows *rows, gboolean *done, GError **error)
{
  gsize size = 0;

  g_ptr_array_set_size (rows->batch, 0);
  while (rows->next < rows->ids->len && rows->batch->len < BATCH && size < BATCH_BYTES)
    if (!prepare_original (rows, g_ptr_array_index (rows->ids, rows->next++), &size, error))
      return FALSE;
  *done = FALSE;
  if (rows->batch->len > 0)
    return TRUE;
  if (!rows->sharing_next &&
      !coffret_restore_attachments_prepare (rows->attachments, &rows->sharing_next, error))
    return FALSE;
  return !rows->sharing_next || coffret_restore_sharing_prepare (rows->sharing, done, error);
}

/* The credential here that RECORD of ORIGINAL is, "" for none, owned; NULL: an error. */
static char *
find_same (CoffretDatabase *target,
           const Original *original,
           const CoffretRecord *record,
           gboolean *trashed,
           GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    target,
    "SELECT id, trashed IS NOT NULL FROM credentials WHERE place = ?1 AND original_id = "
    "(SELECT id FROM originals WHERE sha256 = ?2) UNION ALL "
    "SELECT id, trashed IS NOT NULL FROM credentials WHERE digest = ?3 ORDER BY 2 LIMIT 1",
    &reason, "sss", record->place, original->sha256, record->digest);
  char *id = NULL;

  if (statement != NULL && coffret_statement_step (statement, &reason)) {
    id = g_strdup (coffret_statement_text (statement, 0));
    *trashed = coffret_statement_int (statement, 1) != 0;
  }
  if (reason == NULL)
    return id != NULL ? id : g_strdup ("");
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* Keeps the id from there where it can be one here. */
static gboolean
settle_id (CoffretDatabase *target, CoffretRecord *record, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    target, "SELECT 1 FROM credentials WHERE id = ?", &reason, "s", record->id);
  gboolean taken = statement != NULL && coffret_statement_step (statement, &reason);

  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (taken || !g_uuid_string_is_valid (record->id)) {
    g_free (record->id);
    record->id = g_uuid_string_random ();
  }
  return TRUE;
}

/* In the order in which they lie there, behind what is in order here. */
static gboolean
put_member (const CoffretRestoreRows *rows,
            CoffretDatabase *target,
            const char *there,
            const char *from,
            const char *place,
            const char *id,
            GError **error)
{
  g_autofree char *key = g_strconcat (from, "/", there, NULL);
  gboolean changed = FALSE;
  gpointer position;
  gpointer end;

  if (!coffret_compartments_put (target, place, id, &changed, error))
    return FALSE;
  if (!changed || !g_hash_table_lookup_extended (rows->positions, key, NULL, &position))
    return TRUE;
  if (!g_hash_table_lookup_extended (rows->ends, place, NULL, &end)) {
    gint64 next = 0;

    if (!coffret_compartments_next_position (target, place, &next, error))
      return FALSE;
    end = GSIZE_TO_POINTER ((gsize) next);
    g_hash_table_insert (rows->ends, g_strdup (place), end);
  }
  return coffret_compartments_set_position (
    target, place, id, (gint64) (GPOINTER_TO_SIZE (end) + GPOINTER_TO_SIZE (position)), error);
}

/* What lies over RECORD there, over ID here. */
static gboolean
bring_along (const CoffretRestoreRows *rows,
             CoffretDatabase *target,
             const char *there,
             const char *id,
             GError **error)
{
  const CoffretLayer *layer = g_hash_table_lookup (rows->layers, there);
  GPtrArray *members = g_hash_table_lookup (rows->members, there);

  coffret_restore_attachments_map (rows->attachments, there, id);
  coffret_restore_sharing_map (rows->sharing, there, id);
  for (guint i = 0; members != NULL && i < members->len; i++) {
    const char *from = g_ptr_array_index (members, i);
    const char *place = g_hash_table_lookup (rows->places, from);
    if (place != NULL && !put_member (rows, target, there, from, place, id, error))
      return FALSE;
  }
  return coffret_restore_versions_came (rows->versions, target, there, id, error) &&
         (layer == NULL ||
          coffret_restore_layer (target, id, layer, rows->date, rows->report, error));
}

static gboolean
add_record (const CoffretRestoreRows *rows,
            CoffretDatabase *target,
            const Original *original,
            CoffretRecord *record,
            gboolean *left_out,
            GError **error)
{
  gboolean purged = FALSE;

  /* A new vault has the list of the backup, which may also have it again. */
  if (!rows->new && !coffret_records_was_purged (target, record->digest, &purged, error))
    return FALSE;
  *left_out = purged && (rows->flags & COFFRET_RESTORE_DELETED) == 0;
  if (*left_out)
    return TRUE;
  g_free (record->original_id);
  record->original_id = coffret_originals_put (target, original->bytes, original->name, error);
  return record->original_id != NULL && settle_id (target, record, error) &&
         coffret_records_add (target, record, error);
}

static gboolean
apply_record (const CoffretRestoreRows *rows,
              CoffretDatabase *target,
              const Original *original,
              CoffretRecord *record,
              GError **error)
{
  CoffretRestoreReport *report = rows->report;
  g_autofree char *there = g_strdup (record->id);
  gboolean trashed = FALSE, left_out = FALSE;
  g_autofree char *same = find_same (target, original, record, &trashed, error);

  if (same == NULL)
    return FALSE;
  if (*same == '\0') {
    if (!add_record (rows, target, original, record, &left_out, error))
      return FALSE;
    if (left_out)
      report->deleted_here++;
    else
      report->added++;
    return left_out || bring_along (rows, target, there, record->id, error);
  }
  if (!trashed || record->trashed != COFFRET_INSTANT_NONE)
    report->already_there++;
  else if ((rows->flags & COFFRET_RESTORE_DELETED) == 0)
    report->deleted_here++;
  else {
    if (!coffret_records_set_trashed (target, same, COFFRET_INSTANT_NONE, error))
      return FALSE;
    report->added++;
  }
  return bring_along (rows, target, there, same, error);
}

gboolean
coffret_restore_rows_apply (CoffretDatabase *target, gpointer data, GError **error)
{
  const CoffretRestoreRows *rows = data;

  for (guint i = 0; i < rows->batch->len; i++) {
    const Original *original = g_ptr_array_index (rows->batch, i);

    for (guint j = 0; j < original->records->len; j++)
      if (!apply_record (rows, target, original, g_ptr_array_index (original->records, j), error))
        return FALSE;
  }
  if (rows->batch->len > 0)
    return TRUE;
  return rows->sharing_next
           ? coffret_restore_sharing_apply (rows->sharing, target, rows->places, error)
           : coffret_restore_attachments_apply (rows->attachments, target, error);
}

void
coffret_restore_rows_discard (CoffretRestoreRows *rows, CoffretVault *vault)
{
  coffret_restore_attachments_discard (rows->attachments, vault);
  coffret_restore_sharing_discard (rows->sharing, vault);
}
