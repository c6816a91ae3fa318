#include "vault/backup-file.h"

#include "base/base64.h"
#include "vault/migrations.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC_LENGTH 16
#define MAX_JSON (64 * 1024)
#define CHECKSUM_LENGTH 32
#define PIECE (64 * 1024)
#define SEALED (PIECE + crypto_secretstream_xchacha20poly1305_ABYTES)
#define KDF_CONTEXT "coffback"
#define KDF_NUMBER 3
/* Past any disk, and far from overflowing when pieces are counted. */
#define MAX_SIZE (G_GINT64_CONSTANT (1) << 48)

static const guint8 magic[MAGIC_LENGTH] = "Coffret backup\n";

CoffretBackupHeader *
coffret_backup_header_new (CoffretKeyslots *slots)
{
  CoffretBackupHeader *header = g_new0 (CoffretBackupHeader, 1);

  header->slots = slots;
  header->made = coffret_instant_now ();
  header->machine = coffret_backup_machine (coffret_keyslots_get_vault (slots));
  header->schema = COFFRET_SCHEMA_VERSION;
  return header;
}

void
coffret_backup_header_free (CoffretBackupHeader *header)
{
  if (header == NULL)
    return;
  coffret_keyslots_free (header->slots);
  g_free (header->machine);
  g_clear_pointer (&header->prefix, g_bytes_unref);
  g_free (header);
}

char *
coffret_backup_machine (const char *vault)
{
  g_autofree char *id = NULL;
  guint8 hash[crypto_generichash_BYTES_MIN];
  char *text = g_malloc (2 * sizeof hash + 1);

  /* Where there is none, two computers look alike: rotation then keeps fewer of each. */
  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    id = g_strdup ("");
  crypto_generichash (hash, sizeof hash, (const guint8 *) g_strchomp (id), strlen (id),
                      (const guint8 *) vault, strlen (vault));
  sodium_bin2hex (text, 2 * sizeof hash + 1, hash, sizeof hash);
  return text;
}

void
coffret_backup_set_errno (int reason, GError **error)
{
  if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL, "%s (%s)",
                 _ ("There is not enough room on the disk, so no backup was made. Make some room "
                    "or choose another folder, and try again."),
                 g_strerror (reason));
  else if (reason == EROFS || reason == EACCES || reason == EPERM)
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY, "%s (%s)",
                 _ ("Coffret may not write in this folder, so no backup was made there. Please "
                    "choose another folder."),
                 g_strerror (reason));
  else
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO, "%s (%s)",
                 _ ("The disk with the backup did not do what was asked. Your vault was not "
                    "changed. Please try again."),
                 g_strerror (reason));
}

void
coffret_backup_set_damaged (const char *what, GError **error)
{
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
               _ ("This backup is damaged, so nothing was taken from it. Nothing was changed. "
                  "Please use another backup."),
               what);
}

/* How many bytes came, fewer only at the end; -1: errno. */
static gssize
read_whole (int file, guint8 *data, gsize size)
{
  gsize got = 0;

  while (got < size) {
    gssize n = read (file, data + got, size - got);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return -1;
    if (n == 0)
      break;
    got += (gsize) n;
  }
  return (gssize) got;
}

static gboolean
read_exactly (int file, guint8 *data, gsize size, GError **error)
{
  gssize got = read_whole (file, data, size);

  if (got == (gssize) size)
    return TRUE;
  if (got < 0)
    coffret_backup_set_errno (errno, error);
  else
    coffret_backup_set_damaged ("cut short", error);
  return FALSE;
}

static gboolean
write_whole (int file, const guint8 *data, gsize size, GError **error)
{
  while (size > 0) {
    gssize n = write (file, data, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      coffret_backup_set_errno (n < 0 ? errno : EIO, error);
      return FALSE;
    }
    data += n;
    size -= (gsize) n;
  }
  return TRUE;
}

