/* What can be done with the ways into a vault, and what is saved of a damaged one. */
#include "organise-testing.h"

#include <glib/gstdio.h>

#include "organise/mending.h"
#include "organise/ways.h"
#include "vault/error.h"
#include "vault/vault-private.h"

/* The least that a slot file may ask for: opening takes a blink. */
static const CoffretSlotCost cheap = {
  .memory = 64 * 1024 * 1024,
  .passes = 1,
  .memory_min = 64 * 1024 * 1024,
  .memory_max = 1024 * 1024 * 1024,
  .passes_min = 1,
  .passes_max = 10,
};

static CoffretSecret *
secret (const char *text)
{
  return coffret_secret_new_copy (text, strlen (text));
}

/* A door to a vault in PLACE, open, with three credentials. */
static CoffretDoor *
open_door (const char *place)
{
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_vault_create_with_cost (place, COFFRET_SLOT_PASSPHRASE, words, &cheap, NULL, &error);
  g_autoptr (GPtrArray) entries = NULL;
  CoffretDoor *door = coffret_door_new (place);

  g_assert_no_error (error);
  coffret_vault_close (vault);
  testing_wait (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, words));
  entries = testing_add (coffret_door_get_session (door), "One", "Two", "Three", NULL);
  g_assert_cmpuint (entries->len, ==, 3);
  return door;
}

/* Each way is tried by a program of its own; with a new key, the old words open nothing. */
static void
test_ways (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *place = g_build_filename (folder, "vault", NULL);
  CoffretDoor *door = open_door (place);
  g_autoptr (CoffretSecret) old = secret ("correct horse");
  g_autoptr (CoffretSecret) new = secret ("four quiet boats");
  g_autoptr (GError) error = NULL;
  TestingEar slots = { 0 };

  /* A passphrase that was seen to work. */
  g_assert_false (coffret_ways_lack (door));
  g_assert_false (coffret_ways_risk (door));
  testing_listen (door, "slots", &slots);
  testing_wait (coffret_ways_test (door, COFFRET_SLOT_PASSPHRASE, old));
  g_assert_cmpuint (slots.notified, ==, 1);
  g_assert_false (
    testing_await (coffret_ways_test (door, COFFRET_SLOT_PASSPHRASE, new), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_false (
    testing_await (coffret_ways_test (door, COFFRET_SLOT_KEYRING, NULL), NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  testing_wait (coffret_ways_renew (door, COFFRET_SLOT_PASSPHRASE, new, NULL));
  g_assert_false (
    testing_await (coffret_ways_test (door, COFFRET_SLOT_PASSPHRASE, old), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  testing_wait (coffret_ways_test (door, COFFRET_SLOT_PASSPHRASE, new));

  coffret_door_lock (door);
  g_assert_false (
    testing_await (coffret_ways_test (door, COFFRET_SLOT_PASSPHRASE, new), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  testing_finalize (door);
  testing_folder_remove (folder);
}

/* A program that never answers, as where nobody is there whom the keyring could ask, does not keep
 * the vault open: locking waits for the key, which is in use until then. */
static void
test_locking_meanwhile (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *place = g_build_filename (folder, "vault", NULL);
  g_autofree char *silent = g_build_filename (folder, "silent", NULL);
  g_autofree char *asked = g_strconcat (silent, ".asked", NULL);
  g_autofree char *prover = g_strdup (g_getenv ("COFFRET_PROVER"));
  CoffretDoor *door = open_door (place);
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  g_autoptr (GError) error = NULL;
  DexFuture *tested;

  g_assert_true (g_file_set_contents_full (silent,
                                           "#!/bin/sh\ntouch \"$0.asked\"\nexec sleep 3600\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  g_setenv ("COFFRET_PROVER", silent, TRUE);
  tested = coffret_ways_test (door, COFFRET_SLOT_PASSPHRASE, words);
  while (!g_file_test (asked, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, FALSE);
  coffret_door_lock (door);
  g_assert_false (testing_await (tested, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_setenv ("COFFRET_PROVER", prover, TRUE);
  testing_finalize (door);
  testing_folder_remove (folder);
}

/* The first page, without which SQLite opens nothing. */
static void
damage (const char *place)
{
  g_autofree char *path = g_build_filename (place, "vault.db", NULL);
  FILE *file = g_fopen (path, "r+b");

  g_assert_cmpint (fseek (file, 200, SEEK_SET), ==, 0);
  g_assert_cmpint (fputs ("damage", file), !=, EOF);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* All of it is saved beside the damaged vault, and takes its place when its owner says so. */
static void
test_mending (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *place = g_build_filename (folder, "vault", NULL);
  CoffretDoor *door = open_door (place);
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  g_autoptr (CoffretSecret) wrong = secret ("wrong horse");
  g_autoptr (CoffretMending) mending = coffret_mending_new (place);
  g_autoptr (GError) error = NULL;
  g_auto (GValue) aside = G_VALUE_INIT;
  const CoffretSalvageReport *report;

  coffret_door_lock (door);
  damage (place);
  g_assert_false (testing_await (coffret_mending_salvage (mending, wrong), NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (coffret_mending_get_report (mending));

  testing_wait (coffret_mending_salvage (mending, words));
  report = coffret_mending_get_report (mending);
  g_assert_cmpuint (report->total, ==, 3);
  g_assert_cmpuint (report->saved, ==, 3);
  g_assert_cmpuint (report->pages_lost, ==, 1);
  g_assert_true (g_file_test (coffret_mending_get_folder (mending), G_FILE_TEST_IS_DIR));

  g_assert_true (testing_await (coffret_mending_settle (mending), &aside, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (g_value_get_string (&aside), G_FILE_TEST_IS_DIR));
  testing_wait (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, words));
  g_assert_cmpuint (g_list_model_get_n_items (
                      G_LIST_MODEL (coffret_session_get_library (coffret_door_get_session (door)))),
                    ==, 3);
  coffret_door_lock (door);
  testing_finalize (door);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  /* No keyring service may answer, whatever runs this test. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add_func ("/organise/ways", test_ways);
  g_test_add_func ("/organise/ways/locking-meanwhile", test_locking_meanwhile);
  g_test_add_func ("/organise/mending", test_mending);
  return g_test_run ();
}
