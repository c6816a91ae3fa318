#include "vault/outgoing.h"

#include "vault/chunks.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Chunks that are read together. None is longer than it was before it was packed. */
#define TOGETHER 4

typedef struct {
  const char *original;
  gint64 next;
  GPtrArray *chunks; /* GBytes */
  char *sha256;
  gint64 size;
} Outgoing;

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                       _ ("This file is damaged in the vault. Please restore a backup."));
  return FALSE;
}

GBytes *
coffret_outgoing_chunk (CoffretDatabase *database, const char *original, gint64 n, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database,
                           "SELECT CASE WHEN length (bytes) <= ?3 THEN bytes END, size FROM chunks "
                           "WHERE original_id = ?1 AND n = ?2",
                           error, "sii", original, n, (gint64) COFFRET_CHUNK);
  g_autoptr (GBytes) packed = NULL;
  GBytes *chunk;

  if (statement == NULL)
    return NULL;
  if (!coffret_statement_step (statement, &reason)) {
    if (reason != NULL)
      g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  packed = coffret_statement_bytes (statement, 0);
  chunk =
    packed != NULL ? coffret_chunk_unpack (packed, coffret_statement_int (statement, 1)) : NULL;
  if (chunk == NULL)
    set_damaged (error);
  return chunk;
}

static gboolean
describe (CoffretDatabase *database, gpointer data, GError **error)
{
  Outgoing *outgoing = data;
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT sha256, size FROM originals WHERE id = ?", error, "s", outgoing->original);

  if (statement == NULL)
    return FALSE;
  if (coffret_statement_step (statement, &reason)) {
    g_set_str (&outgoing->sha256, coffret_statement_text (statement, 0));
    outgoing->size = coffret_statement_int (statement, 1);
    return TRUE;
  }
  if (reason == NULL)
    g_set_error_literal (&reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                         _ ("This file is no longer in the vault."));
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
fetch (CoffretDatabase *database, gpointer data, GError **error)
{
  Outgoing *outgoing = data;
  g_autoptr (GError) reason = NULL;

  g_ptr_array_set_size (outgoing->chunks, 0);
  while (outgoing->chunks->len < TOGETHER) {
    GBytes *chunk = coffret_outgoing_chunk (database, outgoing->original,
                                            outgoing->next + outgoing->chunks->len, &reason);

    if (reason != NULL) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
    if (chunk == NULL)
      break;
    g_ptr_array_add (outgoing->chunks, chunk);
  }
  return TRUE;
}

static gboolean
write_chunks (Outgoing *outgoing,
              GChecksum *checksum,
              gint64 *done,
              GOutputStream *stream,
              GCancellable *cancellable,
              GError **error)
{
  for (guint i = 0; i < outgoing->chunks->len; i++) {
    gsize size;
    const void *bytes = g_bytes_get_data (g_ptr_array_index (outgoing->chunks, i), &size);

    g_checksum_update (checksum, bytes, (gssize) size);
    *done += (gint64) size;
    if (*done > outgoing->size)
      return set_damaged (error);
    if (!g_output_stream_write_all (stream, bytes, size, NULL, cancellable, error))
      return FALSE;
  }
  outgoing->next += outgoing->chunks->len;
  return TRUE;
}

static void
outgoing_clear (Outgoing *outgoing)
{
  g_clear_pointer (&outgoing->chunks, g_ptr_array_unref);
  g_clear_pointer (&outgoing->sha256, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outgoing, outgoing_clear)

gboolean
coffret_outgoing_write (CoffretVault *vault,
                        const char *original,
                        GOutputStream *stream,
                        CoffretStreamProgress progress,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (Outgoing) outgoing = { .original = original };
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gint64 done = 0;

  outgoing.chunks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  if (!coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, describe, &outgoing, error))
    return FALSE;
  do {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, fetch, &outgoing, error) ||
        !write_chunks (&outgoing, checksum, &done, stream, cancellable, error))
      return FALSE;
    if (progress != NULL)
      progress (done, data);
  } while (outgoing.chunks->len > 0);
  return (done == outgoing.size &&
          g_str_equal (g_checksum_get_string (checksum), outgoing.sha256)) ||
         set_damaged (error);
}

gboolean
coffret_outgoing_save (CoffretVault *vault,
                       const char *original,
                       const char *path,
                       int mode,
                       CoffretStreamProgress progress,
                       gpointer data,
                       GCancellable *cancellable,
                       GError **error)
{
  int file = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
  g_autoptr (GOutputStream) stream = NULL;
  gboolean saved;

  if (file < 0) {
    int reason = errno;

    g_set_error_literal (error, G_FILE_ERROR, g_file_error_from_errno (reason),
                         g_strerror (reason));
    return FALSE;
  }
  stream = g_unix_output_stream_new (file, TRUE);
  saved = coffret_outgoing_write (vault, original, stream, progress, data, cancellable, error) &&
          g_output_stream_close (stream, cancellable, error);
  if (!saved)
    g_unlink (path);
  return saved;
}
