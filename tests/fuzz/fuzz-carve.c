/* The pages of a damaged vault, read and gleaned as when it is salvaged, and what was gleaned
 * brought into a vault. The input is what lies on the pages before they are encrypted: nothing
 * else would get past the marks. One byte of SHAPE, one that is the page count of a journal, then
 * pages: a number, the lengths (two bytes each) of what lies at the page's beginning and at its
 * end, and that; between it are zeros. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#include "base/instant.h"
#include "fuzz.h"
#include "vault/carve.h"
#include "vault/glean.h"
#include "vault/migrations.h"
#include "vault/restore-rows.h"

#define PAGE 4096
#define SALT 16
#define SECTOR 512
#define MOST_PAGES 96
#define SELDOM 32
/* A page number with this lies in the journal. */
#define EARLIER 0x80

enum {
  SHAPE_ANY_RECORDS = 1 << 0,
  /* For these 4,080 salts are tried: only where all bytes together are a multiple of SELDOM. */
  SHAPE_OTHER_SALT = 0xf0, /* one byte of it changed, which is found again */
  SHAPE_NO_SALT = 0xf4,    /* not to be found, so that no page has a mark that fits */
  SHAPE_RAW = 0xf8,        /* the rest is the file as it is */
};

typedef struct {
  guint8 key[32];
  guint8 mark_key[64];
  int file;
  int journal;
  guint records;
} Files;

static void
write_at (int file, const void *data, gsize size, gsize place)
{
  g_assert (pwrite (file, data, size, (off_t) place) == (gssize) size);
}

static guint8
salt_at (gsize i)
{
  return (guint8) (i * 7 + 1);
}

/* PBKDF2 of two rounds, as SQLCipher has it. */
static void
derive (Files *files)
{
  guint8 turn[SALT + 4] = { 0 }, block[64];

  for (gsize i = 0; i < SALT; i++)
    turn[i] = salt_at (i) ^ 0x3a;
  turn[SALT + 3] = 1;
  crypto_auth_hmacsha512 (files->mark_key, turn, sizeof turn, files->key);
  crypto_auth_hmacsha512 (block, files->mark_key, sizeof block, files->key);
  for (gsize i = 0; i < sizeof block; i++)
    files->mark_key[i] ^= block[i];
}

static void
encrypt (const Files *files, guint number, const guint8 *content, guint8 *page)
{
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new ();
  const guint8 place[4] = { (guint8) number };
  gsize first = number == 1 ? SALT : 0;
  crypto_auth_hmacsha512_state state;
  int length = 0;

  memset (page + COFFRET_PAGE_CONTENT, 0x11, 16);
  g_assert (EVP_EncryptInit_ex2 (cipher, EVP_aes_256_cbc (), files->key,
                                 page + COFFRET_PAGE_CONTENT, NULL) == 1 &&
            EVP_CIPHER_CTX_set_padding (cipher, 0) == 1 &&
            EVP_EncryptUpdate (cipher, page + first, &length, content + first,
                               (int) (COFFRET_PAGE_CONTENT - first)) == 1);
  EVP_CIPHER_CTX_free (cipher);
  crypto_auth_hmacsha512_init (&state, files->mark_key, 32);
  crypto_auth_hmacsha512_update (&state, page + first, COFFRET_PAGE_CONTENT + 16 - first);
  crypto_auth_hmacsha512_update (&state, place, sizeof place);
  crypto_auth_hmacsha512_final (&state, page + COFFRET_PAGE_CONTENT + 16);
}

static gsize
read_length (const uint8_t *data)
{
  return MIN ((gsize) data[0] << 8 | data[1], COFFRET_PAGE_CONTENT);
}

/* As many pages as DATA has, and an empty one after them: where no mark fits, a salt is searched
 * for that gives one. */
static void
write_pages (Files *files, const uint8_t *data, size_t size)
{
  const guint8 nothing[COFFRET_PAGE_CONTENT] = { 0 };
  guint8 last[PAGE] = { 0 };
  guint count = 0;

  while (size >= 5) {
    guint number = data[0] & ~EARLIER;
    gsize head = MIN (read_length (data + 1), size - 5);
    gsize tail = MIN (read_length (data + 3), size - 5 - head);
    guint8 content[COFFRET_PAGE_CONTENT] = { 0 }, page[PAGE] = { 0 }, place[4] = { 0 };

    memcpy (content, data + 5, head);
    memcpy (content + COFFRET_PAGE_CONTENT - tail, data + 5 + head, tail);
    encrypt (files, MAX (number, 1), content, page);
    if (data[0] & EARLIER) {
      gsize at = SECTOR + (gsize) files->records++ * (PAGE + 8);
      place[3] = (guint8) number;
      write_at (files->journal, place, sizeof place, at);
      write_at (files->journal, page, sizeof page, at + 4);
      write_at (files->journal, place, sizeof place, at + 4 + PAGE);
    } else if (number > 0 && number <= MOST_PAGES) {
      write_at (files->file, page, sizeof page, (gsize) (number - 1) * PAGE);
      count = MAX (count, number);
    }
    data += 5 + head + tail;
    size -= 5 + head + tail;
  }
  encrypt (files, count + 1, nothing, last);
  write_at (files->file, last, sizeof last, (gsize) count * PAGE);
}

static void
write_journal (const Files *files, guint8 shape, guint8 count)
{
  guint8 header[28] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7 };

  header[11] = (guint8) files->records;
  if (shape & SHAPE_ANY_RECORDS)
    memset (header + 8, 0xff, 4);
  header[19] = count;
  header[22] = SECTOR >> 8;
  header[26] = PAGE >> 8;
  write_at (files->journal, header, sizeof header, 0);
}

