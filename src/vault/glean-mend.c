#include "vault/glean.h"

#include "base/settle.h"
#include "vault/compartments.h"
#include "vault/outgoing.h"
#include "vault/records.h"
#include "vault/shares.h"

#include <glib/gi18n-lib.h>

/* One whose rows are to be read out of it again. */
typedef struct {
  char *id;
  char *name;
  CoffretInstant received;
} Original;

static void
original_free (gpointer data)
{
  Original *original = data;

  g_free (original->id);
  g_free (original->name);
  g_free (original);
}

/* FALSE: an error. */
static gboolean
execute (CoffretDatabase *into, const char *sql, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (into, sql, error, ""), error);
}

static gboolean
mend_originals (CoffretDatabase *into, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (
      into,
      "INSERT OR IGNORE INTO originals (id, sha256, name, size, received) SELECT i.key, s.key, "
      "(SELECT file_name FROM credentials WHERE original_id = i.key), "
      "(SELECT sum(size) FROM chunks WHERE original_id = i.key), "
      "coalesce ((SELECT max(received) FROM credentials WHERE original_id = i.key), ?) "
      "FROM gleaned_indexes i JOIN gleaned_indexes s "
      "ON s.owner = 'sqlite_autoindex_originals_2' AND s.row = i.row "
      "WHERE i.owner = 'sqlite_autoindex_originals_1' "
      "AND EXISTS (SELECT 1 FROM chunks WHERE original_id = i.key)",
      error, "i", (gint64) coffret_instant_now ()),
    error);
}