/* Of a snapshot of SIZE bytes, from the stream's beginning to the end of the file. */
static gint64
stream_length (gint64 size)
{
  gint64 pieces = (size + PIECE - 1) / PIECE;

  return crypto_secretstream_xchacha20poly1305_HEADERBYTES + size +
         pieces * crypto_secretstream_xchacha20poly1305_ABYTES;
}

static char *
write_json (const CoffretBackupHeader *header)
{
  g_autoptr (GBytes) slots = coffret_keyslots_to_bytes (header->slots);
  gsize size;
  const char *data = g_bytes_get_data (slots, &size);
  json_t *ways = coffret_json_parse (data, size, NULL, NULL);
  g_autoptr (json_t) root = json_pack (
    "{s:s, s:i, s:i, s:I, s:s, s:I, s:I, s:I, s:o}", "application", "coffret", "format",
    COFFRET_BACKUP_FORMAT, "schema", header->schema, "made", (json_int_t) header->made, "machine",
    header->machine, "size", (json_int_t) header->size, "credentials",
    (json_int_t) header->credentials, "trashed", (json_int_t) header->trashed, "keyslots", ways);

  g_assert (root != NULL);
  return coffret_json_dump_sorted (root);
}

static void
seal_prefix (CoffretBackupHeader *header)
{
  g_autofree char *json = write_json (header);
  g_autoptr (GByteArray) prefix = g_byte_array_new ();
  guint32 length = GUINT32_TO_LE ((guint32) strlen (json));
  guint8 checksum[CHECKSUM_LENGTH];

  g_assert (strlen (json) <= MAX_JSON);
  g_byte_array_append (prefix, magic, sizeof magic);
  g_byte_array_append (prefix, (const guint8 *) &length, sizeof length);
  g_byte_array_append (prefix, (const guint8 *) json, (guint) strlen (json));
  crypto_generichash (checksum, sizeof checksum, prefix->data, prefix->len, NULL, 0);
  g_byte_array_append (prefix, checksum, sizeof checksum);
  g_clear_pointer (&header->prefix, g_bytes_unref);
  header->prefix = g_byte_array_free_to_bytes (g_steal_pointer (&prefix));
}

/* The bytes up to the stream, whose checksum is right. */
static GBytes *
read_prefix (int file, GError **error)
{
  g_autoptr (GByteArray) prefix = g_byte_array_new ();
  guint8 checksum[CHECKSUM_LENGTH];
  guint32 length = 0;
  gssize got;
  gsize summed;

  g_byte_array_set_size (prefix, MAGIC_LENGTH + sizeof length);
  got = read_whole (file, prefix->data, prefix->len);
  if (got < 0) {
    coffret_backup_set_errno (errno, error);
    return NULL;
  }
  if (got < MAGIC_LENGTH || memcmp (prefix->data, magic, MAGIC_LENGTH) != 0) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED,
                         _ ("This file is not a backup of Coffret, or its beginning is damaged. "
                            "Please choose another file."));
    return NULL;
  }
  memcpy (&length, prefix->data + MAGIC_LENGTH, sizeof length);
  length = GUINT32_FROM_LE (length);
  if (got < (gssize) prefix->len || length == 0 || length > MAX_JSON) {
    coffret_backup_set_damaged ("length of the header", error);
    return NULL;
  }
  summed = prefix->len + length;
  g_byte_array_set_size (prefix, (guint) (summed + CHECKSUM_LENGTH));
  if (!read_exactly (file, prefix->data + MAGIC_LENGTH + sizeof length, length + CHECKSUM_LENGTH,
                     error))
    return NULL;
  crypto_generichash (checksum, sizeof checksum, prefix->data, summed, NULL, 0);
  if (memcmp (checksum, prefix->data + summed, sizeof checksum) != 0) {
    coffret_backup_set_damaged ("checksum of the header", error);
    return NULL;
  }
  return g_byte_array_free_to_bytes (g_steal_pointer (&prefix));
}

