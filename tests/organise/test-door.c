/* Every state of files and ways in, and what the door then allows. */
#include "organise-testing.h"

#include <glib/gstdio.h>

#include "organise/door.h"
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

static void
make_vault (const char *folder)
{
  g_autoptr (CoffretSecret) passphrase = secret ("correct horse");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = coffret_vault_create_with_cost (
    folder, COFFRET_SLOT_PASSPHRASE, passphrase, &cheap, NULL, &error);

  g_assert_no_error (error);
  coffret_vault_close (vault);
}

static gboolean
wait_for_answer (DexFuture *future)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  testing_await (future, &value, &error);
  g_assert_no_error (error);
  return g_value_get_boolean (&value);
}

/* A vault in FOLDER/vault, nothing done to it yet. */
static char *
new_place (char **folder)
{
  *folder = testing_folder_new ();
  return g_build_filename (*folder, "vault", NULL);
}

static void
test_find_keyring (void)
{
  g_assert_false (wait_for_answer (coffret_door_find_keyring ()));
}

static void
test_first_run (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  CoffretDoor *door = coffret_door_new (place);
  g_autoptr (CoffretSecret) passphrase = secret ("correct horse");
  TestingEar state = { 0 };
  TestingEar session = { 0 };
  TestingEar busy = { 0 };

  testing_listen (door, "state", &state);
  testing_listen (door, "session", &session);
  testing_listen (door, "busy", &busy);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOOKING);
  g_assert_false (wait_for_answer (coffret_door_start (door)));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_FIRST_RUN);
  /* Looking makes nothing. */
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (state.notified, ==, 1);
  g_assert_cmpuint (busy.notified, ==, 2);

  g_assert_true (wait_for_answer (coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, passphrase)));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
  g_assert_nonnull (coffret_door_get_session (door));
  g_assert_cmpuint (session.notified, ==, 1);
  g_assert_cmpuint (coffret_door_get_slots (door), ==, COFFRET_SLOT_PASSPHRASE);

  coffret_door_lock (door);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  g_assert_null (coffret_door_get_session (door));
  g_assert_cmpuint (session.notified, ==, 2);
  testing_finalize (door);
  testing_folder_remove (g_steal_pointer (&folder));
}

static void
test_passphrase (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  CoffretDoor *door;
  g_autoptr (CoffretSecret) right = secret ("correct horse");
  g_autoptr (CoffretSecret) wrong = secret ("wrong horse");
  g_autoptr (GError) error = NULL;

  make_vault (place);
  door = coffret_door_new (place);
  g_assert_false (wait_for_answer (coffret_door_start (door)));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  g_assert_cmpuint (coffret_door_get_slots (door), ==, COFFRET_SLOT_PASSPHRASE);

  g_assert_false (
    testing_await (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, wrong), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  g_assert_nonnull (coffret_door_get_error (door));

  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, right)));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
  g_assert_null (coffret_door_get_error (door));

  /* Locked and opened again at once: nothing is left behind that holds the vault. */
  coffret_door_lock (door);
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, right)));
  testing_finalize (door);
  testing_folder_remove (g_steal_pointer (&folder));
}

/* Another passphrase takes the place of the first; the last way in stays. */
static void
test_slots (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  CoffretDoor *door;
  g_autoptr (CoffretSecret) old = secret ("correct horse");
  g_autoptr (CoffretSecret) new = secret ("four quiet boats");
  g_autoptr (GError) error = NULL;
  TestingEar slots = { 0 };
  gboolean opened;

  make_vault (place);
  door = coffret_door_new (place);
  g_assert_false (
    testing_await (coffret_door_add_slot (door, COFFRET_SLOT_PASSPHRASE, new), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, old)));
  testing_listen (door, "slots", &slots);
  g_assert_true (wait_for_answer (coffret_door_add_slot (door, COFFRET_SLOT_PASSPHRASE, new)));
  g_assert_cmpuint (coffret_door_get_slots (door), ==, COFFRET_SLOT_PASSPHRASE);
  /* Of the same kind, and yet another: since when it is there, and whether it was tried. */
  g_assert_cmpuint (slots.notified, ==, 1);
  g_assert_false (
    testing_await (coffret_door_remove_slot (door, COFFRET_SLOT_PASSPHRASE), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Who changes it shows that it is known. */
  g_assert_false (testing_await (coffret_door_change_passphrase (door, old, old), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_true (wait_for_answer (coffret_door_change_passphrase (door, new, old)));

  /* Locked while it works: the one or the other, whole. The old one stays where locking came
   * before the new one was tried. */
  dex_unref (coffret_door_add_slot (door, COFFRET_SLOT_PASSPHRASE, new));
  coffret_door_lock (door);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  opened = testing_await (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, old), NULL, &error);
  if (opened) {
    coffret_door_lock (door);
    g_assert_false (
      testing_await (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, new), NULL, &error));
  }
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_assert_true (
    wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, opened ? old : new)));
  testing_finalize (door);
  testing_folder_remove (g_steal_pointer (&folder));
}

