/* Until it has a digest of its own, an original on its way has a word in its place that says so,
 * and then another one once it is to go. No digest looks like either. */
#include "vault/incoming.h"

#include "base/instant.h"
#include "base/settle.h"
#include "vault/chunks.h"

#include <glib/gi18n-lib.h>

#define INCOMING "incoming-"
#define LEFTOVER "leftover-"
/* Those that begin with it: a range, for which the index of the digests serves. */
#define IS_INCOMING "sha256 >= 'incoming-' AND sha256 < 'incoming.'"
#define IS_LEFTOVER "sha256 >= 'leftover-' AND sha256 < 'leftover.'"
/* Chunks that are written together: one flush of the disk for a megabyte. */
#define TOGETHER 4
#define SWEPT_TOGETHER 8
/* What is larger is not deleted at once. */
#define AT_ONCE (2 * 1024 * 1024)

typedef struct {
  GBytes *packed;
  gint64 size;
} Chunk;

struct _CoffretIncoming {
  char *id;
  GChecksum *checksum;
  GPtrArray *waiting; /* Chunk: not written yet */
  GBytes *head;
  gint64 size;
  gint64 written; /* chunks */
  gboolean begun;
};

static void
chunk_free (gpointer data)
{
  Chunk *chunk = data;

  g_bytes_unref (chunk->packed);
  g_free (chunk);
}

CoffretIncoming *
coffret_incoming_new (void)
{
  CoffretIncoming *incoming = g_new0 (CoffretIncoming, 1);

  incoming->id = g_uuid_string_random ();
  incoming->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  incoming->waiting = g_ptr_array_new_with_free_func (chunk_free);
  return incoming;
}

void
coffret_incoming_free (CoffretIncoming *incoming)
{
  if (incoming == NULL)
    return;
  g_free (incoming->id);
  g_checksum_free (incoming->checksum);
  g_ptr_array_unref (incoming->waiting);
  g_clear_pointer (&incoming->head, g_bytes_unref);
  g_free (incoming);
}

void
coffret_incoming_feed (CoffretIncoming *incoming, GBytes *chunk)
{
  Chunk *waiting = g_new (Chunk, 1);

  waiting->size = (gint64) g_bytes_get_size (chunk);
  waiting->packed = coffret_chunk_pack (chunk);
  g_checksum_update (incoming->checksum, g_bytes_get_data (chunk, NULL), (gssize) waiting->size);
  if (incoming->head == NULL)
    incoming->head = g_bytes_ref (chunk);
  incoming->size += waiting->size;
  g_ptr_array_add (incoming->waiting, waiting);
}

static gboolean
begin (CoffretIncoming *incoming, CoffretDatabase *database, GError **error)
{
  g_autofree char *mark = g_strconcat (INCOMING, incoming->id, NULL);

  return coffret_statement_finish (
    coffret_statement_new (
      database,
      "INSERT INTO originals (id, sha256, name, size, received) VALUES (?, ?, NULL, 0, ?)", error,
      "ssi", incoming->id, mark, (gint64) coffret_instant_now ()),
    error);
}

/* Kept as they are until the transaction is known to hold. */
gboolean
coffret_incoming_write (CoffretDatabase *database, gpointer data, GError **error)
{
  CoffretIncoming *incoming = data;

  if (!incoming->begun && !begin (incoming, database, error))
    return FALSE;
  for (guint i = 0; i < incoming->waiting->len; i++) {
    const Chunk *chunk = g_ptr_array_index (incoming->waiting, i);

    if (!coffret_chunk_put (database, incoming->id, incoming->written + i, chunk->packed,
                            chunk->size, error))
      return FALSE;
  }
  incoming->begun = TRUE;
  incoming->written += incoming->waiting->len;
  g_ptr_array_set_size (incoming->waiting, 0);
  return TRUE;
}

/* A chunk, the last one shorter; NULL without error: the end. */
static GBytes *
read_chunk (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *bytes = g_malloc (COFFRET_CHUNK);
  gsize got = 0;

  if (!g_input_stream_read_all (stream, bytes, COFFRET_CHUNK, &got, cancellable, error) || got == 0)
    return NULL;
  return g_bytes_new_take (g_realloc (g_steal_pointer (&bytes), got), got);
}

static gboolean
read_all (CoffretIncoming *incoming,
          CoffretVault *vault,
          GInputStream *stream,
          CoffretStreamProgress progress,
          gpointer data,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GError) reason = NULL;
  gboolean more = TRUE;

  while (more) {
    while (more && incoming->waiting->len < TOGETHER) {
      g_autoptr (GBytes) chunk = read_chunk (stream, cancellable, &reason);

      if (reason != NULL) {
        g_propagate_error (error, g_steal_pointer (&reason));
        return FALSE;
      }
      more = chunk != NULL;
      if (more)
        coffret_incoming_feed (incoming, chunk);
    }
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if ((incoming->waiting->len > 0 || !incoming->begun) &&
        !coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, coffret_incoming_write, incoming,
                                 error))
      return FALSE;
    if (progress != NULL)
      progress (incoming->size, data);
  }
  return TRUE;
}

CoffretIncoming *
coffret_incoming_read (CoffretVault *vault,
                       GInputStream *stream,
                       CoffretStreamProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (CoffretIncoming) incoming = coffret_incoming_new ();

  if (read_all (incoming, vault, stream, progress, data, cancellable, error))
    return g_steal_pointer (&incoming);
  coffret_incoming_discard (incoming, vault);
  return NULL;
}

const char *
coffret_incoming_get_sha256 (CoffretIncoming *incoming)
{
  return g_checksum_get_string (incoming->checksum);
}

gint64
coffret_incoming_get_size (CoffretIncoming *incoming)
{
  return incoming->size;
}