/* Also where there is no page 1. */
static void
write_salt (const Files *files, guint8 shape)
{
  gsize changed = shape >= SHAPE_NO_SALT ? SALT : shape >= SHAPE_OTHER_SALT ? 1 : 0;

  for (gsize i = 0; i < SALT; i++) {
    guint8 byte = i < changed ? salt_at (i) ^ 0x40 : salt_at (i);
    write_at (files->file, &byte, 1, i);
  }
}

static guint8
read_shape (const uint8_t *data, size_t size)
{
  guint sum = 0;

  for (size_t i = 0; i < size; i++)
    sum += data[i];
  return data[0] < SHAPE_OTHER_SALT || sum % SELDOM == 0 ? data[0] : 0;
}

static void
write_files (const char *path, CoffretSecret *key, const uint8_t *data, size_t size)
{
  g_autofree char *beside = g_strconcat (path, "-journal", NULL);
  Files files = {
    .file = g_open (path, O_WRONLY | O_CREAT | O_TRUNC, 0600),
    .journal = g_open (beside, O_WRONLY | O_CREAT | O_TRUNC, 0600),
  };
  guint8 shape = read_shape (data, size);

  g_assert (files.file >= 0 && files.journal >= 0);
  memcpy (files.key, coffret_secret_bytes (key), sizeof files.key);
  derive (&files);
  if (shape >= SHAPE_RAW)
    write_at (files.file, data + 2, size - 2, 0);
  else {
    write_pages (&files, data + 2, size - 2);
    write_journal (&files, shape, data[1]);
    write_salt (&files, shape);
  }
  close (files.file);
  close (files.journal);
}

/* Reads every byte of it: what lies outside of its buffer is noticed. */
static gboolean
on_row (const CoffretCarvedRow *row, gpointer data, GError **error)
{
  guint *rows = data;
  guint8 all = 0;

  g_assert (row->n_values <= COFFRET_CARVED_MAX);
  for (guint i = 0; i < row->n_values; i++)
    for (gsize j = 0; j < row->values[i].size; j++)
      all |= row->values[i].data[j];
  *rows += all != 0;
  return TRUE;
}

static guint
carve_all (CoffretPages *pages)
{
  guint rows = 0;

  for (guint number = 1; number <= coffret_pages_get_count (pages); number++) {
    /* Exactly that long and on the heap. */
    g_autofree guint8 *content = g_malloc (COFFRET_PAGE_CONTENT);

    if (coffret_pages_read (pages, number, content)) {
      g_autoptr (GArray) children = coffret_carve_children (number, content);
      g_assert (children->len <= COFFRET_PAGE_CONTENT / 2);
      g_assert (coffret_carve (pages, number, content, on_row, &rows, NULL));
    }
  }
  return rows;
}

static CoffretDatabase *
open_empty (void)
{
  CoffretDatabase *database = coffret_database_open (NULL, NULL, COFFRET_DATABASE_CREATE, NULL);

  g_assert (database != NULL && coffret_migrations_run (database, NULL));
  return database;
}

/* Nothing of it stays in TARGET. */
static void
bring_in (CoffretDatabase *gleaned, CoffretDatabase *target)
{
  g_autoptr (CoffretRestoreReport) told = coffret_restore_report_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretRestoreRows) rows = coffret_restore_rows_new (
    gleaned, coffret_instant_now (), TRUE, COFFRET_RESTORE_TRUST, told, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_assert (coffret_database_begin (target, NULL));
  coffret_restore_rows_frame (target, rows, &error);
  while (error == NULL && !done)
    if (coffret_restore_rows_prepare (rows, &done, &error))
      coffret_restore_rows_apply (target, rows, &error);
  g_assert_no_error (error);
  coffret_database_rollback (target);
}

/* Of its rows, and of the tables that were there for gleaning. */
static void
empty (CoffretDatabase *database)
{
  g_autoptr (GString) words =
    g_string_new ("DROP TABLE gleaned_indexes; DROP TABLE gleaned_pairs;");
  g_autoptr (GError) error = NULL;
  CoffretStatement *tables = coffret_statement_new (
    database,
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "AND name NOT LIKE 'gleaned_%'",
    &error, "");

  g_assert_no_error (error);
  while (coffret_statement_step (tables, &error))
    g_string_append_printf (words, "DELETE FROM %s;", coffret_statement_text (tables, 0));
  coffret_statement_free (tables);
  coffret_database_execute (database, words->str, &error);
  g_assert_no_error (error);
}

static void
glean (CoffretPages *pages)
{
  /* Making the tables would take nine tenths of the time. */
  static CoffretDatabase *into, *target;
  g_autoptr (GError) error = NULL;
  CoffretGleaned counted;

  if (into == NULL) {
    into = open_empty ();
    target = open_empty ();
  }
  coffret_glean (pages, into, &counted, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert (counted.pages_lost <= counted.pages);
  bring_in (into, target);
  empty (into);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *journal = NULL;
  g_autoptr (CoffretSecret) key = coffret_secret_new (32);
  g_autoptr (CoffretPages) pages = NULL;

  if (size < 2)
    return 0;
  folder = g_dir_make_tmp ("fuzz-carve-XXXXXX", NULL);
  g_assert (folder != NULL);
  path = g_build_filename (folder, "vault.db", NULL);
  journal = g_strconcat (path, "-journal", NULL);
  write_files (path, key, data, size);
  pages = coffret_pages_open (path, key, NULL);
  g_assert (pages != NULL);
  if (carve_all (pages) > 0)
    glean (pages);
  g_unlink (path);
  g_unlink (journal);
  g_rmdir (folder);
  return 0;
}
