/* A folder that cannot be flushed: what was renamed in it may be gone after a power cut, so it is
 * not said to be done, and not taken for done. */
#include "vault-testing.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "vault/backup.h"
#include "vault/moving.h"
#include "vault/salvage.h"

/* Nothing else in a test can make one flush fail. */
static char *failing;

int
fsync (int file)
{
  g_autofree char *link = g_strdup_printf ("/proc/self/fd/%d", file);
  g_autofree char *path = g_file_read_link (link, NULL);

  if (failing == NULL || g_strcmp0 (path, failing) != 0)
    return (int) syscall (SYS_fsync, file);
  errno = EIO;
  return -1;
}

typedef struct {
  char *folder;
  char *vault;
  char *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->vault = g_build_filename (fixture->folder, "vault", NULL);
  fixture->other = g_build_filename (fixture->folder, "other", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&failing, g_free);
  testing_folder_remove (fixture->folder);
  g_free (fixture->vault);
  g_free (fixture->other);
}

static void
fail_in (const char *folder)
{
  g_autofree char *real = g_canonicalize_filename (folder, NULL);

  g_set_str (&failing, real);
}

static void
assert_failed (const GError *error)
{
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO);
}

static void
assert_opens (const Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = testing_vault_open (fixture->folder, &error);

  g_assert_no_error (error);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (GError) error = NULL;

  fail_in (fixture->folder);
  g_assert_null (coffret_vault_create_with_cost (fixture->vault, COFFRET_SLOT_PASSPHRASE,
                                                 passphrase, &testing_cost, NULL, &error));
  assert_failed (error);
  g_assert_cmpint (coffret_vault_examine (fixture->vault, NULL), ==, COFFRET_VAULT_ABSENT);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVault) vault = testing_vault_create (fixture->folder);
  g_autofree char *path = g_build_filename (fixture->folder, "one.coffret", NULL);
  g_autoptr (GError) error = NULL;

  fail_in (fixture->folder);
  g_assert_null (coffret_backup_write (vault, path, FALSE, NULL, &error));
  assert_failed (error);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = testing_vault_create (fixture->folder);
  g_autoptr (GError) error = NULL;

  fail_in (fixture->folder);
  g_assert_false (coffret_vault_move (vault, fixture->other, NULL, NULL, NULL, &error));
  assert_failed (error);
  g_assert_cmpint (coffret_vault_examine (fixture->other, NULL), ==, COFFRET_VAULT_ABSENT);
  coffret_vault_unref (vault);
  assert_opens (fixture);
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (GError) error = NULL;

  coffret_vault_unref (testing_vault_create (fixture->folder));
  coffret_vault_unref (coffret_salvage (fixture->vault, fixture->other, COFFRET_SLOT_PASSPHRASE,
                                        passphrase, FALSE, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  fail_in (fixture->folder);
  g_assert_null (coffret_salvage_settle (fixture->vault, fixture->other, &error));
  assert_failed (error);
  g_assert_cmpint (coffret_vault_examine (fixture->other, NULL), ==, COFFRET_VAULT_PRESENT);
  assert_opens (fixture);
}

#define ADD(name) g_test_add ("/vault/flush/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (create);
  ADD (backup);
  ADD (move);
  ADD (settle);
  return g_test_run ();
}
