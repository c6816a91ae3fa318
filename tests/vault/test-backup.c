/* A file that has the name of a backup is one: whatever happens while it is made or after. */
#include "vault-testing.h"

#include "vault/backup-file.h"
#include "vault/backup.h"
#include "vault/database-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RECORDS 40

typedef struct {
  char *folder;
  char *path;
  CoffretVault *vault;
} Fixture;

static gboolean
add_some (CoffretDatabase *database, gpointer data, GError **error)
{
  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++) {
    g_autofree char *name = g_uuid_string_random ();
    g_autoptr (CoffretRecord) record = testing_record_new (database, name);

    if (!coffret_records_add (database, record, error))
      return FALSE;
  }
  return TRUE;
}

static void
fill (CoffretVault *vault, guint count)
{
  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, add_some,
                                         GUINT_TO_POINTER (count), NULL));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "first.coffret", NULL);
  fixture->vault = testing_vault_create (fixture->folder);
  fill (fixture->vault, RECORDS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
}

/* Nothing beside what should be there: NAMES are separated by spaces, in order. */
static void
assert_holds (const char *folder, const char *within, const char *names)
{
  g_autofree char *path = g_build_filename (folder, within, NULL);
  g_autoptr (GDir) entries = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  const char *name;

  /* An open database keeps its journal, or has none. */
  while ((name = g_dir_read_name (entries)) != NULL)
    if (!g_str_has_suffix (name, "-journal"))
      g_ptr_array_add (found, g_strdup (name));
  g_ptr_array_sort_values (found, (GCompareFunc) g_strcmp0);
  g_ptr_array_add (found, NULL);
  joined = g_strjoinv (" ", (char **) found->pdata);
  g_assert_cmpstr (joined, ==, names);
}

static CoffretBackupInfo *
back_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CoffretBackupInfo *info =
    coffret_backup_write (fixture->vault, fixture->path, FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  return info;
}

