/* A vault gets another folder, or goes for ever: what must be there afterwards, and what must not.
 * Killed at any moment, one whole vault is where it is written down to be. COFFRET_ROUNDS says
 * how often to try. */
#include "vault/moving.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "vault-testing.h"

#define RECORDS 20
#define PADDING (2 * 1024 * 1024)

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  guint8 *padding = g_malloc (PADDING);
  g_autoptr (GBytes) bytes = g_bytes_new_take (padding, PADDING);
  g_autofree char *id = NULL;

  /* Nothing that could be packed. */
  randombytes_buf (padding, PADDING);
  id = coffret_originals_put (database, bytes, "padding", error);
  for (guint i = 0; i < RECORDS && id != NULL; i++) {
    g_autofree char *name = g_strdup_printf ("Record %u", i);
    g_autoptr (CoffretRecord) record = testing_record_new (database, name);
    if (!coffret_records_add (database, record, error))
      return FALSE;
  }
  return id != NULL;
}

static gboolean
check_all (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  g_assert_nonnull (records);
  g_assert_cmpuint (records->len, ==, RECORDS);
  return coffret_database_check (database, error);
}

static gboolean
add_one (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretRecord) record = testing_record_new (database, "Later");

  return coffret_records_add (database, record, error);
}

static CoffretVault *
open_at (const char *path, GError **error)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");

  return coffret_vault_open (path, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, error);
}

