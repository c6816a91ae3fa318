/* One step of test-keyring.py: does it and prints the outcome in one word. */
#include "vault-testing.h"

#include "vault/keyring.h"
#include "vault/slot.h"

#include <gio/gio.h>

static int
say (gboolean done, const GError *error)
{
  static const char *const words[] = {
    [COFFRET_VAULT_ERROR_WRONG_KEY] = "wrong-key",
    [COFFRET_VAULT_ERROR_NO_SLOT] = "no-slot",
    [COFFRET_VAULT_ERROR_KEYRING_NONE] = "none",
    [COFFRET_VAULT_ERROR_KEYRING_LOCKED] = "locked",
    [COFFRET_VAULT_ERROR_KEYRING_ABSENT] = "absent",
    [COFFRET_VAULT_ERROR_KEYRING_TIMEOUT] = "timeout",
  };

  if (done)
    g_print ("ok\n");
  else if (error->domain == COFFRET_VAULT_ERROR && error->code < (int) G_N_ELEMENTS (words) &&
           words[error->code] != NULL)
    g_print ("%s\n", words[error->code]);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_print ("cancelled\n");
  else
    g_print ("%s\n", error->message);
  return 0;
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (300 * 1000);
  g_cancellable_cancel (data);
  return NULL;
}

/* Of an item that need not be there, with a short time limit. */
static int
read_item (gboolean cancel, gboolean interactive)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = cancel ? g_thread_new ("cancel", cancel_soon, cancellable) : NULL;
  const CoffretKeyring keyring = {
    .vault = "00000000-0000-0000-0000-000000000000",
    .key = "00000000-0000-0000-0000-000000000001",
    .interactive = interactive,
    .timeout = cancel ? 60000 : 400,
    .cancellable = cancellable,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretSecret) secret = coffret_keyring_read (&keyring, &error);

  if (thread != NULL)
    g_thread_join (thread);
  return say (secret != NULL, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  const char *act = argc > 1 ? argv[1] : "", *folder = argc > 2 ? argv[2] : NULL;
  gboolean done = FALSE;

  dex_init ();
  if (g_str_equal (act, "create")) {
    vault = coffret_vault_create_with_cost (folder, COFFRET_SLOT_KEYRING | COFFRET_SLOT_PASSPHRASE,
                                            passphrase, &testing_cost, NULL, &error);
    done = vault != NULL;
  } else if (g_str_equal (act, "open") || g_str_equal (act, "open-interactive")) {
    vault = coffret_vault_open (folder, COFFRET_SLOT_KEYRING, NULL,
                                g_str_equal (act, "open-interactive"), NULL, &error);
    done = vault != NULL;
  } else if (g_str_equal (act, "add") || g_str_equal (act, "remove")) {
    vault = coffret_vault_open (folder, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, &error);
    done =
      vault != NULL && (g_str_equal (act, "add")
                          ? coffret_vault_add_slot (vault, COFFRET_SLOT_KEYRING, NULL, NULL, &error)
                          : coffret_vault_remove_slot (vault, COFFRET_SLOT_KEYRING, &error));
  } else if (g_str_equal (act, "read") || g_str_equal (act, "read-cancelled") ||
             g_str_equal (act, "read-interactive"))
    return read_item (g_str_equal (act, "read-cancelled"), g_str_equal (act, "read-interactive"));
  else
    return 2;
  return say (done, error);
}
