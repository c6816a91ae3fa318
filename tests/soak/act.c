/* act FOLDER ACT [TEXT]: one act on the vault FOLDER/vault, for the runs that make it fail
 * half-way.
 *
 *   new            a new vault with three credentials, one with a note
 *   old TEXT       the same, and then its tables as schema TEXT had them, with one credential
 *   open           opens it (which migrates an old one)
 *   add TEXT       a credential of that title
 *   note TEXT      the note of every credential
 *   trash          every credential into the trash
 *   passphrase TEXT
 *   renew TEXT     a new key, for one who knows the passphrase TEXT only
 *   backup         writes, or replaces, the backup FOLDER/backup.coffret
 *   restore        makes the vault FOLDER/restored of that
 *   merge          brings that into the vault
 *   state          says what is there, so that two states can be compared
 *
 * Says "done" once the act is confirmed, or the error to stderr (exit status 1). Passphrases are
 * "correct horse" and "battery staple", whichever opens.
 */
#include "vault/vault-testing.h"

#include "vault/layers.h"
#include "vault/migrations.h"
#include "vault/restore.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const words[] = { "correct horse", "battery staple" };

static CoffretVault *
open_vault (const char *folder, const char **opened, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[i]);
    CoffretVault *vault;

    g_clear_error (error);
    vault = coffret_vault_open (folder, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, error);
    *opened = words[i];
    if (vault != NULL)
      return vault;
    if (!g_error_matches (*error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY))
      return NULL;
  }
  return NULL;
}

static gboolean
add (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob3");
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *original = coffret_originals_put (database, bytes, "badge.json", error);
  g_autoptr (CoffretRecord) record = NULL;
  const CoffretItem item = {
    .place = (char *) "",
    .envelope = (char *) "vc2",
    .digest = digest,
    .credential = credential,
  };

  if (original == NULL)
    return FALSE;
  credential->id = g_strconcat ("urn:example:", data, NULL);
  credential->title = coffret_text_new ("en", data);
  record = coffret_record_new (&item, original, "badge.json");
  return coffret_records_add (database, record, error);
}

static gboolean
add_three (CoffretDatabase *database, gpointer data, GError **error)
{
  return add (database, (gpointer) "first", error) && add (database, (gpointer) "second", error) &&
         add (database, (gpointer) "third", error);
}

static gboolean
note (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);
    if (!coffret_layers_set_note (database, record->id, data, error))
      return FALSE;
  }
  return records != NULL;
}

static gboolean
trash (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  for (guint i = 0; records != NULL && i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);
    if (!coffret_records_set_trashed (database, record->id, 1700000000000000, error))
      return FALSE;
  }
  return records != NULL;
}

/* As schema 1 holds it. */
static gboolean
add_old (CoffretDatabase *database, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autofree char *original = coffret_originals_put (database, bytes, "old.json", error);

  return original != NULL &&
         coffret_statement_finish (
           coffret_statement_new (
             database,
             "INSERT INTO credentials (id, original_id, place, envelope, format, digest, "
             "credential_id, kind, search, received) "
             "VALUES ('c', ?, '', 'vc2', 'ob3', 'd', 'urn:example:old', 'badge', '', 1)",
             error, "s", original),
           error);
}

/* Tables are changed outside of the transaction and the savepoint that each piece of work is given.
 */
static gboolean
make_old (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretStatement) info = NULL;
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (CoffretStatement) tables = NULL;
  g_autofree char *id = NULL;

  info = coffret_statement_new (database, "SELECT id FROM vault_info", error, "");
  if (info == NULL || !coffret_statement_step (info, error))
    return FALSE;
  id = g_strdup (coffret_statement_text (info, 0));
  g_clear_pointer (&info, coffret_statement_free);
  tables = coffret_statement_new (
    database, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    error, "");
  while (tables != NULL && coffret_statement_step (tables, error))
    g_ptr_array_add (drops, g_strconcat ("DROP TABLE ", coffret_statement_text (tables, 0), NULL));
  g_clear_pointer (&tables, coffret_statement_free);
  if (!coffret_database_commit (database, error) ||
      !coffret_database_execute (database, "PRAGMA foreign_keys = OFF", error))
    return FALSE;
  for (guint i = 0; i < drops->len; i++)
    if (!coffret_database_execute (database, g_ptr_array_index (drops, i), error))
      return FALSE;
  return coffret_database_execute (database, "PRAGMA user_version = 0; PRAGMA application_id = 0",
                                   error) &&
         coffret_migrations_run_to (database, atoi (data), error) &&
         coffret_database_execute (database, "PRAGMA foreign_keys = ON", error) &&
         coffret_database_begin (database, error) &&
         coffret_database_execute (database, "SAVEPOINT piece", error) &&
         coffret_statement_finish (
           coffret_statement_new (database, "INSERT INTO vault_info VALUES (1, ?, 1, 1)", error,
                                  "s", id),
           error) &&
         add_old (database, error);
}

static gboolean
state (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);
  g_autoptr (GHashTable) layers = NULL;
  GString *said = data;

  if (records == NULL || !coffret_database_check (database, error))
    return FALSE;
  layers = coffret_layers_list (database, error);
  for (guint i = 0; layers != NULL && i < records->len; i++) {
    const CoffretRecord *record = g_ptr_array_index (records, i);
    const CoffretLayer *layer = g_hash_table_lookup (layers, record->id);
    g_autoptr (GBytes) original = coffret_originals_get (database, record->original_id, error);
    g_autofree char *digest = NULL;

    if (original == NULL)
      return FALSE;
    digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original);
    g_string_append_printf (said, "%s %.16s note=%s %s\n", record->credential_id, digest,
                            layer != NULL && layer->note != NULL ? layer->note : "",
                            record->trashed != COFFRET_INSTANT_NONE ? "trashed" : "kept");
  }
  return layers != NULL;
}

