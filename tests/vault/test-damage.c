/* Every byte of a small vault and of a backup changed, and every length cut: it is noticed, said to
 * be damage, and what is damaged is not written to. With the master key at hand, so that no
 * passphrase has to be stretched each time; the key file has its own (test-keyslots.c). A sample
 * by default, all of it with COFFRET_ROUNDS of 1000 or more. */
#include "vault-testing.h"

#include "vault/backup-file.h"
#include "vault/backup.h"
#include "vault/layers.h"
#include "vault/whole.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PAGE 4096

typedef struct {
  char *folder;
  char *vault;
  char *backup;
  CoffretSecret *master;
} Fixture;

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  for (guint i = 0; i < 12; i++) {
    g_autofree char *name = g_strdup_printf ("Badge %u", i);
    g_autoptr (CoffretRecord) record = testing_record_new (database, name);

    if (!coffret_records_add (database, record, error) ||
        !coffret_layers_set_note (database, record->id, "A note", error))
      return FALSE;
  }
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = testing_folder_new ();
  fixture->vault = g_build_filename (fixture->folder, "vault", NULL);
  fixture->backup = g_build_filename (fixture->folder, "one.coffret", NULL);
  vault = testing_vault_create (fixture->folder);
  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, fill, NULL, &error));
  g_assert_true (coffret_vault_get_keys (vault, &fixture->master, &slots, &error));
  info = coffret_backup_write (vault, fixture->backup, FALSE, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_folder_remove (fixture->folder);
  g_free (fixture->vault);
  g_free (fixture->backup);
  coffret_secret_unref (fixture->master);
}

static gboolean
is_exhaustive (void)
{
  const char *rounds = g_getenv ("COFFRET_ROUNDS");

  return rounds != NULL && g_ascii_strtoll (rounds, NULL, 10) >= 1000;
}

static void
change_byte (const char *path, gsize offset, guint8 byte)
{
  int file = g_open (path, O_WRONLY, 0);

  g_assert_cmpint (pwrite (file, &byte, 1, (off_t) offset), ==, 1);
  g_close (file, NULL);
}

/* What opening the vault and reading all of it says. */
static gboolean
read_vault (const Fixture *fixture, GError **error)
{
  g_autoptr (CoffretDatabase) database =
    coffret_vault_open_database (fixture->vault, fixture->master, error);

  return database != NULL && coffret_whole_check (database, error);
}

static void
assert_damaged (const GError *error, gsize place)
{
  if (!g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED))
    g_error ("byte %" G_GSIZE_FORMAT ": %s", place, error != NULL ? error->message : "not noticed");
  g_assert_nonnull (strstr (error->message, "damaged"));
}

static void
assert_content (const char *path, const char *expected, gsize length)
{
  g_autofree char *content = NULL;
  gsize found = 0;

  g_assert_true (g_file_get_contents (path, &content, &found, NULL));
  g_assert_cmpmem (content, found, expected, length);
}

static void
test_vault_flips (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->vault, "vault.db", NULL);
  gsize length, step = is_exhaustive () ? 1 : 487;
  g_autofree char *whole = testing_read (fixture->folder, "vault.db", &length);
  guint n = 0;

  g_assert_true (read_vault (fixture, NULL));
  for (gsize i = 0; i < length; i += step, n++) {
    g_autoptr (GError) error = NULL;

    whole[i] ^= (char) (1 << (i % 8));
    change_byte (path, i, (guint8) whole[i]);
    g_assert_false (read_vault (fixture, &error));
    assert_damaged (error, i);
    assert_content (path, whole, length);
    whole[i] ^= (char) (1 << (i % 8));
    change_byte (path, i, (guint8) whole[i]);
  }
  g_assert_true (read_vault (fixture, NULL));
  g_test_message ("counted %u flips in a vault.db of %" G_GSIZE_FORMAT " bytes", n, length);
}

/* Each page's edge, what lies beside it, and what lies between; or every length there is. */
static gboolean
is_cut (gsize length)
{
  return is_exhaustive () || length % PAGE <= 1 || length % PAGE == PAGE - 1 || length % 3001 == 0;
}

static void
test_vault_cuts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->vault, "vault.db", NULL);
  gsize length;
  g_autofree char *whole = testing_read (fixture->folder, "vault.db", &length);
  guint n = 0;

  for (gsize cut = length - 1; cut < length; cut--) {
    g_autoptr (GError) error = NULL;

    if (!is_cut (cut))
      continue;
    g_assert_cmpint (truncate (path, (off_t) cut), ==, 0);
    g_assert_false (read_vault (fixture, &error));
    assert_damaged (error, cut);
    assert_content (path, whole, cut);
    n++;
  }
  g_test_message ("counted %u cuts of a vault.db of %" G_GSIZE_FORMAT " bytes", n, length);
}

static gboolean
read_backup (const Fixture *fixture, int out, GError **error)
{
  int file = coffret_backup_open_file (fixture->backup, error);
  g_autoptr (CoffretBackupHeader) header = coffret_backup_file_look (file, error);
  gboolean read;

  g_assert_cmpint (ftruncate (out, 0), ==, 0);
  g_assert_cmpint (lseek (out, 0, SEEK_SET), ==, 0);
  read =
    header != NULL && coffret_backup_file_unpack (header, fixture->master, file, out, NULL, error);
  g_close (file, NULL);
  return read;
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  g_autofree char *other = g_build_filename (fixture->folder, "out", NULL);
  gsize length, step = is_exhaustive () ? 1 : 487;
  int out = g_open (other, O_RDWR | O_CREAT, 0600);
  guint flips = 0, cuts = 0;

  g_assert_true (g_file_get_contents (fixture->backup, &whole, &length, NULL));
  g_assert_true (read_backup (fixture, out, NULL));
  for (gsize i = 0; i < length; i += step, flips++) {
    g_autoptr (GError) error = NULL;

    change_byte (fixture->backup, i, (guint8) whole[i] ^ (guint8) (1 << (i % 8)));
    g_assert_false (read_backup (fixture, out, &error));
    /* A byte of its beginning makes it no backup at all. */
    if (i >= 16)
      g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
    else
      g_assert_cmpint (error->domain, ==, COFFRET_VAULT_ERROR);
    change_byte (fixture->backup, i, (guint8) whole[i]);
  }
  assert_content (fixture->backup, whole, length);
  for (gsize cut = length - 1; cut < length; cut -= MIN (cut + 1, step), cuts++) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (truncate (fixture->backup, (off_t) cut), ==, 0);
    g_assert_false (read_backup (fixture, out, &error));
    g_assert_cmpint (error->domain, ==, COFFRET_VAULT_ERROR);
  }
  g_close (out, NULL);
  g_test_message ("counted %u flips in a backup of %" G_GSIZE_FORMAT " bytes", flips, length);
  g_test_message ("counted %u cuts of a backup of %" G_GSIZE_FORMAT " bytes", cuts, length);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/vault/damage/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (vault_flips);
  ADD (vault_cuts);
  ADD (backup);
  return g_test_run ();
}