/* A vault is never made where one is. */
static void
test_create_over (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autoptr (CoffretDoor) door = NULL;
  g_autoptr (CoffretSecret) other = secret ("another horse");
  g_autoptr (CoffretSecret) right = secret ("correct horse");
  g_autoptr (GError) error = NULL;

  make_vault (place);
  door = coffret_door_new (place);
  g_assert_false (
    testing_await (coffret_door_create (door, COFFRET_SLOT_PASSPHRASE, other), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, right)));
  coffret_door_lock (door);
  testing_folder_remove (g_steal_pointer (&folder));
}

static void
test_lock_while_opening (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autoptr (CoffretDoor) door = NULL;
  g_autoptr (CoffretSecret) right = secret ("correct horse");
  DexFuture *future;

  make_vault (place);
  door = coffret_door_new (place);
  future = coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, right);
  coffret_door_lock (door);
  g_assert_false (wait_for_answer (future));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  g_assert_null (coffret_door_get_session (door));
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, right)));
  testing_folder_remove (g_steal_pointer (&folder));
}

typedef struct {
  const char *name;
  const char *file;
  const char *content; /* NULL: the file is gone */
  gsize length;
  CoffretDoorState state;
} Trouble;

static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = data;
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autofree char *file = g_build_filename (place, trouble->file, NULL);
  g_autoptr (CoffretDoor) door = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  gsize length = 0;

  make_vault (place);
  if (trouble->content == NULL)
    g_assert_cmpint (g_unlink (file), ==, 0);
  else
    g_file_set_contents (file, trouble->content, (gssize) trouble->length, &error);
  g_assert_no_error (error);
  if (g_str_equal (trouble->file, "keyslots.json")) {
    g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
    const char *name;

    /* The second copy goes too. */
    while ((name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *other = g_build_filename (place, name, NULL);

      if (g_str_has_prefix (name, "keyslots"))
        g_unlink (other);
    }
  }
  door = coffret_door_new (place);
  g_assert_false (wait_for_answer (coffret_door_start (door)));
  g_assert_cmpint (coffret_door_get_state (door), ==, trouble->state);
  g_assert_nonnull (coffret_door_get_error (door));
  g_assert_null (coffret_door_get_session (door));
  if (trouble->content != NULL) {
    g_assert_true (g_file_get_contents (file, &before, &length, NULL));
    g_assert_cmpmem (before, length, trouble->content, trouble->length);
  } else {
    g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  }
  testing_folder_remove (g_steal_pointer (&folder));
}

static void
test_two_programs (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autoptr (CoffretDoor) first = NULL;
  g_autoptr (CoffretDoor) second = NULL;
  g_autoptr (CoffretSecret) right = secret ("correct horse");

  make_vault (place);
  first = coffret_door_new (place);
  second = coffret_door_new (place);
  g_assert_true (wait_for_answer (coffret_door_unlock (first, COFFRET_SLOT_PASSPHRASE, right)));
  g_assert_false (wait_for_answer (coffret_door_unlock (second, COFFRET_SLOT_PASSPHRASE, right)));
  g_assert_cmpint (coffret_door_get_state (second), ==, COFFRET_DOOR_BUSY);
  coffret_door_lock (first);
  g_assert_true (wait_for_answer (coffret_door_unlock (second, COFFRET_SLOT_PASSPHRASE, right)));
  testing_folder_remove (g_steal_pointer (&folder));
}

static void
test_no_keyring (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autoptr (CoffretDoor) door = coffret_door_new (place);
  g_autoptr (GError) error = NULL;

  g_assert_false (
    testing_await (coffret_door_create (door, COFFRET_SLOT_KEYRING, NULL), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_KEYRING_NONE);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_FIRST_RUN);
  g_assert_false (g_file_test (place, G_FILE_TEST_EXISTS));
  testing_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  static const Trouble troubles[] = {
    { "no-database", "vault.db", NULL, 0, COFFRET_DOOR_MISSING },
    { "no-slots", "keyslots.json", NULL, 0, COFFRET_DOOR_MISSING },
    { "empty-database", "vault.db", "", 0, COFFRET_DOOR_DAMAGED },
    { "text-database", "vault.db", "hello", 5, COFFRET_DOOR_DAMAGED },
    { "plaintext-database", "vault.db", "SQLite format 3\0and then pages", 31, COFFRET_DOOR_FAULT },
  };

  /* No keyring service may answer, whatever runs this test. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/organise/door/find-keyring", test_find_keyring);
  g_test_add_func ("/organise/door/first-run", test_first_run);
  g_test_add_func ("/organise/door/passphrase", test_passphrase);
  g_test_add_func ("/organise/door/slots", test_slots);
  g_test_add_func ("/organise/door/create-over", test_create_over);
  g_test_add_func ("/organise/door/lock-while-opening", test_lock_while_opening);
  g_test_add_func ("/organise/door/two-programs", test_two_programs);
  g_test_add_func ("/organise/door/no-keyring", test_no_keyring);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    g_autofree char *path = g_strconcat ("/organise/door/trouble/", troubles[i].name, NULL);

    g_test_add_data_func (path, &troubles[i], test_trouble);
  }
  return g_test_run ();
}
