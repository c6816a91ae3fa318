/* Backups by themselves and by hand, of one open vault. */
#include "organise-testing.h"

#include "organise/backups.h"
#include "testing/folder.h"

#include <glib/gstdio.h>

#define DAY (G_GINT64_CONSTANT (24) * 3600 * G_USEC_PER_SEC)

static void
test_advice (void)
{
  const CoffretInstant now = G_GINT64_CONSTANT (1800000000000000);
  guint days = 7;

#define ADVISE(count, newest, same) coffret_backups_advise (count, newest, same, now, &days)
  g_assert_cmpint (ADVISE (0, COFFRET_INSTANT_NONE, FALSE), ==, COFFRET_BACKUPS_FINE);
  g_assert_cmpint (ADVISE (1, COFFRET_INSTANT_NONE, FALSE), ==, COFFRET_BACKUPS_NEVER);
  g_assert_cmpint (ADVISE (1, now - 29 * DAY, FALSE), ==, COFFRET_BACKUPS_FINE);
  g_assert_cmpuint (days, ==, 29);
  g_assert_cmpint (ADVISE (1, now - 30 * DAY, TRUE), ==, COFFRET_BACKUPS_OLD);
  g_assert_cmpuint (days, ==, 30);
  g_assert_cmpint (ADVISE (1, now - DAY, TRUE), ==, COFFRET_BACKUPS_SAME_DISK);
  /* A clock that was ahead. */
  g_assert_cmpint (ADVISE (1, now + DAY, FALSE), ==, COFFRET_BACKUPS_FINE);
  g_assert_cmpuint (days, ==, 0);
#undef ADVISE
}

static CoffretVault *
open_vault (const char *folder)
{
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("correct horse", 13);
  g_autoptr (GError) error = NULL;
  CoffretVault *vault;

  if (coffret_vault_examine (folder, NULL) == COFFRET_VAULT_ABSENT)
    vault = coffret_vault_create (folder, COFFRET_SLOT_PASSPHRASE, words, NULL, &error);
  else
    vault = coffret_vault_open (folder, COFFRET_SLOT_PASSPHRASE, words, FALSE, NULL, &error);
  g_assert_no_error (error);
  return vault;
}

static void
wait_until_ready (CoffretBackups *backups)
{
  while (!coffret_backups_is_ready (backups) || coffret_backups_is_busy (backups))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
finish (DexFuture *future, GError **error)
{
  gboolean resolved;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  resolved = dex_future_get_value (future, error) != NULL;
  dex_unref (future);
  return resolved;
}

/* The folder and the newest are remembered in the vault; the first backup there is made at once. */
static void
test_folder (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *path = g_build_filename (folder, "vault", NULL);
  g_autofree char *place = g_build_filename (folder, "place", NULL);
  g_autofree char *file = g_build_filename (folder, "by-hand.coffret", NULL);
  g_autoptr (GError) error = NULL;
  CoffretInstant newest = COFFRET_INSTANT_NONE;

  g_mkdir (place, 0700);
  for (guint round = 0; round < 2; round++) {
    g_autoptr (CoffretVault) vault = open_vault (path);
    g_autoptr (CoffretBackups) backups = coffret_backups_new (vault);
    g_autoptr (GPtrArray) list = NULL;

    wait_until_ready (backups);
    if (round == 0) {
      g_assert_null (coffret_backups_get_folder (backups));
      g_assert_cmpint (coffret_backups_get_newest (backups), ==, COFFRET_INSTANT_NONE);
      g_assert_false (finish (coffret_backups_make (backups, NULL), &error));
      g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY);
      g_clear_error (&error);
      g_assert_true (finish (coffret_backups_set_folder (backups, place), &error));
      g_assert_true (coffret_backups_is_busy (backups));
      g_assert_false (finish (coffret_backups_make (backups, file), NULL));
      wait_until_ready (backups);
      g_assert_true (finish (coffret_backups_make (backups, file), &error));
      g_assert_no_error (error);
      newest = coffret_backups_get_newest (backups);
    }
    g_assert_cmpstr (coffret_backups_get_folder (backups), ==, place);
    g_assert_cmpint (coffret_backups_get_newest (backups), ==, newest);
    g_assert_cmpint (newest, !=, COFFRET_INSTANT_NONE);
    g_assert_true (coffret_backups_is_on_same_disk (backups));
    list = coffret_backup_list (place, NULL);
    g_assert_cmpuint (list->len, ==, 1);
    g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
    coffret_backups_end (backups);
    coffret_vault_close (vault);
  }
  testing_folder_remove (folder);
}