/* Owned; NULL: a chunk is missing or damaged. */
static char *
digest_chunks (CoffretDatabase *into, const char *id, gint64 size)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 done = 0;

  for (gint64 n = 0; done < size; n++) {
    g_autoptr (GBytes) chunk = coffret_outgoing_chunk (into, id, n, NULL);

    if (chunk == NULL)
      return NULL;
    g_checksum_update (checksum, g_bytes_get_data (chunk, NULL), (gssize) g_bytes_get_size (chunk));
    done += (gint64) g_bytes_get_size (chunk);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Without those indexes: its bytes have the digest of some original. */
static gboolean
mend_original (CoffretDatabase *into, const char *id, gint64 size, GError **error)
{
  g_autofree char *sha256 = digest_chunks (into, id, size);

  return sha256 == NULL ||
         coffret_statement_finish (
           coffret_statement_new (
             into,
             "INSERT OR IGNORE INTO originals (id, sha256, name, size, received) SELECT ?1, ?2, "
             "coalesce ((SELECT file_name FROM credentials WHERE original_id = ?1), "
             "(SELECT name FROM attachments WHERE original_id = ?1)), ?3, coalesce ((SELECT "
             "max(received) FROM credentials WHERE original_id = ?1), ?4) "
             "WHERE EXISTS (SELECT 1 FROM gleaned_indexes WHERE key = ?2) "
             "OR EXISTS (SELECT 1 FROM shares WHERE sha256 = ?2)",
             error, "ssii", id, sha256, size, (gint64) coffret_instant_now ()),
           error);
}

static gboolean
mend_other_originals (CoffretDatabase *into, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) reason = NULL;
  CoffretStatement *statement =
    coffret_statement_new (into,
                           "SELECT original_id, sum(size) FROM chunks WHERE original_id NOT IN "
                           "(SELECT id FROM originals) GROUP BY original_id",
                           error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason)) {
    gint64 size = coffret_statement_int (statement, 1);

    g_ptr_array_add (ids, g_strdup (coffret_statement_text (statement, 0)));
    g_array_append_val (sizes, size);
  }
  coffret_statement_free (statement);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  for (guint i = 0; i < ids->len; i++)
    if (!mend_original (into, g_ptr_array_index (ids, i), g_array_index (sizes, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* A group without its row has no name, no key and no reader: nobody could say what it shows to
 * whom. Its ledger lines stand by themselves, but for those of no share. */
static gboolean
mend_sharing (CoffretDatabase *into, GError **error)
{
  return execute (into,
                  "DELETE FROM sharing_members WHERE sharing_group NOT IN "
                  "(SELECT id FROM sharing_groups WHERE removed IS NULL)",
                  error) &&
         execute (into, "DELETE FROM share_items WHERE share NOT IN (SELECT id FROM shares)",
                  error);
}

/* The end of a row that was cut, as far as indexes have it. */
static gboolean
mend_dates (CoffretDatabase *into, GError **error)
{
  return execute (
    into,
    "UPDATE credentials SET received = coalesce ((SELECT key FROM gleaned_indexes WHERE owner = "
    "'credentials_received' AND row = sequence), (SELECT received FROM originals WHERE id = "
    "original_id), 0), trashed = (SELECT key FROM gleaned_indexes WHERE owner = "
    "'credentials_trashed' AND row = sequence) WHERE received = 0",
    error);
}

/* Those from which a credential is missing. What was shared holds some, and is no original of
 * theirs. */
static GPtrArray *
list_incomplete (CoffretDatabase *into, GError **error)
{
  g_autoptr (GPtrArray) originals = g_ptr_array_new_with_free_func (original_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    into,
    "SELECT id, name, received FROM originals WHERE (id NOT IN (SELECT original_id FROM "
    "credentials UNION ALL SELECT original_id FROM attachments UNION ALL SELECT original_id FROM "
    "shares WHERE original_id IS NOT NULL) AND (name IS NULL OR name NOT LIKE '" COFFRET_SHARE_KEPT
    "%')) OR id IN (SELECT key FROM gleaned_indexes WHERE owner = 'credentials_original' "
    "AND row NOT IN (SELECT sequence FROM credentials))",
    error, "");

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    Original *original = g_new0 (Original, 1);

    original->id = g_strdup (coffret_statement_text (statement, 0));
    original->name = g_strdup (coffret_statement_text (statement, 1));
    original->received = coffret_statement_int (statement, 2);
    g_ptr_array_add (originals, original);
  }
  if (reason == NULL)
    return g_steal_pointer (&originals);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

static gboolean
is_known (CoffretDatabase *into, const char *digest, gboolean *known, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (into,
                           "SELECT 1 FROM credentials WHERE digest = ?1 UNION ALL "
                           "SELECT 1 FROM purged WHERE digest = ?1 LIMIT 1",
                           error, "s", digest);

  if (statement == NULL)
    return FALSE;
  *known = coffret_statement_step (statement, &reason);
  return coffret_settle (&reason, error);
}

/* What the indexes still say of the row of RECORD. */
static gboolean
recall (CoffretDatabase *into, CoffretRecord *record, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    into,
    "SELECT i.key, (SELECT key FROM gleaned_indexes WHERE owner = 'credentials_received' "
    "AND row = d.row), (SELECT key FROM gleaned_indexes WHERE owner = 'credentials_trashed' "
    "AND row = d.row) FROM gleaned_indexes d JOIN gleaned_indexes i "
    "ON i.owner = 'sqlite_autoindex_credentials_1' AND i.row = d.row "
    "WHERE d.owner = 'credentials_digest' AND d.key = ?",
    error, "s", record->digest);

  if (statement == NULL)
    return FALSE;
  if (coffret_statement_step (statement, &reason)) {
    g_set_str (&record->id, coffret_statement_text (statement, 0));
    if (coffret_statement_instant (statement, 1) != COFFRET_INSTANT_NONE)
      record->received = coffret_statement_instant (statement, 1);
    record->trashed = coffret_statement_instant (statement, 2);
  }
  return coffret_settle (&reason, error);
}

/* A damaged original gives nothing, and takes nothing from the others. */
static gboolean
mend_credentials (CoffretDatabase *into, const Original *original, GError **error)
{
  g_autoptr (GBytes) bytes = coffret_originals_get (into, original->id, NULL);
  g_autoptr (GPtrArray) items =
    bytes != NULL ? coffret_reader_read (bytes, original->name, &coffret_limits_default, NULL, NULL)
                  : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const CoffretItem *item = g_ptr_array_index (items, i);
    g_autoptr (CoffretRecord) record = NULL;
    gboolean known = FALSE;

    if (item->credential == NULL)
      continue;
    if (!is_known (into, item->digest, &known, error))
      return FALSE;
    if (known)
      continue;
    record = coffret_record_new (item, original->id, original->name);
    record->received = original->received;
    if (!recall (into, record, error) || !coffret_records_add (into, record, error))
      return FALSE;
  }
  return TRUE;
}

/* A pair is told by which of both is a credential; where both are, by one being the other's later
 * version, it is of another index. */
static gboolean
mend_members (CoffretDatabase *into, GError **error)
{
  return execute (into,
                  "DELETE FROM gleaned_pairs WHERE (a IN (SELECT id FROM credentials) AND b IN "
                  "(SELECT id FROM credentials)) OR EXISTS (SELECT 1 FROM versions WHERE "
                  "(newer = a AND older = b) OR (newer = b AND older = a))",
                  error) &&
         execute (into,
                  "INSERT OR IGNORE INTO compartment_members (compartment, credential, position) "
                  "SELECT a, b, CASE WHEN typeof (c) = 'integer' THEN c END FROM gleaned_pairs "
                  "WHERE b IN (SELECT id FROM credentials) ORDER BY typeof (c) <> 'integer'",
                  error) &&
         execute (into,
                  "INSERT OR IGNORE INTO compartment_members (compartment, credential) "
                  "SELECT b, a FROM gleaned_pairs WHERE a IN (SELECT id FROM credentials)",
                  error);
}

static gboolean
mend_compartments (CoffretDatabase *into, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  CoffretStatement *statement =
    coffret_statement_new (into,
                           "SELECT DISTINCT compartment FROM compartment_members "
                           "WHERE compartment NOT IN (SELECT id FROM compartments)",
                           error, "");

  if (statement == NULL)
    return FALSE;
  while (coffret_statement_step (statement, &reason))
    g_ptr_array_add (ids, g_strdup (coffret_statement_text (statement, 0)));
  coffret_statement_free (statement);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  for (guint i = 0; i < ids->len; i++) {
    g_autofree char *name =
      /* Translators: a compartment whose name is lost; %u counts them. */
      g_strdup_printf (_ ("Compartment %u"), i + 1);
    g_autoptr (CoffretCompartmentRow) row = coffret_compartment_row_new (name);

    g_set_str (&row->id, g_ptr_array_index (ids, i));
    row->position = G_MAXINT16 + (int) i;
    if (!coffret_compartments_save (into, row, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
mend_all (CoffretDatabase *into, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) incomplete = NULL;

  if (!mend_originals (into, error) || !mend_other_originals (into, error) ||
      !mend_dates (into, error))
    return FALSE;
  incomplete = list_incomplete (into, error);
  for (guint i = 0; incomplete != NULL && i < incomplete->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !mend_credentials (into, g_ptr_array_index (incomplete, i), error))
      return FALSE;
  return incomplete != NULL && mend_members (into, error) && mend_compartments (into, error) &&
         mend_sharing (into, error);
}

gboolean
coffret_glean_mend (CoffretDatabase *into, GCancellable *cancellable, GError **error)
{
  gboolean mended = coffret_database_begin (into, error) && mend_all (into, cancellable, error) &&
                    coffret_database_commit (into, error);

  if (!mended)
    coffret_database_rollback (into);
  return mended;
}
