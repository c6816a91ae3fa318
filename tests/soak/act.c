/* act FOLDER ACT [TEXT]: one act on the vault FOLDER/vault, for the runs that make it fail
 * half-way.
 *
 *   create         a new vault
 *   new            the same with three credentials, each with a note
 *   old TEXT       the same, and then its tables as schema TEXT had them, with one credential
 *   litter TEXT    a folder FOLDER/TEXT with something else in it
 *   open           opens it (which migrates an old one)
 *   add TEXT       a credential of that title
 *   large          one whose original takes many pages
 *   attach         a file beside the first credential, in pieces
 *   note TEXT      the note of every credential
 *   trash          every credential into the trash
 *   passphrase TEXT
 *   sheet          a way in by a recovery sheet
 *   unsheet        none any more
 *   renew TEXT     a new key, for one who knows the passphrase TEXT only
 *   backup         writes, or replaces, the backup FOLDER/backup.coffret
 *   restore        makes the vault FOLDER/restored of that
 *   merge          brings that into the vault
 *   move TEXT      into FOLDER/TEXT, which FOLDER/where says from then on
 *   salvage        makes the vault FOLDER/salvaged of what can be read
 *   settle         puts that in the place of the vault
 *   look           says what is in the vault
 *   state          the same of all that is there, so that two states can be compared
 *
 * Says "done" once the act is confirmed, or the error to stderr (exit status 1). Passphrases are
 * "correct horse" and "battery staple", whichever opens; what is restored opens by the sheet.
 */
#include "vault/vault-testing.h"

#include "base/file.h"
#include "vault/attachments.h"
#include "vault/incoming.h"
#include "vault/layers.h"
#include "vault/migrations.h"
#include "vault/moving.h"
#include "vault/restore.h"
#include "vault/salvage.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LARGE (5 * 1024 * 1024 / 2)

static const char *const words[] = { "correct horse", "battery staple" };
/* It need not be guessed. */
static const char code[] = "00000000000000000000000000";

static CoffretVault *
open_by_code (const char *folder, const char **opened, GError **error)
{
  g_autoptr (CoffretSecret) sheet = testing_passphrase (code);

  *opened = "the sheet";
  return coffret_vault_open (folder, COFFRET_SLOT_RECOVERY, sheet, FALSE, NULL, error);
}

static CoffretVault *
open_vault (const char *folder, const char **opened, GError **error)
{
  CoffretSlotType slots = 0;

  coffret_vault_examine (folder, &slots);
  if (slots == COFFRET_SLOT_RECOVERY)
    return open_by_code (folder, opened, error);
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
add_bytes (CoffretDatabase *database, const char *data, GBytes *bytes, GError **error)
{
  g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob3");
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
add (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));

  return add_bytes (database, data, bytes, error);
}

/* Nothing that could be packed. */
static GBytes *
make_noise (guint32 seed)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (seed);
  guint32 *numbers = g_malloc (LARGE);

  for (guint i = 0; i < LARGE / sizeof *numbers; i++)
    numbers[i] = g_rand_int (dice);
  return g_bytes_new_take (numbers, LARGE);
}

static gboolean
add_large (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = make_noise (1);

  return add_bytes (database, "large", bytes, error);
}

static gboolean
settle_attachment (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);
  g_autofree char *original = NULL;
  g_autoptr (CoffretAttachmentRow) row = NULL;

  if (records == NULL)
    return FALSE;
  original = coffret_incoming_settle (data, database, "scan", error);
  if (original == NULL)
    return FALSE;
  row = coffret_attachment_row_new (((CoffretRecord *) records->pdata[0])->id, original, "scan",
                                    "image/png");
  return coffret_attachments_add (database, row, error);
}

static gboolean
attach (CoffretVault *vault, GError **error)
{
  g_autoptr (GBytes) bytes = make_noise (2);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (CoffretIncoming) incoming =
    coffret_incoming_read (vault, stream, NULL, NULL, NULL, error);

  return incoming != NULL && coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL,
                                                     settle_attachment, incoming, error);
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
state_attachments (CoffretDatabase *database, GString *said, GError **error)
{
  g_autoptr (GPtrArray) rows = coffret_attachments_list (database, NULL, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const CoffretAttachmentRow *row = g_ptr_array_index (rows, i);
    g_autoptr (GBytes) bytes = coffret_originals_get (database, row->original_id, error);
    g_autofree char *digest = NULL;

    if (bytes == NULL)
      return FALSE;
    digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    g_string_append_printf (said, "attached: %s %.16s\n", row->name, digest);
  }
  return rows != NULL;
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
  return layers != NULL && state_attachments (database, said, error);
}

/* NAME: which kind of a new vault. */
static gboolean
make (const char *folder, const char *name, const char *schema, GError **error)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[0]);
  g_autoptr (CoffretVault) vault = coffret_vault_create_with_cost (
    folder, COFFRET_SLOT_PASSPHRASE, passphrase, &testing_cost, NULL, error);

  if (vault == NULL)
    return FALSE;
  if (g_str_equal (name, "old"))
    return coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, make_old, (gpointer) schema,
                                   error);
  return g_str_equal (name, "create") ||
         (coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, add_three, NULL, error) &&
          coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, note, (gpointer) "noted", error));
}

typedef struct {
  const char *folder;
  char *vault;
  char *where;
  char *backup;
  char *restored;
  char *salvaged;
} Places;

