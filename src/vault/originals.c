/* The bytes as received, once per content, in chunks of one size. Each is deflated
 * where that helps: most credentials are JSON, and a vault is to stay smaller than
 * twice what was put into it. */
#include "vault/chunks.h"

#include "base/instant.h"
#include "vault/records.h"

#include <glib/gi18n-lib.h>
#include <zlib.h>

char *
coffret_originals_find (CoffretDatabase *database, const char *sha256, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT id FROM originals WHERE sha256 = ?", error, "s", sha256);

  if (statement == NULL || !coffret_statement_step (statement, error))
    return NULL;
  return g_strdup (coffret_statement_text (statement, 0));
}

GBytes *
coffret_chunk_pack (GBytes *chunk)
{
  gsize size = g_bytes_get_size (chunk);
  uLongf packed_size = compressBound (size);
  g_autofree guint8 *packed = g_malloc (packed_size);

  /* What was packed before it came, as pictures and archives are, gets no shorter. */
  if (compress2 (packed, &packed_size, g_bytes_get_data (chunk, NULL), size, Z_BEST_SPEED) !=
        Z_OK ||
      packed_size >= size)
    return g_bytes_ref (chunk);
  return g_bytes_new_take (g_steal_pointer (&packed), packed_size);
}

GBytes *
coffret_chunk_unpack (GBytes *packed, gint64 size)
{
  gsize packed_size = g_bytes_get_size (packed);
  g_autofree guint8 *chunk = NULL;
  uLongf length = COFFRET_CHUNK;

  if (size == (gint64) packed_size)
    return g_bytes_ref (packed);
  chunk = g_malloc (COFFRET_CHUNK);
  if (uncompress (chunk, &length, g_bytes_get_data (packed, NULL), packed_size) != Z_OK ||
      (gint64) length != size)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&chunk), length);
}

gboolean
coffret_chunk_put (CoffretDatabase *database,
                   const char *original,
                   gint64 n,
                   GBytes *packed,
                   gint64 size,
                   GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "INSERT INTO chunks (original_id, n, size, bytes) VALUES (?, ?, ?, ?)",
                           error, "siib", original, n, size, packed),
    error);
}

static gboolean
put_chunks (CoffretDatabase *database, const char *id, GBytes *bytes, GError **error)
{
  gsize size = g_bytes_get_size (bytes);
  gint64 n = 0;

  for (gsize offset = 0; offset < size; offset += COFFRET_CHUNK) {
    gsize length = MIN (COFFRET_CHUNK, size - offset);
    g_autoptr (GBytes) chunk = g_bytes_new_from_bytes (bytes, offset, length);
    g_autoptr (GBytes) packed = coffret_chunk_pack (chunk);

    if (!coffret_chunk_put (database, id, n++, packed, (gint64) length, error))
      return FALSE;
  }
  return TRUE;
}

char *
coffret_originals_put (CoffretDatabase *database, GBytes *bytes, const char *name, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GError) reason = NULL;
  g_autofree char *id = coffret_originals_find (database, sha256, &reason);

  if (reason != NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  if (id != NULL)
    return g_steal_pointer (&id);
  id = g_uuid_string_random ();
  if (!coffret_statement_finish (
        coffret_statement_new (
          database,
          "INSERT INTO originals (id, sha256, name, size, received) VALUES (?, ?, ?, ?, ?)", error,
          "sssii", id, sha256, name, (gint64) g_bytes_get_size (bytes), coffret_instant_now ()),
        error) ||
      !put_chunks (database, id, bytes, error))
    return NULL;
  return g_steal_pointer (&id);
}

/* SHA256 and SIZE of what was put there; FALSE without error: no such original. */
static gboolean
describe (CoffretDatabase *database, const char *id, char **sha256, gint64 *size, GError **error)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT sha256, size FROM originals WHERE id = ?", error, "s", id);

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  *sha256 = g_strdup (coffret_statement_text (statement, 0));
  *size = coffret_statement_int (statement, 1);
  return TRUE;
}

GBytes *
coffret_originals_join (CoffretDatabase *database, const char *id, gint64 size, GError **error)
{
  g_autoptr (GByteArray) content = g_byte_array_sized_new ((guint) CLAMP (size, 0, G_MAXINT32));
  g_autoptr (GError) reason = NULL;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT bytes, size FROM chunks WHERE original_id = ? ORDER BY n", error, "s", id);

  if (statement == NULL)
    return NULL;
  while (coffret_statement_step (statement, &reason)) {
    g_autoptr (GBytes) packed = coffret_statement_bytes (statement, 0);
    g_autoptr (GBytes) chunk = coffret_chunk_unpack (packed, coffret_statement_int (statement, 1));

    /* Left out, it makes every checksum differ. */
    if (chunk == NULL)
      break;
    g_byte_array_append (content, g_bytes_get_data (chunk, NULL), (guint) g_bytes_get_size (chunk));
  }
  if (reason == NULL)
    return g_byte_array_free_to_bytes (g_steal_pointer (&content));
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

GBytes *
coffret_originals_get (CoffretDatabase *database, const char *id, GError **error)
{
  g_autofree char *sha256 = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 size = 0;

  if (!describe (database, id, &sha256, &size, &reason)) {
    if (reason == NULL)
      g_set_error_literal (&reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT,
                           _ ("This credential is no longer in the vault."));
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  bytes = coffret_originals_join (database, id, size, error);
  if (bytes == NULL)
    return NULL;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (g_strcmp0 (found, sha256) == 0)
    return g_steal_pointer (&bytes);
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                       _ ("The original of this credential is damaged in the vault. Please restore "
                          "a backup."));
  return NULL;
}