static void
test_what_it_says (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretBackupInfo) made = back_up (fixture);
  g_autoptr (CoffretBackupInfo) read = coffret_backup_examine (fixture->path, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_cmpuint (made->credentials, ==, RECORDS);
  g_assert_cmpuint (read->credentials, ==, RECORDS);
  g_assert_cmpuint (read->trashed, ==, 0);
  g_assert_cmpint (read->made, ==, made->made);
  g_assert_cmpint (read->made, <=, coffret_instant_now ());
  g_assert_cmpstr (read->vault, ==, coffret_vault_get_id (fixture->vault));
  g_assert_true (read->from_here);
  g_assert_cmpint (read->slots, ==, COFFRET_SLOT_PASSPHRASE);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_cmpuint (read->length, ==, length);
  g_assert_cmpuint (read->size, <, length);
  g_assert_null (memmem (content, length, "SQLite", 6));
  assert_holds (fixture->folder, "", "first.coffret vault");
  assert_holds (fixture->folder, "vault", "keyslots.json keyslots.json.bak vault.db");
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  g_autoptr (CoffretBackupInfo) info =
    coffret_backup_write (fixture->vault, fixture->folder, FALSE, NULL, NULL);
  g_autoptr (GPtrArray) list = NULL;

  name = g_path_get_basename (info->path);
  g_assert_true (g_regex_match_simple (
    "^coffret-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[0-9a-f]{6}\\.coffret$", name, 0, 0));
  g_usleep (1100);
  g_clear_pointer (&info, coffret_backup_info_free);
  info = back_up (fixture);
  other = g_build_filename (fixture->folder, "x.coffret", NULL);
  g_assert_true (g_file_set_contents (other, "no", -1, NULL));
  list = coffret_backup_list (fixture->folder, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpstr (((CoffretBackupInfo *) list->pdata[0])->path, ==, fixture->path);
}

static void
test_no_overwriting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "a picture", -1, NULL));
  g_assert_null (coffret_backup_write (fixture->vault, fixture->path, FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "a picture");
  info = coffret_backup_write (fixture->vault, fixture->path, TRUE, NULL, NULL);
  g_assert_nonnull (info);
  assert_holds (fixture->folder, "", "first.coffret vault");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVault) memory = coffret_vault_new_in_memory (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *nowhere = g_build_filename (fixture->folder, "gone", "x.coffret", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_backup_write (memory, fixture->path, FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT);
  g_clear_error (&error);
  g_assert_null (coffret_backup_write (fixture->vault, nowhere, FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_IO);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (coffret_backup_write (fixture->vault, fixture->path, FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  coffret_vault_close (fixture->vault);
  g_assert_null (coffret_backup_write (fixture->vault, fixture->path, FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  assert_holds (fixture->folder, "", "vault");
  assert_holds (fixture->folder, "vault", "keyslots.json keyslots.json.bak vault.db");
}

static gpointer
write_on (gpointer data)
{
  GCancellable *stop = g_object_get_data (data, "stop");

  while (!g_cancellable_is_cancelled (stop))
    fill (g_object_get_data (data, "vault"), 3);
  return NULL;
}

/* What is added meanwhile is in it or not, but never in half. */
static void
test_while_in_use (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GObject) shared = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  GThread *writer;

  fill (fixture->vault, 1500);
  g_object_set_data (shared, "stop", stop);
  g_object_set_data (shared, "vault", fixture->vault);
  writer = g_thread_new ("writer", write_on, shared);
  for (guint i = 0; i < 5; i++) {
    g_autoptr (CoffretBackupInfo) info = back_up (fixture);
    g_assert_cmpuint (info->credentials, >=, RECORDS + 1500);
    g_assert_cmpuint (info->credentials % 3, ==, (RECORDS + 1500) % 3);
    g_unlink (fixture->path);
  }
  g_cancellable_cancel (stop);
  g_thread_join (writer);
}

static gpointer
back_up_once (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info =
    coffret_backup_write (fixture->vault, fixture->path, FALSE, NULL, &error);

  g_assert_true ((info == NULL) ==
                 g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED));
  return NULL;
}

/* Locked at some moment of a backup: it is whole or not there. */
static void
test_closing (Fixture *fixture, gconstpointer data)
{
  fill (fixture->vault, 1000);
  for (guint i = 0; i < 12; i++) {
    g_autoptr (CoffretBackupInfo) info = NULL;
    GThread *thread = g_thread_new ("backup", back_up_once, fixture);

    g_usleep (i * 3000);
    coffret_vault_close (fixture->vault);
    g_thread_join (thread);
    info = coffret_backup_examine (fixture->path, NULL);
    assert_holds (fixture->folder, "", info != NULL ? "first.coffret vault" : "vault");
    assert_holds (fixture->folder, "vault", "keyslots.json keyslots.json.bak vault.db");
    g_unlink (fixture->path);
    coffret_vault_unref (fixture->vault);
    fixture->vault = testing_vault_open (fixture->folder, NULL);
    g_assert_nonnull (fixture->vault);
  }
}

static void
examine_changed (const char *path, const char *content, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info = NULL;

  g_assert_true (g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  info = coffret_backup_examine (path, &error);
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
}

static void
test_header_flipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretBackupInfo) info = back_up (fixture);
  g_autofree char *other = g_build_filename (fixture->folder, "other.coffret", NULL);
  g_autofree char *content = NULL;
  gsize length, header;
  gsize step = g_getenv ("COFFRET_ALL_BYTES") != NULL ? 1 : 997;
  guint32 json;

  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memcpy (&json, content + 16, 4);
  header = 16 + 4 + GUINT32_FROM_LE (json) + 32;
  g_assert_cmpuint (header, <, length);
  for (gsize i = 0; i < header; i++) {
    content[i] ^= (char) (1 << (i % 8));
    examine_changed (other, content, length);
    content[i] ^= (char) (1 << (i % 8));
  }
  g_assert_true (g_file_set_contents (other, content, (gssize) length, NULL));
  for (gsize i = length; i > 0; i -= i > header + 200 ? MIN (step, i - header - 200) : 1) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (truncate (other, (off_t) i - 1), ==, 0);
    g_assert_null (coffret_backup_examine (other, &error));
    g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  }
  content = g_realloc (content, length + 1);
  content[length] = 0;
  examine_changed (other, content, length + 1);
}

static int
child (const char *folder)
{
  g_autoptr (CoffretVault) vault = testing_vault_open (folder, NULL);
  g_autofree char *path = g_build_filename (folder, "killed.coffret", NULL);

  for (;;) {
    g_autoptr (CoffretBackupInfo) info = coffret_backup_write (vault, path, TRUE, NULL, NULL);
    if (info == NULL || write (STDOUT_FILENO, ".", 1) != 1)
      return 1;
  }
}

/* kill -9 at any moment: what has the name is whole, and the next backup clears up. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  const char *given = g_getenv ("COFFRET_ROUNDS");
  guint rounds = given != NULL ? (guint) g_ascii_strtoull (given, NULL, 10) : 15;
  g_autofree char *killed = g_build_filename (fixture->folder, "killed.coffret", NULL);

  fill (fixture->vault, 500);
  for (guint i = 0; i < rounds; i++) {
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    const char *const argv[] = { self, "--child", fixture->folder, NULL };
    g_autoptr (GSubprocess) process = NULL;
    g_autoptr (CoffretBackupInfo) info = NULL;
    g_autoptr (GError) error = NULL;
    char first;

    g_clear_pointer (&fixture->vault, coffret_vault_unref);
    process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
    g_assert_no_error (error);
    g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (process), &first, 1, NULL, NULL), ==, 1);
    g_usleep ((gulong) g_random_int_range (0, 150000));
    g_subprocess_send_signal (process, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    info = coffret_backup_examine (killed, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (info->credentials, ==, RECORDS + 500);
    fixture->vault = testing_vault_open (fixture->folder, &error);
    g_assert_no_error (error);
  }
  g_unlink (killed);
  coffret_backup_info_free (back_up (fixture));
  assert_holds (fixture->folder, "", "first.coffret vault");
  assert_holds (fixture->folder, "vault", "keyslots.json keyslots.json.bak vault.db");
  g_test_message ("counted %u kills while backing up", rounds);
}

#define ADD(name) g_test_add ("/backup/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return child (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD (what_it_says);
  ADD (folder);
  ADD (no_overwriting);
  ADD (refusals);
  ADD (while_in_use);
  ADD (closing);
  ADD (header_flipped);
  ADD (killed);
  return g_test_run ();
}
