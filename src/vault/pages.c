#include "vault/pages.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLCipher 4's layout: what SQLite uses, then the beginning of the chain of blocks, then the
 * mark of all of that and the page's number. */
#define PAGE_SIZE 4096
#define SALT_LENGTH 16
#define IV_LENGTH 16
#define MARK_LENGTH crypto_auth_hmacsha512_BYTES
#define MARK_KEY_LENGTH 32
#define SALT_MASK 0x3a
#define MARK_ROUNDS 2

G_STATIC_ASSERT (COFFRET_PAGE_CONTENT + IV_LENGTH + MARK_LENGTH == PAGE_SIZE);

/* Of a rollback journal. */
#define JOURNAL_HEADER 28

/* How many pages a guess of the salt is held against. */
#define PROBES 8

struct _CoffretPages {
  int file;
  int journal; /* -1: none that counts */
  guint count;
  GHashTable *before; /* page -> offset of its earlier content in the journal */
  CoffretSecret *key;
  CoffretSecret *mark_key;
  gboolean marked;
  EVP_CIPHER_CTX *cipher;
};

/* PBKDF2-HMAC-SHA512; one block of it is enough. */
static void
derive_mark_key (CoffretPages *pages, const guint8 salt[SALT_LENGTH])
{
  guint8 turn[SALT_LENGTH + 4] = { 0 };
  guint8 block[MARK_LENGTH] = { 0 }, sum[MARK_LENGTH] = { 0 };
  crypto_auth_hmacsha512_state state;

  for (gsize i = 0; i < SALT_LENGTH; i++)
    turn[i] = salt[i] ^ SALT_MASK;
  turn[SALT_LENGTH + 3] = 1;
  for (guint round = 0; round < MARK_ROUNDS; round++) {
    crypto_auth_hmacsha512_init (&state, coffret_secret_bytes (pages->key),
                                 coffret_secret_length (pages->key));
    if (round == 0)
      crypto_auth_hmacsha512_update (&state, turn, sizeof turn);
    else
      crypto_auth_hmacsha512_update (&state, block, sizeof block);
    crypto_auth_hmacsha512_final (&state, block);
    for (gsize i = 0; i < sizeof sum; i++)
      sum[i] ^= block[i];
  }
  memcpy (coffret_secret_bytes (pages->mark_key), sum, MARK_KEY_LENGTH);
  sodium_memzero (block, sizeof block);
  sodium_memzero (sum, sizeof sum);
  sodium_memzero (&state, sizeof state);
}

static gboolean
has_mark (const CoffretPages *pages, guint number, const guint8 page[PAGE_SIZE])
{
  const guint8 place[4] = { (guint8) number, (guint8) (number >> 8), (guint8) (number >> 16),
                            (guint8) (number >> 24) };
  gsize first = number == 1 ? SALT_LENGTH : 0;
  guint8 mark[MARK_LENGTH];
  crypto_auth_hmacsha512_state state;

  crypto_auth_hmacsha512_init (&state, coffret_secret_bytes (pages->mark_key), MARK_KEY_LENGTH);
  crypto_auth_hmacsha512_update (&state, page + first, PAGE_SIZE - MARK_LENGTH - first);
  crypto_auth_hmacsha512_update (&state, place, sizeof place);
  crypto_auth_hmacsha512_final (&state, mark);
  return sodium_memcmp (mark, page + PAGE_SIZE - MARK_LENGTH, MARK_LENGTH) == 0;
}

static gboolean
read_at (int file, guint64 offset, guint8 *data, gsize size)
{
  gsize done = 0;

  while (done < size) {
    gssize got = pread (file, data + done, size - done, (off_t) (offset + done));
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return FALSE;
    done += (gsize) got;
  }
  return TRUE;
}

static gboolean
read_raw (const CoffretPages *pages, guint number, guint8 page[PAGE_SIZE])
{
  const guint64 *offset = g_hash_table_lookup (pages->before, GUINT_TO_POINTER (number));

  return offset != NULL
           ? read_at (pages->journal, *offset, page, PAGE_SIZE)
           : read_at (pages->file, (guint64) (number - 1) * PAGE_SIZE, page, PAGE_SIZE);
}

static guint32
big_endian (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* With the marks' key known, what the journal says is believed page by page. */
static void
read_journal (CoffretPages *pages)
{
  static const guint8 magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };
  guint8 header[JOURNAL_HEADER];
  g_autofree guint8 *page = g_malloc (PAGE_SIZE);
  guint64 offset = 0;
  gboolean first = TRUE;

  while (read_at (pages->journal, offset, header, sizeof header) &&
         memcmp (header, magic, sizeof magic) == 0) {
    guint32 records = big_endian (header + 8), size = big_endian (header + 16);
    guint32 sector = big_endian (header + 20);
    guint8 number[4];

    if (big_endian (header + 24) != PAGE_SIZE || sector < 512 || sector > 65536)
      return;
    if (first && size > 0 && size < pages->count)
      pages->count = size;
    first = FALSE;
    offset += sector;
    for (guint32 i = 0; i < records && read_at (pages->journal, offset, number, sizeof number);
         i++, offset += 4 + PAGE_SIZE + 4) {
      gpointer which = GUINT_TO_POINTER (big_endian (number));
      guint64 *place;

      if (g_hash_table_contains (pages->before, which) ||
          !read_at (pages->journal, offset + 4, page, PAGE_SIZE) ||
          !has_mark (pages, big_endian (number), page))
        continue;
      place = g_new (guint64, 1);
      *place = offset + 4;
      g_hash_table_insert (pages->before, which, place);
    }
    offset = (offset + sector - 1) / sector * sector;
  }
}