GBytes *
coffret_incoming_get_head (CoffretIncoming *incoming)
{
  return incoming->head != NULL ? g_bytes_ref (incoming->head) : g_bytes_new (NULL, 0);
}

gboolean
coffret_incoming_abandon (CoffretIncoming *incoming, CoffretDatabase *database, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database,
                                                          "UPDATE originals SET sha256 = '" LEFTOVER
                                                          "' || id "
                                                          "WHERE id = ? AND " IS_INCOMING,
                                                          error, "s", incoming->id),
                                   error);
}

char *
coffret_incoming_settle (CoffretIncoming *incoming,
                         CoffretDatabase *database,
                         const char *name,
                         GError **error)
{
  const char *sha256 = coffret_incoming_get_sha256 (incoming);
  g_autoptr (GError) reason = NULL;
  g_autofree char *same = NULL;

  g_assert (incoming->begun && incoming->waiting->len == 0);
  same = coffret_originals_find (database, sha256, &reason);
  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  if (same != NULL)
    return coffret_incoming_abandon (incoming, database, error) ? g_steal_pointer (&same) : NULL;
  if (!coffret_statement_finish (
        coffret_statement_new (database,
                               "UPDATE originals SET sha256 = ?, name = ?, size = ? WHERE id = ? "
                               "AND " IS_INCOMING,
                               error, "ssis", sha256, name, incoming->size, incoming->id),
        error))
    return NULL;
  if (coffret_database_changes (database) != 1) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This file is no longer in the vault."));
    return NULL;
  }
  return g_strdup (incoming->id);
}

static gboolean
abandon (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_incoming_abandon (data, database, error);
}

static gboolean
sweep (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_leftovers_sweep (database, data, error);
}

void
coffret_incoming_discard (CoffretIncoming *incoming, CoffretVault *vault)
{
  gboolean done = FALSE;

  g_ptr_array_set_size (incoming->waiting, 0);
  if (!incoming->begun ||
      !coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, abandon, incoming, NULL))
    return;
  while (!done && coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, sweep, &done, NULL))
    ;
}

/* Whether SQL, a query, has a row. */
static gboolean
has_row (CoffretDatabase *database, const char *sql, gboolean *there, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, sql, error, "");

  if (statement == NULL)
    return FALSE;
  *there = coffret_statement_step (statement, &reason);
  return coffret_settle (&reason, error);
}

static gboolean
execute (CoffretDatabase *database, const char *sql, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database, sql, error, ""), error);
}

/* What nobody can put back any more. */
static gboolean
drop_removed (CoffretDatabase *database, GError **error)
{
  return execute (database,
                  "UPDATE originals SET sha256 = '" LEFTOVER "' || id WHERE id IN "
                  "(SELECT original_id FROM attachments WHERE removed IS NOT NULL) "
                  "AND NOT EXISTS (SELECT 1 FROM credentials WHERE original_id = originals.id) "
                  "AND NOT EXISTS (SELECT 1 FROM attachments WHERE original_id = originals.id "
                  "AND removed IS NULL) "
                  "AND NOT EXISTS (SELECT 1 FROM shares WHERE original_id = originals.id)",
                  error) &&
         execute (database, "DELETE FROM attachments WHERE removed IS NOT NULL", error) &&
         execute (database, "DELETE FROM sharing_groups WHERE removed IS NOT NULL", error);
}

gboolean
coffret_leftovers_find (CoffretDatabase *database, gboolean *sweep, GError **error)
{
  gboolean removed = FALSE, cut_short = FALSE;

  if (!has_row (database,
                "SELECT 1 FROM (SELECT removed FROM attachments UNION ALL "
                "SELECT removed FROM sharing_groups) WHERE removed IS NOT NULL LIMIT 1",
                &removed, error) ||
      !has_row (database, "SELECT 1 FROM originals WHERE " IS_INCOMING " LIMIT 1", &cut_short,
                error))
    return FALSE;
  if (removed && !drop_removed (database, error))
    return FALSE;
  if (cut_short &&
      !execute (database, "UPDATE originals SET sha256 = '" LEFTOVER "' || id WHERE " IS_INCOMING,
                error))
    return FALSE;
  return has_row (database, "SELECT 1 FROM originals WHERE " IS_LEFTOVER " LIMIT 1", sweep, error);
}

gboolean
coffret_leftovers_mark (CoffretDatabase *database, GError **error)
{
  return coffret_statement_finish (coffret_statement_new (database,
                                                          "UPDATE originals SET sha256 = '" LEFTOVER
                                                          "' || id "
                                                          "WHERE size > ? AND " COFFRET_IS_NOBODYS,
                                                          error, "i", (gint64) AT_ONCE),
                                   error);
}

/* From the end: so that a chunk in the middle is never missing from what looks whole. */
gboolean
coffret_leftovers_sweep (CoffretDatabase *database, gboolean *done, GError **error)
{
  gboolean more = FALSE;

  if (!coffret_statement_finish (
        coffret_statement_new (
          database,
          "DELETE FROM chunks WHERE rowid IN (SELECT rowid FROM chunks WHERE original_id = "
          "(SELECT id FROM originals WHERE " IS_LEFTOVER " LIMIT 1) ORDER BY n DESC LIMIT ?)",
          error, "i", (gint64) SWEPT_TOGETHER),
        error))
    return FALSE;
  if (coffret_database_changes (database) < SWEPT_TOGETHER &&
      !execute (database,
                "DELETE FROM originals WHERE id = (SELECT id FROM originals WHERE " IS_LEFTOVER
                " LIMIT 1)",
                error))
    return FALSE;
  if (!has_row (database, "SELECT 1 FROM originals WHERE " IS_LEFTOVER " LIMIT 1", &more, error))
    return FALSE;
  *done = !more;
  return TRUE;
}
