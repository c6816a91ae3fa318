/* vault-probe ACT FOLDER WORDS [NAME]: one act on a vault in a process of its own.
 *
 * create: a vault with one credential in it, all of whose texts hold NAME. open. keys: what it is
 * encrypted with, a line each, in hexadecimal. Prints "ok" or the trouble.
 */
#include "vault-testing.h"

#include <gio/gio.h>
#include <sodium.h>

#include "vault/error.h"

static gboolean
add_record (CoffretDatabase *database, gpointer name, GError **error)
{
  g_autoptr (CoffretRecord) record = testing_record_new (database, name);

  return coffret_records_add (database, record, error);
}

static gboolean
read_records (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  g_assert_true (records == NULL || records->len == 1);
  return records != NULL;
}

static void
print_key (const char *name, CoffretSecret *key)
{
  char text[2 * COFFRET_MASTER_KEY_LENGTH + 1];

  sodium_bin2hex (text, sizeof text, coffret_secret_bytes (key), COFFRET_MASTER_KEY_LENGTH);
  g_print ("%s %s\n", name, text);
}

static void
print_keys (CoffretVault *vault)
{
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretSecret) database = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (coffret_vault_get_keys (vault, &master, &slots, &error));
  database = coffret_vault_database_key (master);
  print_key ("master", master);
  print_key ("database", database);
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSecret) words = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  char any[] = "name";
  gboolean done;

  if (argc < 4)
    return 2;
  coffret_secret_protect_process ();
  dex_init ();
  words = testing_passphrase (argv[3]);
  if (g_str_equal (argv[1], "create")) {
    vault = coffret_vault_create_with_cost (argv[2], COFFRET_SLOT_PASSPHRASE, words, &testing_cost,
                                            NULL, &error);
    done = vault != NULL && coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, add_record,
                                                    argc > 4 ? argv[4] : any, &error);
  } else {
    vault = coffret_vault_open (argv[2], COFFRET_SLOT_PASSPHRASE, words, FALSE, NULL, &error);
    done = vault != NULL &&
           (g_str_equal (argv[1], "keys") ||
            coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, read_records, NULL, &error));
    if (done && g_str_equal (argv[1], "keys"))
      print_keys (vault);
  }
  g_print ("%s\n", done ? "ok" : error != NULL ? error->message : "not as it was");
  return done ? 0 : 1;
}
