/* own-words VAULT ID TITLE NOTE: writes these over a credential, as the window does;
 * own-words VAULT --keep NAME SEARCH: keeps the search as a compartment.
 * For the tests of coffretctl, which only reads them. The passphrase is on standard input. */
#include <stdio.h>
#include <string.h>

#include "vault/compartments.h"
#include "vault/layers.h"
#include "vault/vault.h"

static gboolean
write_over (CoffretDatabase *database, gpointer data, GError **error)
{
  char **words = data;

  return coffret_layers_set_title (database, words[0], words[1], error) &&
         coffret_layers_set_note (database, words[0], words[2], error);
}

static gboolean
keep_search (CoffretDatabase *database, gpointer data, GError **error)
{
  char **words = data;
  g_autoptr (CoffretCompartmentRow) row = coffret_compartment_row_new (words[1]);

  g_set_str (&row->rule, words[2]);
  return coffret_compartments_save (database, row, error);
}

int
main (int argc, char **argv)
{
  char passphrase[100];
  g_autoptr (CoffretSecret) secret = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GError) error = NULL;

  dex_init ();
  if (argc != 5 || fgets (passphrase, sizeof passphrase, stdin) == NULL)
    return 2;
  secret = coffret_secret_new_copy (passphrase, strlen (passphrase));
  vault = coffret_vault_open (argv[1], COFFRET_SLOT_PASSPHRASE, secret, FALSE, NULL, &error);
  if (vault != NULL &&
      coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL,
                              g_str_equal (argv[2], "--keep") ? keep_search : write_over, argv + 2,
                              &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