static Places
find_places (const char *folder)
{
  Places places = { .folder = folder, .where = g_build_filename (folder, "where", NULL) };

  if (!g_file_get_contents (places.where, &places.vault, NULL, NULL))
    places.vault = g_build_filename (folder, "vault", NULL);
  places.backup = g_build_filename (folder, "backup.coffret", NULL);
  places.restored = g_build_filename (folder, "restored", NULL);
  places.salvaged = g_build_filename (folder, "salvaged", NULL);
  return places;
}

static void
places_clear (Places *places)
{
  g_free (places->vault);
  g_free (places->where);
  g_free (places->backup);
  g_free (places->restored);
  g_free (places->salvaged);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Places, places_clear)

static CoffretRestore *
open_backup (const Places *places, GError **error)
{
  CoffretRestore *restore = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words) && restore == NULL; i++) {
    g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[i]);
    if (*error != NULL &&
        !g_error_matches (*error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY))
      break;
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
  g_autoptr (CoffretSecret) sheet = testing_passphrase (code);
  g_autoptr (CoffretVault) vault = NULL;

  if (from == NULL)
    return FALSE;
  vault = coffret_restore_into_new (from, places->restored, COFFRET_SLOT_RECOVERY, sheet,
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

static gboolean
salvage (const Places *places, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autoptr (CoffretSecret) passphrase = testing_passphrase (words[i]);
    g_autoptr (CoffretVault) vault = NULL;

    g_clear_error (error);
    vault = coffret_salvage (places->vault, places->salvaged, COFFRET_SLOT_PASSPHRASE, passphrase,
                             FALSE, NULL, NULL, NULL, NULL, error);
    if (vault != NULL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
settle (const Places *places, GError **error)
{
  g_autofree char *aside = coffret_salvage_settle (places->vault, places->salvaged, error);

  return aside != NULL;
}

static gboolean
write_where (const char *folder, gpointer data, GError **error)
{
  const Places *places = data;
  g_autoptr (GBytes) bytes = g_bytes_new (folder, strlen (folder));

  return coffret_file_replace (places->where, bytes, 0600, error);
}

/* By its name, on an open VAULT. */
static gboolean
act (const Places *places, CoffretVault *vault, const char *name, const char *text, GError **error)
{
  static const struct {
    const char *name;
    CoffretVaultFunc func;
  } pieces[] = { { "add", add }, { "large", add_large }, { "note", note }, { "trash", trash } };
  g_autoptr (CoffretSecret) passphrase = text != NULL ? testing_passphrase (text) : NULL;
  g_autoptr (CoffretSecret) sheet = testing_passphrase (code);

  coffret_vault_set_cost (vault, &testing_cost);
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    if (g_str_equal (name, pieces[i].name))
      return coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, pieces[i].func,
                                     (gpointer) text, error);
  if (g_str_equal (name, "passphrase"))
    return coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, error);
  if (g_str_equal (name, "attach"))
    return attach (vault, error);
  if (g_str_equal (name, "sheet"))
    return coffret_vault_add_slot (vault, COFFRET_SLOT_RECOVERY, sheet, NULL, error);
  if (g_str_equal (name, "unsheet"))
    return coffret_vault_remove_slot (vault, COFFRET_SLOT_RECOVERY, error);
  if (g_str_equal (name, "move")) {
    g_autofree char *folder = g_build_filename (places->folder, text, NULL);
    return coffret_vault_move (vault, folder, write_where, (gpointer) places, NULL, error);
  }
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
  g_autoptr (CoffretVault) vault = NULL;

  if (coffret_vault_examine (folder, NULL) == COFFRET_VAULT_ABSENT) {
    g_string_append (said, "no vault\n");
    return TRUE;
  }
  vault = open_vault (folder, &opened, error);
  if (vault == NULL)
    return FALSE;
  g_string_append_printf (said, "opens with %s, ways %u%s\n", opened,
                          coffret_vault_get_slots (vault),
                          coffret_vault_is_read_only (vault) ? ", read only" : "");
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
    if (!say_vault (places->restored, said, error))
      return FALSE;
  }
  if (g_file_test (places->salvaged, G_FILE_TEST_EXISTS)) {
    g_string_append (said, "salvaged: ");
    return say_vault (places->salvaged, said, error);
  }
  return TRUE;
}

static gboolean
litter (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *file = g_build_filename (path, "other", NULL);

  return g_mkdir (path, 0700) == 0 && g_file_set_contents (file, "", 0, error);
}

static gboolean
run (const Places *places, const char *name, const char *text, GError **error)
{
  static const char *const made[] = { "create", "new", "old", NULL };
  const char *opened = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  gboolean done;

  if (g_str_equal (name, "litter"))
    done = litter (places->folder, text, error);
  else if (g_strv_contains (made, name))
    done = make (places->vault, name, text, error);
  else if (g_str_equal (name, "state"))
    done = say_state (places, said, error);
  else if (g_str_equal (name, "look"))
    done = say_vault (places->vault, said, error);
  else if (g_str_equal (name, "restore"))
    done = restore (places, error);
  else if (g_str_equal (name, "salvage"))
    done = salvage (places, error);
  else if (g_str_equal (name, "settle"))
    done = settle (places, error);
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
  g_auto (Places) places = find_places (argc > 1 ? argv[1] : "");
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
