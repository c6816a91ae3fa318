/* The ways into a vault: proven by a program of their own, and all made anew with the key. */
#include "vault-testing.h"

#include "base/instant.h"
#include "vault/recovery-code.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct {
  char *folder;
  char *path;
  CoffretVault *vault;
  CoffretSecret *code;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "vault", NULL);
  fixture->vault = testing_vault_create (fixture->folder);
  fixture->code = coffret_recovery_code_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  coffret_secret_unref (fixture->code);
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
}

static CoffretVault *
open_by (Fixture *fixture, CoffretSlotType slot, CoffretSecret *secret, int expected)
{
  g_autoptr (GError) error = NULL;
  CoffretVault *vault = coffret_vault_open (fixture->path, slot, secret, FALSE, NULL, &error);

  if (expected < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, COFFRET_VAULT_ERROR, expected);
  return vault;
}

static gboolean
proven (CoffretVault *vault, CoffretSlotType slot)
{
  CoffretWay way;

  g_assert_true (coffret_vault_get_way (vault, slot, &way));
  g_assert_cmpint (ABS (coffret_instant_now () - way.made), <, 600 * G_USEC_PER_SEC);
  g_assert_cmpint ((coffret_vault_get_proven_slots (vault) & slot) != 0, ==,
                   way.proven != COFFRET_INSTANT_NONE);
  return way.proven != COFFRET_INSTANT_NONE;
}

static gboolean
add_record (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretRecord) record = testing_record_new (database, data);

  return coffret_records_add (database, record, error);
}

static gboolean
check_all (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  g_assert_nonnull (records);
  *(guint *) data = records->len;
  return coffret_database_check (database, error);
}

static void
assert_whole (CoffretVault *vault, guint expected)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, check_all, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
}

