#include "vault-testing.h"

#include <glib/gstdio.h>
#include <string.h>

/* The least that a slot file may ask for. */
const CoffretSlotCost testing_cost = {
  .memory = 64 * 1024 * 1024,
  .passes = 1,
  .memory_min = 64 * 1024 * 1024,
  .memory_max = 1024 * 1024 * 1024,
  .passes_min = 1,
  .passes_max = 10,
};

CoffretSecret *
testing_passphrase (const char *text)
{
  return coffret_secret_new_copy (text, strlen (text));
}

CoffretVault *
testing_vault_create (const char *folder)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autofree char *path = g_build_filename (folder, "vault", NULL);
  g_autoptr (GError) error = NULL;
  CoffretVault *vault = coffret_vault_create_with_cost (path, COFFRET_SLOT_PASSPHRASE, passphrase,
                                                        &testing_cost, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (vault);
  return vault;
}

CoffretVault *
testing_vault_open (const char *folder, GError **error)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autofree char *path = g_build_filename (folder, "vault", NULL);

  return coffret_vault_open (path, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, error);
}

char *
testing_read (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (folder, "vault", name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

void
testing_write (const char *folder, const char *name, const char *data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, "vault", name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

CoffretRecord *
testing_record_new (CoffretDatabase *database, const char *name)
{
  g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob3");
  g_autoptr (GBytes) bytes = g_bytes_new (name, strlen (name));
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *original = NULL;
  g_autoptr (GError) error = NULL;
  const CoffretItem item = {
    .place = (char *) "",
    .envelope = (char *) "vc2",
    .digest = digest,
    .credential = credential,
  };

  credential->id = g_strconcat ("urn:example:", name, NULL);
  credential->kind = COFFRET_KIND_BADGE;
  credential->title = coffret_text_new ("en", name);
  coffret_text_add (credential->title, "fr", "Biologie marine");
  credential->issuer = coffret_profile_new ();
  credential->issuer->id = g_strdup ("did:web:example.org");
  credential->issuer->name = coffret_text_new ("", "Institut des marées");
  credential->awarded = 1700000000000000;
  original = coffret_originals_put (database, bytes, "badge.json", &error);
  g_assert_no_error (error);
  return coffret_record_new (&item, original, "badge.json");
}

static gboolean
lend (CoffretDatabase *database, gpointer data, GError **error)
{
  *(CoffretDatabase **) data = database;
  return TRUE;
}

void
testing_borrow (TestingBorrowed *borrowed, gconstpointer data)
{
  borrowed->vault = coffret_vault_new_in_memory (NULL);
  g_assert_true (coffret_vault_run_sync (borrowed->vault, COFFRET_PRIORITY_HIGH, lend,
                                         &borrowed->database, NULL));
}

void
testing_give_back (TestingBorrowed *borrowed, gconstpointer data)
{
  coffret_vault_unref (borrowed->vault);
}