/* A disk that is not there: said, and nothing else. */
static void
test_gone (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *path = g_build_filename (folder, "vault", NULL);
  g_autofree char *place = g_build_filename (folder, "place", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone", "x.coffret", NULL);
  g_autoptr (CoffretVault) vault = open_vault (path);
  g_autoptr (CoffretBackups) backups = coffret_backups_new (vault);
  g_autoptr (GError) error = NULL;

  wait_until_ready (backups);
  g_assert_false (finish (coffret_backups_make (backups, gone), &error));
  g_assert_nonnull (error);
  g_assert_nonnull (coffret_backups_get_error (backups));
  g_assert_cmpint (coffret_backups_get_newest (backups), ==, COFFRET_INSTANT_NONE);
  /* A folder on a disk that was taken away does not become a file. */
  g_clear_error (&error);
  g_assert_true (finish (coffret_backups_set_folder (backups, place), NULL));
  wait_until_ready (backups);
  g_assert_false (finish (coffret_backups_make (backups, NULL), &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  coffret_backups_end (backups);
  g_clear_error (&error);
  g_assert_false (finish (coffret_backups_make (backups, gone), &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  coffret_vault_close (vault);
  testing_folder_remove (folder);
}

/* No more room than the owner gives, remembered in the vault; and how many open with the words
 * that there were before the key was renewed. */
static void
test_space (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *path = g_build_filename (folder, "vault", NULL);
  g_autofree char *place = g_build_filename (folder, "place", NULL);
  g_autoptr (CoffretSecret) words = coffret_secret_new_copy ("other words", 11);
  g_autoptr (GError) error = NULL;

  g_mkdir (place, 0700);
  for (guint round = 0; round < 2; round++) {
    g_autoptr (CoffretVault) vault = open_vault (path);
    g_autoptr (CoffretBackups) backups = coffret_backups_new (vault);
    g_autoptr (GPtrArray) list = NULL;
    g_auto (GValue) former = G_VALUE_INIT;

    wait_until_ready (backups);
    if (round == 0) {
      g_assert_cmpuint (coffret_backups_get_space (backups), ==,
                        G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024);
      g_assert_true (finish (coffret_backups_set_folder (backups, place), &error));
      wait_until_ready (backups);
      testing_await (coffret_backups_count_former (backups), &former, &error);
      g_assert_cmpuint (g_value_get_uint (&former), ==, 0);
      g_value_unset (&former);
      /* Room for none: the newest stays. */
      g_assert_true (finish (coffret_backups_set_space (backups, 1), &error));
    }
    g_assert_cmpuint (coffret_backups_get_space (backups), ==, 1);
    if (round == 1) {
      /* Two have names that tell seconds apart. */
      g_usleep (1100000);
      g_assert_true (
        coffret_vault_renew_key (vault, COFFRET_SLOT_PASSPHRASE, words, NULL, NULL, &error));
      g_assert_no_error (error);
      testing_await (coffret_backups_count_former (backups), &former, &error);
      g_assert_cmpuint (g_value_get_uint (&former), ==, 1);
      g_value_unset (&former);
      g_assert_true (finish (coffret_backups_make (backups, NULL), &error));
      testing_await (coffret_backups_count_former (backups), &former, &error);
      g_assert_cmpuint (g_value_get_uint (&former), ==, 0);
    }
    list = coffret_backup_list (place, NULL);
    g_assert_cmpuint (list->len, ==, 1);
    coffret_backups_end (backups);
    coffret_vault_close (vault);
  }
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/backups/advice", test_advice);
  g_test_add_func ("/backups/folder", test_folder);
  g_test_add_func ("/backups/gone", test_gone);
  g_test_add_func ("/backups/space", test_space);
  return g_test_run ();
}