static gboolean
make (const char *folder, const char *schema, GError **error)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[0]);
  g_autoptr (CoffretVault) vault = coffret_vault_create_with_cost (
    folder, COFFRET_SLOT_PASSPHRASE, passphrase, &testing_cost, NULL, error);

  if (vault == NULL)
    return FALSE;
  if (schema != NULL)
    return coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, make_old, (gpointer) schema,
                                   error);
  return coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, add_three, NULL, error) &&
         coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, note, (gpointer) "noted", error);
}

typedef struct {
  char *vault;
  char *backup;
  char *restored;
} Places;

static CoffretRestore *
open_backup (const Places *places, GError **error)
{
  CoffretRestore *restore = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words) && restore == NULL; i++) {
    g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[i]);
    g_clear_error (error);
    restore = coffret_restore_open (places->backup, COFFRET_SLOT_PASSPHRASE, passphrase,
                                    places->vault, FALSE, NULL, error);
  }
  return restore;
}

static gboolean
restore (const Places *places, GError **error)
{
  g_autoptr (CoffretRestore) from = open_backup (places, error);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[0]);
  g_autoptr (CoffretVault) vault = NULL;

  if (from == NULL)
    return FALSE;
  vault = coffret_restore_into_new (from, places->restored, COFFRET_SLOT_PASSPHRASE, passphrase,
                                    COFFRET_RESTORE_DEFAULT, NULL, NULL, error);
  return vault != NULL;
}

static gboolean
merge (const Places *places, CoffretVault *vault, GError **error)
{
  g_autoptr (CoffretRestore) from = open_backup (places, error);

  return from != NULL &&
         coffret_restore_merge (from, vault, COFFRET_RESTORE_DEFAULT, NULL, NULL, error);
}

/* By its name, on an open VAULT. */
static gboolean
act (const Places *places, CoffretVault *vault, const char *name, const char *text, GError **error)
{
  static const struct {
    const char *name;
    CoffretVaultFunc func;
  } pieces[] = { { "add", add }, { "note", note }, { "trash", trash } };
  g_autoptr (CoffretSecret) passphrase = text != NULL ? testing_passphrase (text) : NULL;

  coffret_vault_set_cost (vault, &testing_cost);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    if (g_str_equal (name, pieces[i].name))
      return coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, pieces[i].func,
                                     (gpointer) text, error);
  if (g_str_equal (name, "passphrase"))
    return coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, error);
  if (g_str_equal (name, "renew"))
    return coffret_vault_renew_key (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, NULL, error);
  if (g_str_equal (name, "backup")) {
    g_autoptr (CoffretBackupInfo) info =
      coffret_backup_write (vault, places->backup, TRUE, NULL, error);
    return info != NULL;
  }
  if (g_str_equal (name, "merge"))
    return merge (places, vault, error);
  return g_str_equal (name, "open");
}

/* What the vault in FOLDER holds, if there is one. */
static gboolean
say_vault (const char *folder, GString *said, GError **error)
{
  const char *opened = NULL;
  g_autoptr (CoffretVault) vault = open_vault (folder, &opened, error);

  if (vault == NULL)
    return FALSE;
  g_string_append_printf (said, "opens with %s\n", opened);
  return coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, state, said, error);
}

/* The vault, what was restored, and what is in the backup. */
static gboolean
say_state (const Places *places, GString *said, GError **error)
{
  if (!say_vault (places->vault, said, error))
    return FALSE;
  if (g_file_test (places->backup, G_FILE_TEST_EXISTS)) {
    g_autoptr (CoffretRestore) from = open_backup (places, error);

    if (from == NULL)
      return FALSE;
    g_string_append_printf (said, "a backup of %u\n",
                            coffret_restore_get_contents (from)->credentials);
  }
  if (g_file_test (places->restored, G_FILE_TEST_EXISTS)) {
    g_string_append (said, "restored: ");
    return say_vault (places->restored, said, error);
  }
  return TRUE;
}

static gboolean
run (const Places *places, const char *name, const char *text, GError **error)
{
  const char *opened = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  gboolean done;

  if (g_str_equal (name, "new") || g_str_equal (name, "old"))
    return make (places->vault, g_str_equal (name, "old") ? text : NULL, error);
  if (g_str_equal (name, "state"))
    done = say_state (places, said, error);
  else if (g_str_equal (name, "restore"))
    done = restore (places, error);
  else {
    vault = open_vault (places->vault, &opened, error);
    done = vault != NULL && act (places, vault, name, text, error);
  }
  /* Confirmed is what is said before the vault is closed. */
  g_string_append (said, "done\n");
  return done && write (STDOUT_FILENO, said->str, said->len) == (gssize) said->len;
}

int
main (int argc, char **argv)
{
  g_autofree char *vault = g_build_filename (argc > 1 ? argv[1] : "", "vault", NULL);
  g_autofree char *backup = g_build_filename (argc > 1 ? argv[1] : "", "backup.coffret", NULL);
  g_autofree char *restored = g_build_filename (argc > 1 ? argv[1] : "", "restored", NULL);
  const Places places = { vault, backup, restored };
  g_autoptr (GError) error = NULL;

  if (argc < 3) {
    g_printerr ("act FOLDER ACT [TEXT]\n");
    return 2;
  }
  dex_init ();
  if (run (&places, argv[2], argc > 3 ? argv[3] : NULL, &error))
    return 0;
  if (error != NULL)
    g_printerr ("%s\n", error->message);
  return 1;
}