typedef struct {
  char *folder;
  char *from;
  char *to;
  CoffretVault *vault;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->from = g_build_filename (fixture->folder, "vault", NULL);
  fixture->to = g_build_filename (fixture->folder, "other", "place", NULL);
  fixture->vault = testing_vault_create (fixture->folder);
  g_assert_true (coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_HIGH, fill, NULL, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_free (fixture->from);
  g_free (fixture->to);
  testing_folder_remove (fixture->folder);
}

static void
assert_open_with_all (CoffretVault *vault)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, check_all, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_there (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = open_at (path, &error);

  g_assert_no_error (error);
  assert_open_with_all (vault);
}

static guint
count_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
note (const char *folder, gpointer data, GError **error)
{
  g_set_str ((char **) data, folder);
  /* Both are there now. */
  g_assert_cmpint (coffret_vault_examine (folder, NULL), ==, COFFRET_VAULT_PRESENT);
  return TRUE;
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autofree char *noted = NULL;
  const char *before = coffret_vault_get_folder (fixture->vault);
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_vault_move (fixture->vault, fixture->to, note, &noted, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (noted, ==, fixture->to);
  g_assert_cmpstr (coffret_vault_get_folder (fixture->vault), ==, fixture->to);
  g_assert_cmpstr (before, ==, fixture->from);
  g_assert_false (g_file_test (fixture->from, G_FILE_TEST_EXISTS));
  /* It goes on without having been closed, and nobody else gets in. */
  assert_open_with_all (fixture->vault);
  g_assert_null (open_at (fixture->to, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  assert_there (fixture->to);
  g_assert_cmpuint (count_names (fixture->to), ==, 3);
}

/* To where another file system is, when this computer has one there. */
static void
test_other_disk (Fixture *fixture, gconstpointer data)
{
  char *folder = g_strdup ("/dev/shm/coffret-test-XXXXXX");
  g_autofree char *to = NULL;
  GStatBuf here, there;
  g_autoptr (GError) error = NULL;

  if (g_mkdtemp (folder) == NULL) {
    g_free (folder);
    g_test_skip ("there is no second file system");
    return;
  }
  g_assert_cmpint (g_stat (folder, &there), ==, 0);
  g_assert_cmpint (g_stat (fixture->from, &here), ==, 0);
  if (here.st_dev == there.st_dev)
    g_test_message ("it is the same file system");
  to = g_build_filename (folder, "vault", NULL);
  g_assert_true (coffret_vault_move (fixture->vault, to, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  assert_there (to);
  testing_folder_remove (folder);
}

static gboolean
refuse (const char *folder, gpointer data, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "not written down");
  return FALSE;
}

/* Whatever stands against it: as if nothing had been asked. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *within = g_build_filename (fixture->from, "sub", "folder", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "second", NULL);
  g_autofree char *second = g_build_filename (other, "vault", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  CoffretVault *elsewhere;

  g_mkdir (other, 0700);
  elsewhere = testing_vault_create (other);
  g_assert_false (coffret_vault_move (fixture->vault, fixture->from, NULL, NULL, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (coffret_vault_move (fixture->vault, within, NULL, NULL, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (coffret_vault_move (fixture->vault, second, NULL, NULL, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (coffret_vault_move (fixture->vault, fixture->to, refuse, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (
    coffret_vault_move (fixture->vault, fixture->to, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (fixture->to, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (coffret_vault_get_folder (fixture->vault), ==, fixture->from);
  assert_open_with_all (fixture->vault);
  g_assert_true (
    coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_HIGH, add_one, NULL, NULL));
  coffret_vault_unref (elsewhere);
  g_assert_cmpint (coffret_vault_examine (second, NULL), ==, COFFRET_VAULT_PRESENT);
}

static int
child_full (const char *folder)
{
  const struct rlimit limit = { PADDING / 2, PADDING / 2 };
  g_autofree char *from = g_build_filename (folder, "vault", NULL);
  g_autofree char *to = g_build_filename (folder, "full", "vault", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = open_at (from, &error);

  signal (SIGXFSZ, SIG_IGN);
  if (vault == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 1;
  if (coffret_vault_move (vault, to, NULL, NULL, NULL, &error) ||
      !g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL))
    return g_printerr ("%s\n", error != NULL ? error->message : "moved"), 2;
  return coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, check_all, NULL, NULL) ? 0 : 3;
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--full", fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  assert_there (fixture->from);
  /* Not even the folder that was to be. */
  g_assert_cmpuint (count_names (fixture->folder), ==, 1);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mine = g_build_filename (fixture->from, "my own file", NULL);
  g_autofree char *older = g_build_filename (fixture->from, "vault.db.before-2", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (mine, "mine", -1, NULL));
  g_assert_true (g_file_set_contents (older, "older", -1, NULL));
  /* Not while somebody is in it: this program, ... */
  g_assert_false (coffret_vault_remove (fixture->from, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY);
  g_clear_error (&error);
  assert_open_with_all (fixture->vault);
  /* ... nor after that attempt another one, whose lock it must not have dropped. */
  {
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    const char *argv[] = { self, "--remove", fixture->from, NULL };
    g_autofree char *output = NULL;

    g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                                 NULL, NULL, NULL));
    g_assert_cmpstr (output, ==, "busy\n");
  }
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  assert_there (fixture->from);

  g_assert_true (coffret_vault_remove (fixture->from, &error));
  g_assert_no_error (error);
  g_assert_cmpint (coffret_vault_examine (fixture->from, NULL), ==, COFFRET_VAULT_ABSENT);
  g_assert_true (g_file_test (mine, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_names (fixture->from), ==, 1);
  g_unlink (mine);
  /* Where nothing is any more. */
  g_assert_true (coffret_vault_remove (fixture->from, &error));
  g_assert_false (g_file_test (fixture->from, G_FILE_TEST_EXISTS));
}

static void
test_remove_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  testing_write (fixture->folder, "vault.db", "", 0);
  testing_write (fixture->folder, "keyslots.json", "{", 1);
  g_assert_true (coffret_vault_remove (fixture->from, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->from, G_FILE_TEST_EXISTS));
}

static int
child_remove (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (coffret_vault_remove (path, &error))
    g_print ("removed\n");
  else if (g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY))
    g_print ("busy\n");
  else
    g_print ("%s\n", error->message);
  return 0;
}

static gboolean
write_down (const char *folder, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (folder, strlen (folder));

  return coffret_file_replace (data, bytes, 0600, error);
}

static char *
read_down (const char *folder)
{
  g_autofree char *book = g_build_filename (folder, "where", NULL);
  char *where = NULL;

  g_assert_true (g_file_get_contents (book, &where, NULL, NULL));
  return where;
}

/* To and fro, for ever. */
static int
child_move (const char *folder)
{
  g_autofree char *book = g_build_filename (folder, "where", NULL);
  g_autofree char *where = read_down (folder);
  g_autoptr (CoffretVault) vault = open_at (where, NULL);

  g_print ("begun\n");
  for (;;) {
    gboolean there = g_str_has_suffix (coffret_vault_get_folder (vault), "/b");
    g_autofree char *to = g_build_filename (folder, there ? "a" : "b", NULL);

    if (!coffret_vault_remove (to, NULL) ||
        !coffret_vault_move (vault, to, write_down, book, NULL, NULL))
      return 1;
    if (write (STDOUT_FILENO, "moved\n", 6) < 0)
      return 1;
  }
}

static guint
rounds (void)
{
  const char *asked = g_getenv ("COFFRET_ROUNDS");

  return asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : 16;
}

static guint
count_hidden (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint count = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    count += name[0] == '.';
  return count;
}

/* FOLDER/NAME with FILE in it, "" for none. Owned. */
static char *
leave (const char *folder, const char *name, const char *file, int mode)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *within = g_build_filename (path, file, NULL);

  g_assert_cmpint (g_mkdir (path, (mode_t) mode), ==, 0);
  if (*file != '\0')
    g_assert_true (g_file_set_contents (within, "left", 4, NULL));
  return path;
}

/* Before another move to the same place, what one of ours left there goes, and nothing else. */
static void
test_left (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (fixture->to);
  g_autofree char *ours = NULL, *empty = NULL, *full = NULL, *shared = NULL, *named = NULL,
                  *longer = NULL, *held = NULL;
  g_autofree char *link = g_build_filename (above, ".place.new-link00", NULL);
  g_autoptr (GError) error = NULL;
  int descriptor;

  g_assert_cmpint (g_mkdir (above, 0700), ==, 0);
  ours = leave (above, ".place.new-aaaaaa", "vault.db", 0700);
  empty = leave (above, ".place.new-bbbbbb", "", 0700);
  /* Somebody else's, or not as we make them. */
  full = leave (above, ".place.new-cccccc", "letter.odt", 0700);
  shared = leave (above, ".place.new-dddddd", "vault.db", 0755);
  named = leave (above, ".other.new-eeeeee", "vault.db", 0700);
  longer = leave (above, ".place.new-fffffff", "vault.db", 0700);
  g_assert_cmpint (symlink (fixture->from, link), ==, 0);
  /* Of a program that lives. */
  held = leave (above, ".place.new-gggggg", "vault.db", 0700);
  descriptor = g_open (held, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  g_assert_cmpint (flock (descriptor, LOCK_EX), ==, 0);

  g_assert_true (coffret_vault_move (fixture->vault, fixture->to, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (ours, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (empty, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (full, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (shared, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (named, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (longer, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (held, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (close (descriptor), ==, 0);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  assert_there (fixture->to);
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *book = g_build_filename (fixture->folder, "where", NULL);
  guint n = rounds (), moves = 0, two = 0, begun = 0;

  g_assert_true (write_down (fixture->from, book, NULL));
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  for (guint i = 0; i < n; i++) {
    g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self,
                                                        "--move", fixture->folder, NULL);
    g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
    g_autofree char *first = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
    g_autofree char *where = NULL;
    g_autoptr (GDir) dir = NULL;
    const char *name;
    char *line;
    guint vaults = 0;

    g_assert_cmpstr (first, ==, "begun");
    g_usleep ((gulong) g_test_rand_int_range (0, 300000));
    g_subprocess_send_signal (process, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    g_assert_true (g_subprocess_get_if_signaled (process));
    while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL) {
      moves++;
      g_free (line);
    }
    where = read_down (fixture->folder);
    begun += count_hidden (fixture->folder);
    assert_there (where);
    /* Opening has cleared away what was begun. */
    g_assert_cmpuint (count_hidden (fixture->folder), ==, 0);
    dir = g_dir_open (fixture->folder, 0, NULL);
    while ((name = g_dir_read_name (dir)) != NULL) {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      vaults += coffret_vault_examine (path, NULL) == COFFRET_VAULT_PRESENT;
    }
    g_assert_cmpuint (vaults, >=, 1);
    two += vaults > 1;
  }
  g_test_message (
    "counted %u kills while moving, %u moves, %u times with a copy begun, %u times with two vaults",
    n, moves, begun, two);
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return child_full (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--remove"))
    return child_remove (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--move"))
    return child_move (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/vault/moving/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (move);
  ADD (other_disk);
  ADD (refused);
  ADD (full);
  ADD (remove);
  ADD (remove_damaged);
  ADD (left);
  ADD (kill);
  return g_test_run ();
}
