/* Killed at any moment while the vault gets another key: the words that held open it, or the
 * new ones, and everything is there. COFFRET_ROUNDS says how often to try. */
#include "vault-testing.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define RECORDS 40
#define PADDING (1024 * 1024)

static gboolean
fill (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = NULL;

  for (guint i = 0; i < RECORDS; i++) {
    g_autofree char *name = g_strdup_printf ("Record %u", i);
    g_autoptr (CoffretRecord) record = testing_record_new (database, name);
    if (!coffret_records_add (database, record, error))
      return FALSE;
  }
  /* So that the database's own renewal takes a part of the time. */
  bytes = g_bytes_new_take (g_malloc0 (PADDING), PADDING);
  id = coffret_originals_put (database, bytes, "padding", error);
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

static CoffretVault *
open_with (const char *folder, guint number)
{
  g_autofree char *words =
    number == 0 ? g_strdup ("correct horse") : g_strdup_printf ("words %u", number);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words);
  g_autofree char *path = g_build_filename (folder, "vault", NULL);

  return coffret_vault_open (path, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, NULL);
}

static int
child (const char *folder, guint number)
{
  CoffretVault *vault = open_with (folder, number);

  g_assert_nonnull (vault);
  coffret_vault_set_cost (vault, &testing_cost);
  for (;;) {
    g_autofree char *words = g_strdup_printf ("words %u", ++number);
    g_autofree char *line = g_strdup_printf ("%u\n", number);
    g_autoptr (CoffretSecret) passphrase = testing_passphrase (words);
    if (!coffret_vault_renew_key (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, NULL, NULL) ||
        write (STDOUT_FILENO, line, strlen (line)) < 0)
      return 1;
  }
}

static guint
last_number (GDataInputStream *lines, guint number)
{
  char *line;

  while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL) {
    number = MAX (number, (guint) g_ascii_strtoull (line, NULL, 10));
    g_free (line);
  }
  return number;
}

static gboolean
opens (const char *folder, guint number)
{
  g_autoptr (CoffretVault) vault = open_with (folder, number);
  g_autoptr (GError) error = NULL;

  if (vault == NULL)
    return FALSE;
  coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, check_all, NULL, &error);
  g_assert_no_error (error);
  return TRUE;
}

static guint
rounds (void)
{
  const char *asked = g_getenv ("COFFRET_ROUNDS");

  return asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : 16;
}

static void
test_kill (void)
{
  char *folder = testing_folder_new ();
  CoffretVault *vault = testing_vault_create (folder);
  guint number = 0, n = rounds (), both = 0, forward = 0, back = 0;

  g_assert_true (coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, fill, NULL, NULL));
  coffret_vault_unref (vault);
  for (guint i = 0; i < n; i++) {
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    g_autofree char *start = g_strdup_printf ("%u", number);
    g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self, "--child", folder, start, NULL);
    g_autoptr (GDataInputStream) lines =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
    g_autofree char *slots = NULL;
    gsize length;
    guint first, held;

    g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
    g_assert_nonnull (line);
    g_usleep ((gulong) g_test_rand_int_range (0, 900000));
    g_subprocess_send_signal (process, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    number = last_number (lines, (guint) g_ascii_strtoull (line, NULL, 10));
    slots = testing_read (folder, "keyslots.json", &length);
    both += strstr (slots, "\"next\"") != NULL;

    /* Either may be tried first; whichever opens is the one that stays. */
    first = number + (guint) g_test_rand_int_range (0, 2);
    held = opens (folder, first) ? first : 2 * number + 1 - first;
    g_assert_true (opens (folder, held));
    g_assert_false (opens (folder, 2 * number + 1 - held));
    slots = (g_free (slots), testing_read (folder, "keyslots.json", &length));
    g_assert_null (strstr (slots, "\"next\""));
    forward += held > number;
    back += held == number;
    number = held;
  }
  g_test_message (
    "counted %u kills while keys change, %u with the slots of two keys: %u times the new "
    "words, %u times the old ones, never neither",
    n, both, forward, back);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return child (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/kill-renew/words", test_kill);
  return g_test_run ();
}
