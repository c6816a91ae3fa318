/* Every state of files and ways in, and what the door then allows. */
#include "organise-testing.h"

#include <glib/gstdio.h>

#include "organise/backup-places.h"
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

/* The keys that are made from now on, until it is locked, are cheap too. */
static void
be_cheap (CoffretDoor *door)
{
  coffret_vault_set_cost (coffret_session_get_vault (coffret_door_get_session (door)), &cheap);
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
  be_cheap (door);
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

typedef enum {
  HARM_TEXT,     /* the database is none */
  HARM_DATABASE, /* it is gone */
  HARM_SLOTS,    /* the keys are gone */
  HARM_ALL,      /* the whole folder is gone */
} Harm;

static void
do_harm (const char *place, Harm harm)
{
  g_autofree char *database = g_build_filename (place, "vault.db", NULL);

  if (harm == HARM_TEXT)
    g_assert_true (g_file_set_contents (database, "hello", 5, NULL));
  if (harm == HARM_DATABASE || harm == HARM_ALL)
    g_assert_cmpint (g_unlink (database), ==, 0);
  if (harm == HARM_SLOTS || harm == HARM_ALL) {
    g_autoptr (GDir) dir = g_dir_open (place, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *path = g_build_filename (place, name, NULL);
      if (harm == HARM_ALL || g_str_has_prefix (name, "keyslots"))
        g_unlink (path);
    }
  }
  if (harm == HARM_ALL)
    g_assert_cmpint (g_rmdir (place), ==, 0);
}

/* Of the vault in PLACE, made by itself into FOLDER. Owned. */
static char *
back_up (const char *place, const char *folder)
{
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  g_autoptr (CoffretDoor) door = coffret_door_new (place);
  CoffretBackups *backups;
  g_auto (GValue) path = G_VALUE_INIT;

  g_mkdir (folder, 0700);
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, words)));
  backups = coffret_session_get_backups (coffret_door_get_session (door));
  while (!coffret_backups_is_ready (backups))
    g_main_context_iteration (NULL, TRUE);
  testing_wait (coffret_backups_set_folder (backups, folder));
  while (coffret_backups_is_busy (backups))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (coffret_backups_get_error (backups));
  coffret_door_lock (door);
  {
    g_autoptr (GPtrArray) list = coffret_backup_list (folder, NULL);

    g_assert_cmpuint (list->len, ==, 1);
    return g_strdup (((CoffretBackupInfo *) list->pdata[0])->path);
  }
}

