/* fill VAULT [FOLDER]: a new vault with what lies in FOLDER, or an empty one.
 *
 * It opens with the session's keyring, where one answers, and with the passphrase "bench bench". A
 * vault that is there already gets the session's keyring as a way in.
 */
#include "bench.h"

static void
add_keyring (const char *folder)
{
  g_autoptr (CoffretSecret) passphrase = coffret_secret_new_copy ("bench bench", 11);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault =
    coffret_vault_open (folder, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, &error);

  if (vault == NULL || !coffret_vault_add_slot (vault, COFFRET_SLOT_KEYRING, NULL, NULL, &error))
    g_error ("%s", error->message);
  coffret_vault_close (vault);
}

int
main (int argc, char **argv)
{
  CoffretSlotType slots = COFFRET_SLOT_PASSPHRASE;
  g_autoptr (CoffretSession) session = NULL;

  if (argc < 2 || argc > 3) {
    g_printerr ("fill VAULT [FOLDER]\n");
    return 2;
  }
  if (argc == 2 && g_file_test (argv[1], G_FILE_TEST_IS_DIR)) {
    add_keyring (argv[1]);
    return 0;
  }
  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL)
    slots |= COFFRET_SLOT_KEYRING;
  session = bench_session (argv[1], slots);
  if (argc == 3)
    bench_import (session, argv[2]);
  coffret_session_end (session);
  return 0;
}