static gboolean
get_number (const json_t *root, const char *name, gint64 *number)
{
  const json_t *value = json_object_get (root, name);

  if (!json_is_integer (value))
    return FALSE;
  *number = json_integer_value (value);
  return TRUE;
}

static CoffretKeyslots *
read_slots (const json_t *root, GError **error)
{
  const json_t *ways = coffret_json_object (root, "keyslots");
  g_autofree char *text = ways != NULL ? coffret_json_dump_sorted (ways) : g_strdup ("");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) reason = NULL;
  CoffretKeyslots *slots = coffret_keyslots_parse (bytes, &reason);

  if (slots != NULL)
    return slots;
  if (g_error_matches (reason, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    coffret_backup_set_damaged (reason->message, error);
  return NULL;
}

static CoffretBackupHeader *
read_header (GBytes *prefix, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (prefix, &size);
  const char *json = data + MAGIC_LENGTH + sizeof (guint32);
  g_autoptr (json_t) root = NULL;
  g_autoptr (CoffretBackupHeader) header = g_new0 (CoffretBackupHeader, 1);
  gint64 format = 0, schema = 0;
  const char *machine;

  root = coffret_json_parse (json, size - (gsize) (json - data) - CHECKSUM_LENGTH, NULL, NULL);
  machine = coffret_json_string (root, "machine");
  if (g_strcmp0 (coffret_json_string (root, "application"), "coffret") != 0 ||
      !get_number (root, "format", &format) || !get_number (root, "schema", &schema) ||
      format < 1 || schema < 1) {
    coffret_backup_set_damaged ("header", error);
    return NULL;
  }
  if (format > COFFRET_BACKUP_FORMAT || schema > COFFRET_SCHEMA_VERSION) {
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NEWER,
                 "%s (format %" G_GINT64_FORMAT ", schema %" G_GINT64_FORMAT ")",
                 _ ("This backup was made by a newer Coffret. Nothing was changed. Please update "
                    "Coffret and try again."),
                 format, schema);
    return NULL;
  }
  header->schema = (int) schema;
  header->machine = g_strdup (machine);
  header->prefix = g_bytes_ref (prefix);
  if (machine == NULL || !get_number (root, "made", &header->made) ||
      !get_number (root, "size", &header->size) || header->size < 1 || header->size > MAX_SIZE ||
      !get_number (root, "credentials", &header->credentials) || header->credentials < 0 ||
      !get_number (root, "trashed", &header->trashed) || header->trashed < 0) {
    coffret_backup_set_damaged ("header", error);
    return NULL;
  }
  header->slots = read_slots (root, error);
  return header->slots != NULL ? g_steal_pointer (&header) : NULL;
}

CoffretBackupHeader *
coffret_backup_file_look (int file, GError **error)
{
  g_autoptr (GBytes) prefix = NULL;
  g_autoptr (CoffretBackupHeader) header = NULL;
  struct stat status;
  gint64 expected;

  if (fstat (file, &status) != 0) {
    coffret_backup_set_errno (errno, error);
    return NULL;
  }
  if (!S_ISREG (status.st_mode)) {
    coffret_backup_set_damaged ("not a file", error);
    return NULL;
  }
  prefix = read_prefix (file, error);
  header = prefix != NULL ? read_header (prefix, error) : NULL;
  if (header == NULL)
    return NULL;
  expected = (gint64) g_bytes_get_size (prefix) + stream_length (header->size);
  if (status.st_size == expected)
    return g_steal_pointer (&header);
  coffret_backup_set_damaged (status.st_size < expected ? "cut short" : "too long", error);
  return NULL;
}

static CoffretSecret *
stream_key (CoffretSecret *master)
{
  CoffretSecret *key = coffret_secret_new (crypto_secretstream_xchacha20poly1305_KEYBYTES);

  crypto_kdf_derive_from_key (coffret_secret_bytes (key), coffret_secret_length (key), KDF_NUMBER,
                              KDF_CONTEXT, coffret_secret_bytes (master));
  return key;
}

