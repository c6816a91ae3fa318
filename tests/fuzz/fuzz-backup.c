/* A backup as it is, and with a frame put right: what comes before the first zero byte is its
 * header, the rest its stream. Nothing is ever unpacked that was not packed with the key. */
#include <sodium.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "vault/backup-file.h"

static void
look (const void *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refusal = NULL;
  g_autoptr (CoffretBackupHeader) header = NULL;
  g_autoptr (CoffretSecret) master = coffret_secret_new (COFFRET_MASTER_KEY_LENGTH);
  int file = memfd_create ("backup", MFD_CLOEXEC);
  int out = memfd_create ("snapshot", MFD_CLOEXEC);

  g_assert (file >= 0 && out >= 0 && write (file, data, size) == (gssize) size);
  lseek (file, 0, SEEK_SET);
  header = coffret_backup_file_look (file, &error);
  g_assert ((header == NULL) == (error != NULL));
  if (header != NULL) {
    g_assert (!coffret_backup_file_unpack (header, master, file, out, NULL, &refusal));
    g_assert (g_error_matches (refusal, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED));
    g_assert (lseek (out, 0, SEEK_END) <= (off_t) size);
  }
  close (file);
  close (out);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = memchr (data, 0, size);
  size_t length = end != NULL ? (size_t) (end - data) : size;
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  guint32 n = GUINT32_TO_LE ((guint32) length);
  guint8 checksum[32];

  look (data, size);
  g_byte_array_append (whole, (const guint8 *) "Coffret backup\n", 16);
  g_byte_array_append (whole, (const guint8 *) &n, sizeof n);
  g_byte_array_append (whole, data, (guint) length);
  crypto_generichash (checksum, sizeof checksum, whole->data, whole->len, NULL, 0);
  g_byte_array_append (whole, checksum, sizeof checksum);
  if (end != NULL)
    g_byte_array_append (whole, end + 1, (guint) (size - length - 1));
  look (whole->data, whole->len);
  return 0;
}
