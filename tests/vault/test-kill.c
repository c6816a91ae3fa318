/* What was acknowledged survives kill -9 at any moment. COFFRET_ROUNDS says how
 * often to try. */
#include "vault-testing.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static gboolean
add_record (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autofree char *name = g_uuid_string_random ();
  g_autoptr (CoffretRecord) record = testing_record_new (database, name);

  if (!coffret_records_add (database, record, error))
    return FALSE;
  *(char **) data = g_strdup (record->id);
  return TRUE;
}

static gboolean
collect (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  if (records == NULL || !coffret_database_check (database, error))
    return FALSE;
  for (guint i = 0; i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);
    g_autoptr (GBytes) bytes = coffret_originals_get (database, record->original_id, error);
    if (bytes == NULL)
      return FALSE;
    g_hash_table_add (data, g_strdup (record->id));
  }
  return TRUE;
}

/* Several threads at once, so that commits are shared. */
static gpointer
add_for_ever (gpointer data)
{
  for (;;) {
    g_autofree char *id = NULL;
    g_autofree char *line = NULL;
    if (!coffret_vault_run_sync (data, COFFRET_PRIORITY_LOW, add_record, &id, NULL))
      _exit (1);
    line = g_strconcat (id, "\n", NULL);
    if (write (STDOUT_FILENO, line, strlen (line)) < 0)
      _exit (1);
  }
  return NULL;
}

static int
child (const char *folder)
{
  g_autoptr (GError) error = NULL;
  CoffretVault *vault = testing_vault_open (folder, &error);

  if (vault == NULL)
    g_error ("%s", error->message);
  for (guint i = 0; i < 3; i++)
    g_thread_unref (g_thread_new ("adder", add_for_ever, vault));
  add_for_ever (vault);
  return 0;
}

static CoffretVault *
open_with (const char *folder, const char *words)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words);
  g_autofree char *path = g_build_filename (folder, "vault", NULL);

  return coffret_vault_open (path, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, NULL);
}

/* Changes the passphrase from one to the other and back, and says each when it is set. */
static int
child_slots (const char *folder)
{
  static const char *const words[] = { "correct horse", "battery staple" };
  CoffretVault *vault = open_with (folder, words[0]);

  if (vault == NULL)
    vault = open_with (folder, words[1]);
  coffret_vault_set_cost (vault, &testing_cost);
  for (guint i = 1;; i++) {
    g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[i % 2]);
    g_autofree char *line = g_strconcat (words[i % 2], "\n", NULL);
    if (!coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, NULL) ||
        write (STDOUT_FILENO, line, strlen (line)) < 0)
      return 1;
  }
}

/* Kills when the child has acknowledged N records and a little later. */
static guint
run_round (const char *folder, GHashTable *acknowledged, guint n, guint later)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self, "--child", folder, NULL);
  g_autoptr (GDataInputStream) lines =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  guint seen = 0;
  char *line;

  while (seen < n && (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL) {
    g_hash_table_add (acknowledged, line);
    seen++;
  }
  g_assert_cmpuint (seen, ==, n);
  g_usleep (later);
  g_subprocess_send_signal (process, SIGKILL);
  g_subprocess_wait (process, NULL, NULL);
  /* What it said before it died counts too; a torn last line does not. */
  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL) {
    if (g_uuid_string_is_valid (line)) {
      g_hash_table_add (acknowledged, line);
      seen++;
    } else
      g_free (line);
  }
  return seen;
}

static guint
rounds (void)
{
  const char *asked = g_getenv ("COFFRET_ROUNDS");

  return asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : 20;
}

static void
test_kill (void)
{
  char *folder = testing_folder_new ();
  guint n = rounds ();
  g_autoptr (GHashTable) acknowledged =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint journals = 0;

  coffret_vault_unref (testing_vault_create (folder));
  for (guint i = 0; i < n; i++) {
    g_autofree char *journal = g_build_filename (folder, "vault", "vault.db-journal", NULL);
    g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr (GError) error = NULL;
    CoffretVault *vault;
    GHashTableIter iter;
    gpointer id;

    run_round (folder, acknowledged, (guint) g_test_rand_int_range (0, 12),
               (guint) g_test_rand_int_range (0, 4000));
    if (g_file_test (journal, G_FILE_TEST_EXISTS))
      journals++;
    vault = testing_vault_open (folder, &error);
    g_assert_no_error (error);
    coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, collect, found, &error);
    g_assert_no_error (error);
    coffret_vault_unref (vault);
    g_hash_table_iter_init (&iter, acknowledged);
    while (g_hash_table_iter_next (&iter, &id, NULL))
      g_assert_true (g_hash_table_contains (found, id));
  }
  g_test_message (
    "counted %u kills while adding, %u of them within a write, %u records acknowledged and there",
    n, journals, g_hash_table_size (acknowledged));
  testing_folder_remove (folder);
}

static gboolean
opens_with (const char *folder, const char *words)
{
  g_autoptr (CoffretVault) vault = open_with (folder, words);

  return vault != NULL;
}

/* Killed while the passphrase is being changed: the old or the new one opens. */
static void
test_kill_slots (void)
{
  char *folder = testing_folder_new ();
  guint opened[2] = { 0 };

  coffret_vault_unref (testing_vault_create (folder));
  for (guint i = 0; i < rounds () / 4; i++) {
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self, "--child-slots", folder, NULL);
    g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
    g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
    gboolean first, second;

    g_assert_nonnull (line);
    g_usleep ((gulong) g_test_rand_int_range (0, 300000));
    g_subprocess_send_signal (process, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    first = opens_with (folder, "correct horse");
    second = opens_with (folder, "battery staple");
    g_assert_true (first || second);
    /* Between the two copies both may open; opening settles it. */
    first = opens_with (folder, "correct horse");
    second = opens_with (folder, "battery staple");
    g_assert_true (first != second);
    opened[first ? 0 : 1]++;
  }
  g_test_message (
    "counted %u kills while passphrases change, opened by the one %u times, by the other %u times",
    opened[0] + opened[1], opened[0], opened[1]);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--child-slots"))
    return child_slots (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/kill/acknowledged", test_kill);
  g_test_add_func ("/vault/kill/slots", test_kill_slots);
  return g_test_run ();
}