gboolean
coffret_backup_file_pack (CoffretBackupHeader *header,
                          CoffretSecret *master,
                          int snapshot,
                          int out,
                          GCancellable *cancellable,
                          GError **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  g_autoptr (CoffretSecret) key = stream_key (master);
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autofree guint8 *sealed = g_malloc (SEALED);
  guint8 beginning[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  gsize prefix_size;
  const guint8 *prefix;
  gboolean done;

  seal_prefix (header);
  prefix = g_bytes_get_data (header->prefix, &prefix_size);
  crypto_secretstream_xchacha20poly1305_init_push (&state, beginning, coffret_secret_bytes (key));
  done = write_whole (out, prefix, prefix_size, error) &&
         write_whole (out, beginning, sizeof beginning, error);
  for (gint64 offset = 0; done && offset < header->size; offset += PIECE) {
    gsize length = (gsize) MIN (PIECE, header->size - offset);

    done = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
           read_exactly (snapshot, piece, length, error);
    if (!done)
      break;
    crypto_secretstream_xchacha20poly1305_push (
      &state, sealed, NULL, piece, length, offset == 0 ? prefix : NULL,
      offset == 0 ? prefix_size : 0,
      offset + PIECE >= header->size ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
    done = write_whole (out, sealed, length + crypto_secretstream_xchacha20poly1305_ABYTES, error);
  }
  sodium_memzero (&state, sizeof state);
  return done;
}

gboolean
coffret_backup_file_unpack (const CoffretBackupHeader *header,
                            CoffretSecret *master,
                            int file,
                            int snapshot,
                            GCancellable *cancellable,
                            GError **error)
{
  crypto_secretstream_xchacha20poly1305_state state;
  g_autoptr (CoffretSecret) key = stream_key (master);
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autofree guint8 *sealed = g_malloc (SEALED);
  guint8 beginning[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  gsize prefix_size;
  const guint8 *prefix = g_bytes_get_data (header->prefix, &prefix_size);
  gboolean done = read_exactly (file, beginning, sizeof beginning, error);

  crypto_secretstream_xchacha20poly1305_init_pull (&state, beginning, coffret_secret_bytes (key));
  for (gint64 offset = 0; done && offset < header->size; offset += PIECE) {
    gsize length = (gsize) MIN (PIECE, header->size - offset);
    unsigned char expected =
      offset + PIECE >= header->size ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    unsigned char tag = 0;

    done =
      !g_cancellable_set_error_if_cancelled (cancellable, error) &&
      read_exactly (file, sealed, length + crypto_secretstream_xchacha20poly1305_ABYTES, error);
    if (!done)
      break;
    if (crypto_secretstream_xchacha20poly1305_pull (
          &state, piece, NULL, &tag, sealed, length + crypto_secretstream_xchacha20poly1305_ABYTES,
          offset == 0 ? prefix : NULL, offset == 0 ? prefix_size : 0) != 0 ||
        tag != expected) {
      coffret_backup_set_damaged ("a piece does not match its mark", error);
      done = FALSE;
      break;
    }
    done = write_whole (snapshot, piece, length, error);
  }
  sodium_memzero (&state, sizeof state);
  if (done && read_whole (file, sealed, 1) != 0) {
    coffret_backup_set_damaged ("too long", error);
    done = FALSE;
  }
  return done;
}

int
coffret_backup_open_file (const char *path, GError **error)
{
  /* A pipe without a writer must not hold us up. */
  int file = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);

  if (file < 0 && errno == ENOENT)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING,
                         _ ("The backup is not there. Is its disk connected?"));
  else if (file < 0)
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO, "%s (%s)",
                 _ ("The backup cannot be read. Please choose another file."), g_strerror (errno));
  return file;
}