/* Added, proven at once, tried again with right and wrong words, and used. */
static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = fixture->vault;
  g_autoptr (CoffretSecret) written = coffret_recovery_code_write (fixture->code);
  g_autoptr (CoffretSecret) other = coffret_recovery_code_new ();
  g_autoptr (GError) error = NULL;
  CoffretWay way;

  g_assert_true (proven (vault, COFFRET_SLOT_PASSPHRASE));
  g_assert_false (coffret_vault_get_way (vault, COFFRET_SLOT_RECOVERY, &way));
  g_assert_false (
    coffret_vault_test_slot (vault, COFFRET_SLOT_RECOVERY, fixture->code, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT);
  g_clear_error (&error);
  coffret_vault_add_slot (vault, COFFRET_SLOT_RECOVERY, fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (coffret_vault_get_slots (vault), ==,
                   COFFRET_SLOT_PASSPHRASE | COFFRET_SLOT_RECOVERY);
  g_assert_true (proven (vault, COFFRET_SLOT_RECOVERY));
  coffret_vault_test_slot (vault, COFFRET_SLOT_RECOVERY, written, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (coffret_vault_test_slot (vault, COFFRET_SLOT_RECOVERY, other, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_assert_nonnull (strstr (error->message, "another recovery sheet"));
  g_clear_error (&error);
  coffret_vault_remove_slot (vault, COFFRET_SLOT_PASSPHRASE, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_assert_null (open_by (fixture, COFFRET_SLOT_RECOVERY, other, COFFRET_VAULT_ERROR_WRONG_KEY));
  fixture->vault = open_by (fixture, COFFRET_SLOT_RECOVERY, written, -1);
}

/* Without the program nothing is proven, and nothing that was is taken away. */
static void
test_unproven (Fixture *fixture, gconstpointer data)
{
  g_autofree char *prover = g_strdup (g_getenv ("COFFRET_PROVER"));
  g_autoptr (GError) error = NULL;

  g_setenv ("COFFRET_PROVER", "/nonexistent", TRUE);
  coffret_vault_add_slot (fixture->vault, COFFRET_SLOT_RECOVERY, fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (proven (fixture->vault, COFFRET_SLOT_RECOVERY));
  g_assert_false (coffret_vault_remove_slot (fixture->vault, COFFRET_SLOT_PASSPHRASE, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_setenv ("COFFRET_PROVER", prover, TRUE);
  coffret_vault_test_slot (fixture->vault, COFFRET_SLOT_RECOVERY, fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (proven (fixture->vault, COFFRET_SLOT_RECOVERY));
  coffret_vault_remove_slot (fixture->vault, COFFRET_SLOT_PASSPHRASE, &error);
  g_assert_no_error (error);
}

/* Opening the vault by a way proves it. */
static void
test_opening_proves (Fixture *fixture, gconstpointer data)
{
  g_autofree char *prover = g_strdup (g_getenv ("COFFRET_PROVER"));
  g_autoptr (GError) error = NULL;

  g_setenv ("COFFRET_PROVER", "/bin/false", TRUE);
  coffret_vault_add_slot (fixture->vault, COFFRET_SLOT_RECOVERY, fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_setenv ("COFFRET_PROVER", prover, TRUE);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  fixture->vault = testing_vault_open (fixture->folder, NULL);
  g_assert_false (proven (fixture->vault, COFFRET_SLOT_RECOVERY));
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  fixture->vault = open_by (fixture, COFFRET_SLOT_RECOVERY, fixture->code, -1);
  g_assert_true (proven (fixture->vault, COFFRET_SLOT_RECOVERY));
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  fixture->vault = testing_vault_open (fixture->folder, NULL);
  g_assert_true (proven (fixture->vault, COFFRET_SLOT_RECOVERY));
}

/* A new passphrase and a new sheet: the old ones open nothing, and what was in is in. */
static void
test_renew (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) words = testing_passphrase ("battery staple");
  g_autoptr (CoffretSecret) old_words = testing_passphrase ("correct horse");
  g_autoptr (CoffretSecret) old_code = coffret_recovery_code_new ();
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *before = NULL, *after = NULL;

  coffret_vault_add_slot (fixture->vault, COFFRET_SLOT_RECOVERY, old_code, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf ("Record %u", i);
    coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_NORMAL, add_record, name, NULL);
  }
  before = testing_read (fixture->folder, "keyslots.json", &length);
  testing_write (fixture->folder, "vault.db.before-1", "old", 3);
  coffret_vault_renew_key (fixture->vault, COFFRET_SLOT_PASSPHRASE | COFFRET_SLOT_RECOVERY, words,
                           fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (proven (fixture->vault, COFFRET_SLOT_PASSPHRASE));
  g_assert_true (proven (fixture->vault, COFFRET_SLOT_RECOVERY));
  {
    g_autofree char *copy = g_build_filename (fixture->path, "vault.db.before-1", NULL);
    g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  }
  assert_whole (fixture->vault, 20);
  coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_NORMAL, add_record, (gpointer) "more",
                          &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  after = testing_read (fixture->folder, "keyslots.json", &length);
  g_assert_null (strstr (after, "\"next\""));
  g_assert_null (strstr (after, "\"previous\""));

  g_assert_null (
    open_by (fixture, COFFRET_SLOT_PASSPHRASE, old_words, COFFRET_VAULT_ERROR_WRONG_KEY));
  g_assert_null (open_by (fixture, COFFRET_SLOT_RECOVERY, old_code, COFFRET_VAULT_ERROR_WRONG_KEY));
  fixture->vault = open_by (fixture, COFFRET_SLOT_RECOVERY, fixture->code, -1);
  assert_whole (fixture->vault, 21);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  /* Even with the old slot file put back: the database has another key. */
  testing_write (fixture->folder, "keyslots.json", before, strlen (before));
  testing_write (fixture->folder, "keyslots.json.bak", before, strlen (before));
  g_assert_null (
    open_by (fixture, COFFRET_SLOT_PASSPHRASE, old_words, COFFRET_VAULT_ERROR_DAMAGED));
  testing_write (fixture->folder, "keyslots.json", after, strlen (after));
  fixture->vault = open_by (fixture, COFFRET_SLOT_PASSPHRASE, words, -1);
  assert_whole (fixture->vault, 21);
}

/* What fails before the database is touched leaves everything as it was. */
static void
test_renew_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) words = testing_passphrase ("battery staple");
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gsize length;
  g_autofree char *after = NULL;

  g_assert_false (coffret_vault_renew_key (
    fixture->vault, COFFRET_SLOT_PASSPHRASE | COFFRET_SLOT_RECOVERY, words, words, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (coffret_vault_renew_key (fixture->vault, COFFRET_SLOT_PASSPHRASE, words, NULL,
                                           cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = testing_read (fixture->folder, "keyslots.json", &length);
  g_assert_null (strstr (after, "\"next\""));
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  fixture->vault = testing_vault_open (fixture->folder, NULL);
  assert_whole (fixture->vault, 0);
}

static int
child_full (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = testing_vault_open (folder, &error);
  g_autoptr (CoffretSecret) words = testing_passphrase ("battery staple");
  const struct rlimit limit = { 128 * 1024, 128 * 1024 };

  if (vault == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 1;
  signal (SIGXFSZ, SIG_IGN);
  if (coffret_vault_renew_key (vault, COFFRET_SLOT_PASSPHRASE, words, NULL, NULL, &error))
    return 2;
  return error->code == COFFRET_VAULT_ERROR_FULL ? 0 : 3;
}

/* The journal of the database's renewal finds no room: the old words open, and only they. */
static void
test_renew_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--full", fixture->folder, NULL };
  g_autoptr (CoffretSecret) words = testing_passphrase ("battery staple");
  g_autoptr (GError) error = NULL;
  int status = -1;

  for (guint i = 0; i < 60; i++) {
    g_autofree char *name = g_strdup_printf ("Record %u", i);
    coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_NORMAL, add_record, name, NULL);
  }
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  fixture->vault = testing_vault_open (fixture->folder, &error);
  g_assert_no_error (error);
  assert_whole (fixture->vault, 60);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_assert_null (open_by (fixture, COFFRET_SLOT_PASSPHRASE, words, COFFRET_VAULT_ERROR_WRONG_KEY));
}

/* Both words are wrong, and there is no memory to find that out: it must not be said. */
static int
child_memory (const char *folder)
{
  static const CoffretSlotType slots[] = { COFFRET_SLOT_PASSPHRASE, COFFRET_SLOT_RECOVERY };
  g_autofree char *path = g_build_filename (folder, "vault", NULL);
  const struct rlimit limit = { 48 * 1024 * 1024, 48 * 1024 * 1024 };
  CoffretSecret *secrets[] = { testing_passphrase ("wrong"), coffret_recovery_code_new () };

  if (setrlimit (RLIMIT_AS, &limit) != 0)
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (slots); i++) {
    g_autoptr (GError) error = NULL;
    if (coffret_vault_open (path, slots[i], secrets[i], FALSE, NULL, &error) != NULL ||
        !g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_MEMORY))
      return 2 + (int) i;
  }
  return 0;
}

static void
test_no_memory (Fixture *fixture, gconstpointer data)
{
#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("the sanitizer needs the address space");
#else
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--memory", fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  coffret_vault_add_slot (fixture->vault, COFFRET_SLOT_RECOVERY, fixture->code, NULL, &error);
  g_assert_no_error (error);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
#endif
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return child_full (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--memory"))
    return child_memory (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/vault/ways/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (sheet);
  ADD (unproven);
  ADD (opening_proves);
  ADD (renew);
  ADD (renew_refused);
  ADD (renew_full);
  ADD (no_memory);
  return g_test_run ();
}