/* A newer backup of another vault, and what looks like an even newer one of this. */
static void
add_decoys (const char *folder, const char *backup)
{
  g_autofree char *other = g_build_filename (folder, "other-vault", NULL);
  g_autofree char *path = g_build_filename (folder, "other.coffret", NULL);
  g_autofree char *cut = g_build_filename (folder, "cut.coffret", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  gsize length;

  make_vault (other);
  vault = coffret_vault_open (other, COFFRET_SLOT_PASSPHRASE, words, FALSE, NULL, NULL);
  info = coffret_backup_write (vault, path, FALSE, NULL, NULL);
  g_assert_nonnull (info);
  coffret_vault_close (vault);
  g_assert_true (g_file_get_contents (backup, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (cut, bytes, (gssize) length - 1, NULL));
}

static void
wait_for_backup (CoffretDoor *door)
{
  while (coffret_door_get_backup (door) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* One byte of each page but the first. */
static void
damage_pages (const char *place)
{
  g_autofree char *path = g_build_filename (place, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  FILE *file;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  file = g_fopen (path, "r+b");
  for (gsize at = 4096 + 100; at < length; at += 4096) {
    g_assert_cmpint (fseek (file, (long) at, SEEK_SET), ==, 0);
    g_assert_cmpint (fputc (bytes[at] ^ 1, file), !=, EOF);
  }
  g_assert_cmpint (fclose (file), ==, 0);
}

/* The longest that it can be, so that it lies on pages which nothing else reads. */
static void
add_long (CoffretSession *session)
{
  g_autofree char *long_text = g_strnfill (200 * 1024, 'x');
  g_autofree char *more = g_strdup_printf ("\"evidence\":[{\"narrative\":\"%s\"}],", long_text);
  g_autofree char *text = testing_credential_with (1, "Dressing", "2026-05-12", more);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);

  coffret_import_add_bytes (job, bytes, "long.json");
  testing_wait (coffret_import_start (job));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (coffret_session_get_library (session))),
                    ==, 1);
}

/* Seen when an original is read: nothing is written from then on, and every act says why; once it
 * is locked, the door says it too. */
static void
test_damage_while_open (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autofree char *database = g_build_filename (place, "vault.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  g_autoptr (CoffretEntry) entry = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  CoffretSession *session;
  CoffretDoor *door;
  TestingEar ear = { 0 };

  make_vault (place);
  door = coffret_door_new (place);
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, words)));
  add_long (coffret_door_get_session (door));
  g_assert_null (coffret_session_get_damage (coffret_door_get_session (door)));
  coffret_door_lock (door);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_LOCKED);
  g_assert_true (wait_for_answer (coffret_door_unlock (door, COFFRET_SLOT_PASSPHRASE, words)));
  session = coffret_door_get_session (door);
  testing_listen (session, "damaged", &ear);
  g_assert_true (coffret_session_can_change (session));
  damage_pages (place);
  g_assert_true (g_file_get_contents (database, &before, &length_before, NULL));

  entry = g_list_model_get_item (G_LIST_MODEL (coffret_session_get_library (session)), 0);
  entries = testing_list (entry, NULL);
  g_assert_false (testing_await (coffret_session_original (session, entry), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);
  while (ear.notified == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (ear.notified, ==, 1);
  g_assert_false (coffret_session_can_change (session));
  g_assert_error (coffret_session_get_damage (session), COFFRET_VAULT_ERROR,
                  COFFRET_VAULT_ERROR_DAMAGED);

  g_assert_false (testing_await (coffret_session_trash (session, entries), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "damaged"));
  g_clear_error (&error);
  g_assert_false (coffret_entry_is_trashed (entry));
  g_assert_false (testing_await (coffret_session_set_title (session, entry, "Mine"), NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpuint (ear.notified, ==, 1);
  g_assert_true (g_file_get_contents (database, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);

  coffret_door_lock (door);
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_DAMAGED);
  g_assert_error (coffret_door_get_error (door), COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  testing_finalize (door);
  testing_folder_remove (g_steal_pointer (&folder));
}

/* What was left of it stays beside the new one, which is in FOLDER. */
static void
bring_back (CoffretDoor *door, const char *folder, CoffretSecret *words)
{
  g_autofree char *backup = g_strdup (coffret_door_get_backup (door)->path);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint kept = 0;

  g_assert_true (
    wait_for_answer (coffret_door_restore (door, backup, words, COFFRET_RESTORE_DEFAULT)));
  g_assert_cmpint (coffret_door_get_state (door), ==, COFFRET_DOOR_OPEN);
  g_assert_null (coffret_door_get_backup (door));
  coffret_door_lock (door);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    kept += g_str_has_prefix (name, "vault.damaged-");
  g_assert_cmpuint (kept, ==, 1);
}

/* Whatever became of the vault, its newest backup is found, and brings it back. */
static void
test_backup (gconstpointer data)
{
  const Harm harm = (Harm) GPOINTER_TO_INT (data);
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *backup = NULL;
  g_autoptr (CoffretSecret) words = secret ("correct horse");
  TestingEar ear = { 0 };
  CoffretDoor *door;

  make_vault (place);
  backup = back_up (place, backups);
  add_decoys (backups, backup);
  do_harm (place, harm);
  door = coffret_door_new (place);
  testing_listen (door, "backup", &ear);
  g_assert_false (wait_for_answer (coffret_door_start (door)));
  wait_for_backup (door);
  g_assert_cmpuint (ear.notified, ==, 1);
  g_assert_cmpstr (coffret_door_get_backup (door)->path, ==, backup);

  if (harm == HARM_TEXT || harm == HARM_DATABASE)
    bring_back (door, folder, words);
  testing_finalize (door);
  testing_folder_remove (g_steal_pointer (&folder));
}

static char *
find_path (const char *place)
{
  g_autoptr (CoffretBackupInfo) info = coffret_backup_places_find (place);

  return info != NULL ? g_strdup (info->path) : NULL;
}

#define assert_found(place, backup)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found = find_path (place);                                                    \
    g_assert_cmpstr (found, ==, backup);                                                           \
  }                                                                                                \
  G_STMT_END

/* By its id where its keys tell, by its place where nothing is left; and not once it was removed
 * by its owner. */
static void
test_backup_places (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *place = new_place (&folder);
  g_autofree char *elsewhere = g_build_filename (folder, "elsewhere", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", NULL);
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autofree char *later = g_build_filename (folder, "later", NULL);
  g_autofree char *list =
    g_build_filename (g_get_user_config_dir (), "coffret", "backups.json", NULL);
  g_autofree char *backup = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *text = NULL;

  make_vault (place);
  assert_found (place, NULL);
  backup = back_up (place, backups);
  assert_found (place, backup);
  /* Moved by hand. */
  g_assert_cmpint (g_rename (place, elsewhere), ==, 0);
  assert_found (elsewhere, backup);
  assert_found (nowhere, NULL);
  /* Two folders; of one of them the disk is gone. */
  newer = back_up (elsewhere, later);
  assert_found (elsewhere, newer);
  assert_found (place, NULL);
  g_assert_cmpint (g_unlink (newer), ==, 0);
  g_assert_cmpint (g_rmdir (later), ==, 0);
  assert_found (elsewhere, backup);
  /* Another vault where one was that is gone. */
  do_harm (elsewhere, HARM_ALL);
  assert_found (elsewhere, backup);
  make_vault (elsewhere);
  assert_found (elsewhere, NULL);
  do_harm (elsewhere, HARM_ALL);

  /* Nothing but ids and folders. */
  g_assert_true (g_file_get_contents (list, &text, NULL, NULL));
  g_assert_null (strstr (text, "correct horse"));
  coffret_backup_places_moved (elsewhere, place);
  assert_found (elsewhere, NULL);
  assert_found (place, backup);
  coffret_backup_places_moved (place, NULL);
  assert_found (place, NULL);

  /* What it cannot read is no list, and is written anew. */
  g_assert_true (g_file_set_contents (list, "{\"version\": 1, \"vaults\": [7, {}]}", -1, NULL));
  assert_found (place, NULL);
  coffret_backup_places_note ("7f2c1d7e-0000-4000-8000-0123456789ab", place, backups);
  assert_found (place, NULL);
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
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();
  g_test_add_func ("/organise/door/find-keyring", test_find_keyring);
  g_test_add_func ("/organise/door/first-run", test_first_run);
  g_test_add_func ("/organise/door/passphrase", test_passphrase);
  g_test_add_func ("/organise/door/slots", test_slots);
  g_test_add_func ("/organise/door/create-over", test_create_over);
  g_test_add_func ("/organise/door/lock-while-opening", test_lock_while_opening);
  g_test_add_func ("/organise/door/two-programs", test_two_programs);
  g_test_add_func ("/organise/door/no-keyring", test_no_keyring);
  g_test_add_data_func ("/organise/door/backup/text", GINT_TO_POINTER (HARM_TEXT), test_backup);
  g_test_add_data_func ("/organise/door/backup/no-database", GINT_TO_POINTER (HARM_DATABASE),
                        test_backup);
  g_test_add_data_func ("/organise/door/backup/no-slots", GINT_TO_POINTER (HARM_SLOTS),
                        test_backup);
  g_test_add_data_func ("/organise/door/backup/nothing", GINT_TO_POINTER (HARM_ALL), test_backup);
  g_test_add_func ("/organise/door/backup-places", test_backup_places);
  g_test_add_func ("/organise/door/damage-while-open", test_damage_while_open);
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    g_autofree char *path = g_strconcat ("/organise/door/trouble/", troubles[i].name, NULL);

    g_test_add_data_func (path, &troubles[i], test_trouble);
  }
  return g_test_run ();
}