/* Whether any page bears a mark of the present key. */
static gboolean
any_fits (const CoffretPages *pages)
{
  g_autofree guint8 *page = g_malloc (PAGE_SIZE);

  for (guint number = 1; number <= pages->count; number++)
    if (read_raw (pages, number, page) && has_mark (pages, number, page))
      return TRUE;
  return FALSE;
}

/* With one byte of SALT changed. The first pages are read once, for all that are tried. */
static gboolean
find_changed_salt (CoffretPages *pages, guint8 salt[SALT_LENGTH])
{
  g_autofree guint8 *probes = g_malloc (PROBES * PAGE_SIZE);
  guint numbers[PROBES], n = 0;

  for (guint number = 1; number <= MIN (pages->count, PROBES); number++)
    if (read_raw (pages, number, probes + n * PAGE_SIZE))
      numbers[n++] = number;
  for (gsize i = 0; i < SALT_LENGTH; i++) {
    guint8 found = salt[i];
    for (guint change = 1; change < 256; change++) {
      salt[i] = found ^ (guint8) change;
      derive_mark_key (pages, salt);
      for (guint probe = 0; probe < n; probe++)
        if (has_mark (pages, numbers[probe], probes + probe * PAGE_SIZE))
          return TRUE;
    }
    salt[i] = found;
  }
  return FALSE;
}

static gboolean
find_salt (CoffretPages *pages)
{
  guint8 salt[SALT_LENGTH] = { 0 };

  read_at (pages->file, 0, salt, sizeof salt);
  derive_mark_key (pages, salt);
  return any_fits (pages) || find_changed_salt (pages, salt);
}

static void
set_errno (int reason, GError **error)
{
  g_set_error (error, COFFRET_VAULT_ERROR,
               reason == ENOENT ? COFFRET_VAULT_ERROR_MISSING : COFFRET_VAULT_ERROR_IO, "%s (%s)",
               _ ("The vault file cannot be read, so nothing was saved from it. It was not "
                  "changed."),
               g_strerror (reason));
}

CoffretPages *
coffret_pages_open (const char *path, CoffretSecret *key, GError **error)
{
  g_autoptr (CoffretPages) pages = g_new0 (CoffretPages, 1);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  struct stat status;

  pages->journal = -1;
  pages->file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (pages->file < 0 || fstat (pages->file, &status) != 0) {
    set_errno (errno, error);
    return NULL;
  }
  if (!S_ISREG (status.st_mode)) {
    set_errno (EINVAL, error);
    return NULL;
  }
  pages->count = (guint) MIN ((status.st_size + PAGE_SIZE - 1) / PAGE_SIZE, G_MAXINT32);
  pages->before = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  pages->key = coffret_secret_ref (key);
  pages->mark_key = coffret_secret_new (MARK_KEY_LENGTH);
  pages->cipher = EVP_CIPHER_CTX_new ();
  pages->marked = find_salt (pages);
  if (pages->marked)
    pages->journal = g_open (journal, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (pages->journal >= 0)
    read_journal (pages);
  return g_steal_pointer (&pages);
}

void
coffret_pages_free (CoffretPages *pages)
{
  if (pages == NULL)
    return;
  if (pages->file >= 0)
    g_close (pages->file, NULL);
  if (pages->journal >= 0)
    g_close (pages->journal, NULL);
  g_clear_pointer (&pages->before, g_hash_table_unref);
  g_clear_pointer (&pages->key, coffret_secret_unref);
  g_clear_pointer (&pages->mark_key, coffret_secret_unref);
  EVP_CIPHER_CTX_free (pages->cipher);
  g_free (pages);
}

guint
coffret_pages_get_count (const CoffretPages *pages)
{
  return pages->count;
}

gboolean
coffret_pages_have_marks (const CoffretPages *pages)
{
  return pages->marked;
}

gboolean
coffret_pages_read (CoffretPages *pages, guint number, guint8 *content)
{
  g_autofree guint8 *page = g_malloc (PAGE_SIZE);
  gsize first = number == 1 ? SALT_LENGTH : 0;
  int length = 0;

  if (number == 0 || number > pages->count || !read_raw (pages, number, page) ||
      (pages->marked && !has_mark (pages, number, page)))
    return FALSE;
  memset (content, 0, first);
  return EVP_DecryptInit_ex2 (pages->cipher, EVP_aes_256_cbc (), coffret_secret_bytes (pages->key),
                              page + COFFRET_PAGE_CONTENT, NULL) == 1 &&
         EVP_CIPHER_CTX_set_padding (pages->cipher, 0) == 1 &&
         EVP_DecryptUpdate (pages->cipher, content + first, &length, page + first,
                            (int) (COFFRET_PAGE_CONTENT - first)) == 1 &&
         length == (int) (COFFRET_PAGE_CONTENT - first);
}
