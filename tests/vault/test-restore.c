/* What comes back from a backup: all of it, nothing that was not asked for, and nothing forged. */
#include "vault-testing.h"

#include "vault/backup-file.h"
#include "vault/compartments.h"
#include "vault/database-private.h"
#include "vault/layers.h"
#include "vault/migrations.h"
#include "vault/pathways.h"
#include "vault/restore.h"
#include "vault/trust.h"
#include "vault/witnesses.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define BADGES 12

typedef struct {
  char *folder;
  char *path;  /* of the backup */
  char *other; /* of another vault */
  CoffretVault *vault;
} Fixture;

static char *
badge (guint number)
{
  return g_strdup_printf (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"
    "\"id\":\"urn:example:%u\",\"issuer\":{\"id\":\"did:web:example.org\",\"type\":[\"Profile\"],"
    "\"name\":\"Rivage\"},\"validFrom\":\"2020-01-01T10:00:00Z\",\"name\":\"Badge %u\","
    "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],"
    "\"achievement\":{\"id\":\"urn:example:a%u\",\"type\":[\"Achievement\"],"
    "\"name\":\"Badge %u\",\"criteria\":{\"narrative\":\"Be there.\"}}}}",
    number, number, number, number);
}

static gboolean
add_badge (CoffretDatabase *database, gpointer data, GError **error)
{
  char *text = badge (GPOINTER_TO_UINT (data));
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GPtrArray) items =
    coffret_reader_read (bytes, "badge.json", &coffret_limits_default, NULL, error);
  g_autofree char *original = coffret_originals_put (database, bytes, "badge.json", error);
  g_autoptr (CoffretRecord) record = NULL;

  g_assert_cmpuint (items->len, ==, 1);
  record = coffret_record_new (items->pdata[0], original, "badge.json");
  record->verdict = g_strdup ("verified");
  record->verifier = 99;
  return coffret_records_add (database, record, error);
}

static void
run (CoffretVault *vault, CoffretVaultFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, func, data, &error);
  g_assert_no_error (error);
}

static gboolean
execute (CoffretDatabase *database, gpointer sql, GError **error)
{
  return coffret_database_execute (database, sql, error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "first.coffret", NULL);
  fixture->other = g_build_filename (fixture->folder, "other", NULL);
  fixture->vault = testing_vault_create (fixture->folder);
  for (guint i = 1; i <= BADGES; i++)
    run (fixture->vault, add_badge, GUINT_TO_POINTER (i));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->other);
}

static void
back_up (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info =
    coffret_backup_write (fixture->vault, fixture->path, TRUE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (info);
}

static CoffretRestore *
open_backup (Fixture *fixture, const char *words, GError **error)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase (words);

  return coffret_restore_open (fixture->path, COFFRET_SLOT_PASSPHRASE, passphrase, fixture->other,
                               FALSE, NULL, error);
}

static CoffretVault *
restore_new (Fixture *fixture, CoffretRestoreFlags flags, CoffretRestoreReport **report)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("new words");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretRestore) restore = open_backup (fixture, "correct horse", &error);
  CoffretVault *vault;

  g_assert_no_error (error);
  vault = coffret_restore_into_new (restore, fixture->other, COFFRET_SLOT_PASSPHRASE, passphrase,
                                    flags, report, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (vault);
  return vault;
}

static CoffretRestoreReport *
merge (Fixture *fixture, CoffretVault *into, CoffretRestoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretRestore) restore = open_backup (fixture, "correct horse", &error);
  CoffretRestoreReport *report = NULL;

  g_assert_no_error (error);
  g_assert_true (coffret_restore_merge (restore, into, flags, &report, NULL, &error));
  g_assert_no_error (error);
  return report;
}

typedef struct {
  const char *sql;
  char *text;
} Query;

static gboolean
ask (CoffretDatabase *database, gpointer data, GError **error)
{
  Query *query = data;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, query->sql, error, "");
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (statement);
  while (coffret_statement_step (statement, error)) {
    const char *value = coffret_statement_text (statement, 0);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "|" : "", value != NULL ? value : "null");
  }
  query->text = g_string_free (g_steal_pointer (&text), FALSE);
  return TRUE;
}

static void
assert_rows (CoffretVault *vault, const char *sql, const char *expected)
{
  Query query = { .sql = sql };

  run (vault, ask, &query);
  g_assert_cmpstr (query.text, ==, expected);
  g_free (query.text);
}

static gboolean
arrange (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);
  g_autoptr (CoffretCompartmentRow) outer = coffret_compartment_row_new ("Nursing");
  g_autoptr (CoffretCompartmentRow) inner = coffret_compartment_row_new ("Wounds");
  g_autoptr (CoffretTrustRow) trust =
    coffret_trust_row_new ("did:web:example.org", "Rivage", TRUE, 5);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("{}", 2);
  g_autoptr (CoffretWitnessRow) witness =
    coffret_witness_row_new ("document", "did:web:example.org", NULL, 5, bytes);
  const CoffretRecord *last = records->pdata[0];
  g_autofree char *definition = g_strdup_printf (
    "{\"coffretPathway\":1,\"name\":\"Diploma\",\"steps\":[{\"of\":[{\"credential\":\"%s\","
    "\"title\":\"Badge 1\"}]}]}",
    last->id);
  g_autoptr (CoffretPathwayRow) pathway = coffret_pathway_row_new ("Diploma", definition);

  pathway->position = 7;
  g_set_str (&inner->parent, outer->id);
  g_set_str (&inner->arrangement, COFFRET_ARRANGEMENT_HAND);
  g_set_str (&outer->rule, "skill:wounds");
  return coffret_compartments_save (database, outer, error) &&
         coffret_compartments_save (database, inner, error) &&
         coffret_pathways_save (database, pathway, error) &&
         coffret_compartments_put (database, inner->id, last->id, NULL, error) &&
         coffret_compartments_set_position (database, inner->id, last->id, 3, error) &&
         coffret_layers_set_title (database, last->id, "Mine", error) &&
         coffret_layers_set_note (database, last->id, "Line\nby line", error) &&
         coffret_records_set_trashed (database, ((CoffretRecord *) records->pdata[BADGES - 1])->id,
                                      1000, error) &&
         coffret_trust_save (database, trust, error) &&
         coffret_witnesses_add (database, witness, error);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autoptr (CoffretRestore) restore = NULL;

  run (fixture->vault, arrange, NULL);
  back_up (fixture);
  restore = open_backup (fixture, "correct horse", NULL);
  g_assert_cmpuint (coffret_restore_get_contents (restore)->credentials, ==, BADGES - 1);
  g_assert_cmpuint (coffret_restore_get_contents (restore)->trashed, ==, 1);
  g_assert_cmpuint (coffret_restore_get_contents (restore)->compartments, ==, 2);
  g_assert_cmpuint (coffret_restore_get_contents (restore)->vouched, ==, 1);
  g_assert_false (g_file_test (fixture->other, G_FILE_TEST_EXISTS));
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, &report);
  g_assert_cmpuint (report->total, ==, BADGES);
  g_assert_cmpuint (report->opened, ==, BADGES);
  g_assert_cmpuint (report->added, ==, BADGES);
  g_assert_cmpuint (report->compartments, ==, 2);
  g_assert_cmpuint (report->words_added, ==, 1);
  g_assert_cmpuint (report->unread->len + report->lost->len + report->vouched, ==, 0);
  g_assert_cmpstr (coffret_vault_get_id (vault), !=, coffret_vault_get_id (fixture->vault));
  assert_rows (vault, "SELECT DISTINCT verdict FROM credentials", "null");
  assert_rows (vault, "SELECT trashed FROM credentials WHERE trashed NOT NULL", "1000");
  assert_rows (vault, "SELECT note FROM layers", "Line\nby line");
  assert_rows (vault, "SELECT title FROM layers", "Mine");
  assert_rows (vault, "SELECT count(*) FROM trust", "0");
  assert_rows (vault, "SELECT count(*) FROM witnesses", "0");
  assert_rows (vault,
               "SELECT p.name || '/' || c.name || '/' || (SELECT count(*) FROM compartment_members "
               "WHERE compartment = c.id) FROM compartments c JOIN compartments p ON p.id = "
               "c.parent",
               "Nursing/Wounds/1");
  assert_rows (vault, "SELECT rule FROM compartments ORDER BY name", "skill:wounds|null");
  assert_rows (vault, "SELECT arrangement FROM compartments ORDER BY name", "null|hand");
  assert_rows (vault, "SELECT position FROM compartment_members", "3");
  assert_rows (vault, "SELECT name FROM pathways", "Diploma");
  /* What it names is the same credential, under the id that it has here. */
  assert_rows (vault,
               "SELECT count(*) FROM pathways, credentials WHERE instr (definition, "
               "credentials.id) > 0",
               "1");
}

/* What the owner set for the vault, and what is of one computer only. */
static void
test_wishes (Fixture *fixture, gconstpointer data)
{
  const char *const all = "SELECT key || '=' || value FROM settings WHERE key <> 'reading' "
                          "ORDER BY key";
  g_autoptr (CoffretVault) vault = NULL;

  run (fixture->vault, execute,
       (gpointer) "INSERT INTO settings (key, value) VALUES ('target.minutes', '1200'), "
                  "('target.month', '9'), ('sharing.ask-after', '0'), "
                  "('backup-folder', '/elsewhere'), ('moving-to', 'file:///elsewhere')");
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, NULL);
  assert_rows (vault, all, "sharing.ask-after=0|target.minutes=1200|target.month=9");
  /* The vault that takes in keeps its own, also where that is none. */
  run (vault, execute,
       (gpointer) "UPDATE settings SET value = '60' WHERE key = 'target.minutes'; "
                  "DELETE FROM settings WHERE key IN ('sharing.ask-after', 'target.month')");
  coffret_restore_report_free (merge (fixture, vault, COFFRET_RESTORE_DEFAULT));
  assert_rows (vault, all, "target.minutes=60");
  run (vault, execute, (gpointer) "DELETE FROM settings WHERE key = 'target.minutes'");
  coffret_restore_report_free (merge (fixture, vault, COFFRET_RESTORE_DEFAULT));
  assert_rows (vault, all, "target.minutes=1200|target.month=9");
}

/* No number. */
static void
test_no_wish (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretVault) vault = NULL;

  run (fixture->vault, execute,
       (gpointer) "INSERT INTO settings (key, value) VALUES ('target.minutes', '12x'), "
                  "('sharing.ask-after', '99999999999999999999')");
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, NULL);
  assert_rows (vault, "SELECT count(*) FROM settings WHERE key <> 'reading'", "0");
}

static void
test_trust (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretRestoreReport) second = NULL;
  g_autoptr (CoffretVault) vault = NULL;

  run (fixture->vault, arrange, NULL);
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_TRUST, &report);
  g_assert_cmpuint (report->vouched, ==, 1);
  g_assert_cmpuint (report->witnesses, ==, 1);
  assert_rows (vault, "SELECT name FROM trust WHERE trusted", "Rivage");
  /* What is said here stays. */
  run (vault, execute, (gpointer) "UPDATE trust SET trusted = 0");
  second = merge (fixture, vault, COFFRET_RESTORE_TRUST);
  g_assert_cmpuint (second->vouched, ==, 0);
  g_assert_cmpuint (second->vouched_kept, ==, 1);
  g_assert_cmpuint (second->witnesses, ==, 0);
  assert_rows (vault, "SELECT trusted FROM trust", "0");
}

static gboolean
purge (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_execute (
           database, "UPDATE credentials SET trashed = 1 WHERE credential_id = 'urn:example:3'",
           error) &&
         coffret_records_purge_trash (database, 2, error) &&
         coffret_database_execute (
           database, "UPDATE credentials SET trashed = 5 WHERE credential_id = 'urn:example:4'",
           error);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) same = NULL;
  g_autoptr (CoffretRestoreReport) after = NULL;
  g_autoptr (CoffretRestoreReport) all = NULL;

  run (fixture->vault, add_badge, GUINT_TO_POINTER (100));
  back_up (fixture);
  same = merge (fixture, fixture->vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (same->already_there, ==, BADGES + 1);
  g_assert_cmpuint (same->added, ==, 0);
  run (fixture->vault, purge, NULL);
  run (fixture->vault, add_badge, GUINT_TO_POINTER (101));
  after = merge (fixture, fixture->vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (after->added, ==, 0);
  g_assert_cmpuint (after->deleted_here, ==, 2);
  g_assert_cmpuint (after->already_there, ==, BADGES - 1);
  assert_rows (fixture->vault, "SELECT count(*) FROM credentials", "13");
  all = merge (fixture, fixture->vault, COFFRET_RESTORE_DELETED);
  g_assert_cmpuint (all->added, ==, 2);
  g_assert_cmpuint (all->deleted_here, ==, 0);
  assert_rows (fixture->vault, "SELECT count(*) FROM credentials WHERE trashed IS NULL", "14");
  assert_rows (fixture->vault, "SELECT count(*) FROM purged", "0");
}

/* Two computers: what each has and the other has not, and the own words of both. */
static void
test_two_computers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretRestoreReport) again = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  const char *const notes = "SELECT replace (note, char (10), '/') FROM layers";
  Query query = { .sql = notes };

  run (fixture->vault, arrange, NULL);
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, NULL);
  run (vault, execute,
       (gpointer) "UPDATE layers SET note = 'Here', title = 'There'; UPDATE compartments SET id = "
                  "'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' WHERE parent IS NOT NULL AND 0");
  run (vault, add_badge, GUINT_TO_POINTER (200));
  run (fixture->vault, add_badge, GUINT_TO_POINTER (300));
  back_up (fixture);
  report = merge (fixture, vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (report->added, ==, 1);
  g_assert_cmpuint (report->words_beside, ==, 1);
  g_assert_cmpuint (report->compartments, ==, 0);
  assert_rows (vault, "SELECT count(*) FROM credentials", "14");
  assert_rows (vault, "SELECT title FROM layers", "There");
  run (vault, ask, &query);
  g_assert_true (g_str_has_prefix (query.text, "Here//From the backup of "));
  g_assert_true (g_str_has_suffix (query.text, ":/Own title: Mine/Line/by line"));
  /* Once is enough. */
  again = merge (fixture, vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (again->words_beside, ==, 0);
  assert_rows (vault, notes, query.text);
  g_free (query.text);
}

/* What is laid over a credential beside its words adds up, and differing dates and translations
 * are both kept. */
static void
test_marks (Fixture *fixture, gconstpointer data)
{
  const char *const add =
    "INSERT INTO layers (credential, changed, favourite, awarded, expires) SELECT id, 1, 1, "
    "900000000000000, 2000000000000000 FROM credentials WHERE credential_id = 'urn:example:1';"
    "INSERT INTO tags (credential, tag) SELECT id, 'Été' FROM credentials WHERE credential_id "
    "= 'urn:example:1';"
    "INSERT INTO translations (credential, field, language, text) SELECT id, 'f', 'fr', 'Un' FROM "
    "credentials WHERE credential_id = 'urn:example:1';"
    "INSERT INTO translations (credential, field, language, text) SELECT id, 'g', 'fr', 'Deux' "
    "FROM credentials WHERE credential_id = 'urn:example:1'";
  const char *const marks = "SELECT favourite || ' ' || awarded || ' ' || expires FROM layers";
  const char *const tags = "SELECT tag FROM tags ORDER BY tag";
  const char *const texts = "SELECT text FROM translations ORDER BY text";
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretRestoreReport) again = NULL;
  g_autoptr (CoffretVault) vault = NULL;

  run (fixture->vault, execute, (gpointer) add);
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, NULL);
  assert_rows (vault, marks, "1 900000000000000 2000000000000000");
  assert_rows (vault, tags, "Été");
  assert_rows (vault, texts, "Deux|Un");
  run (vault, execute,
       (gpointer) "UPDATE layers SET favourite = 0, awarded = 800000000000000, expires = NULL;"
                  "UPDATE tags SET tag = 'Here'; DELETE FROM translations WHERE field = 'g';"
                  "UPDATE translations SET text = 'Uno'");
  report = merge (fixture, vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (report->words_added, ==, 1);
  g_assert_cmpuint (report->words_beside, ==, 1);
  assert_rows (vault, marks, "1 800000000000000 2000000000000000");
  assert_rows (vault, tags, "Here|Été");
  assert_rows (vault, texts, "Deux|Uno");
  assert_rows (vault, "SELECT instr (note, 'Own date of award: ') > 0 FROM layers", "1");
  assert_rows (vault, "SELECT instr (note, 'Own translation: Un') > 0 FROM layers", "1");
  again = merge (fixture, vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (again->words_added + again->words_beside, ==, 0);
}

/* Pairs come over under the ids that both have here; what is said here stays. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  const char *const pairs =
    "SELECT o.credential_id || '<' || n.credential_id || ' ' || answer FROM versions v JOIN "
    "credentials o ON o.id = v.older JOIN credentials n ON n.id = v.newer ORDER BY 1";
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;

  run (fixture->vault, execute,
       (gpointer) "INSERT INTO versions (older, newer, answer) SELECT o.id, n.id, 'together' FROM "
                  "credentials o, credentials n WHERE o.credential_id = 'urn:example:1' AND "
                  "n.credential_id = 'urn:example:2';"
                  "INSERT INTO versions (older, newer, answer) SELECT o.id, n.id, 'apart' FROM "
                  "credentials o, credentials n WHERE o.credential_id = 'urn:example:3' AND "
                  "n.credential_id = 'urn:example:4'");
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, NULL);
  assert_rows (vault, pairs,
               "urn:example:1<urn:example:2 together|urn:example:3<urn:example:4 apart");
  run (vault, execute, (gpointer) "UPDATE versions SET answer = 'apart'");
  report = merge (fixture, vault, COFFRET_RESTORE_DEFAULT);
  g_assert_cmpuint (report->added, ==, 0);
  assert_rows (vault, pairs, "urn:example:1<urn:example:2 apart|urn:example:3<urn:example:4 apart");
}

static void
assert_refused (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretRestore) restore = open_backup (fixture, "correct horse", &error);

  g_assert_null (restore);
  g_assert_error (error, COFFRET_VAULT_ERROR, code);
  g_assert_nonnull (strstr (error->message, code == COFFRET_VAULT_ERROR_DAMAGED ? "damaged" : ""));
}

/* A backup made by a stranger who knows how: what the rows say is not believed. */
static void
test_forged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) vault = NULL;

  run (fixture->vault, execute,
       (gpointer) "UPDATE credentials SET title = 'en' || char (31) || 'Doctor' || char (30), "
                  "verdict = 'verified';"
                  "UPDATE originals SET size = 9000000000000 WHERE id = (SELECT original_id FROM "
                  "credentials WHERE credential_id = 'urn:example:1');"
                  "UPDATE chunks SET bytes = zeroblob (9) WHERE original_id = (SELECT original_id "
                  "FROM credentials WHERE credential_id = 'urn:example:2');"
                  "UPDATE credentials SET place = 'gone.json' WHERE credential_id = "
                  "'urn:example:3'; UPDATE credentials SET id = '../..' WHERE credential_id = "
                  "'urn:example:4';"
                  "UPDATE credentials SET received = 9000000000000000 WHERE credential_id = "
                  "'urn:example:5';");
  back_up (fixture);
  vault = restore_new (fixture, COFFRET_RESTORE_DEFAULT, &report);
  g_assert_cmpuint (report->total, ==, BADGES);
  g_assert_cmpuint (report->lost->len, ==, 2);
  g_assert_cmpuint (report->unread->len, ==, 1);
  g_assert_cmpuint (report->opened, ==, BADGES - 3);
  g_assert_cmpuint (report->added, ==, BADGES - 2);
  assert_rows (vault, "SELECT count(*) FROM credentials WHERE title LIKE '%Doctor%'", "1");
  assert_rows (vault, "SELECT count(*) FROM credentials WHERE verdict NOT NULL", "0");
  assert_rows (vault, "SELECT count(*) FROM credentials WHERE id LIKE '%.%'", "0");
  assert_rows (vault, "SELECT count(*) FROM credentials WHERE received >= 9000000000000000", "0");
}

static void
test_foreign_tables (Fixture *fixture, gconstpointer data)
{
  static const char *const extra[] = {
    "CREATE VIEW v AS SELECT 1",
    "CREATE TABLE t (x)",
    "CREATE TRIGGER g AFTER INSERT ON settings BEGIN DELETE FROM trust; END",
    "CREATE INDEX i ON settings (value)",
    "ALTER TABLE layers ADD COLUMN more TEXT",
  };
  static const char *const undo[] = {
    "DROP VIEW v",
    "DROP TABLE t",
    "DROP TRIGGER g",
    "DROP INDEX i",
    "ALTER TABLE layers DROP COLUMN more",
  };

  for (guint i = 0; i < G_N_ELEMENTS (extra); i++) {
    run (fixture->vault, execute, (gpointer) extra[i]);
    back_up (fixture);
    assert_refused (fixture, COFFRET_VAULT_ERROR_DAMAGED);
    run (fixture->vault, execute, (gpointer) undo[i]);
  }
}

static void
test_wrong_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  back_up (fixture);
  g_assert_null (open_backup (fixture, "wrong horse", &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_null (coffret_restore_open (fixture->path, COFFRET_SLOT_KEYRING, NULL, fixture->other,
                                       FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT);
}

/* Bytes of the stream: a sample, or all of them for COFFRET_ALL_BYTES. */
static void
test_stream_flipped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretKeyslots) slots = NULL;
  g_autoptr (CoffretBackupHeader) header = NULL;
  g_autofree char *snapshot = g_build_filename (fixture->folder, "snapshot", NULL);
  g_autofree char *content = NULL;
  gsize length, step = g_getenv ("COFFRET_ALL_BYTES") != NULL ? 1 : 1499;
  guint flipped = 0;
  int out = g_open (snapshot, O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  int file;

  back_up (fixture);
  g_assert_true (coffret_vault_get_keys (fixture->vault, &master, &slots, NULL));
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  file = g_open (fixture->path, O_RDWR | O_CLOEXEC, 0);
  header = coffret_backup_file_look (file, NULL);
  for (gsize i = g_bytes_get_size (header->prefix); i < length; i += step) {
    g_autoptr (GError) error = NULL;
    char byte = (char) (content[i] ^ (1 << (i % 8)));

    g_assert_cmpint (pwrite (file, &byte, 1, (off_t) i), ==, 1);
    lseek (file, (off_t) g_bytes_get_size (header->prefix), SEEK_SET);
    lseek (out, 0, SEEK_SET);
    g_assert_false (coffret_backup_file_unpack (header, master, file, out, NULL, &error));
    g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
    g_assert_cmpint (pwrite (file, content + i, 1, (off_t) i), ==, 1);
    flipped++;
  }
  lseek (file, (off_t) g_bytes_get_size (header->prefix), SEEK_SET);
  g_assert_true (coffret_backup_file_unpack (header, master, file, out, NULL, NULL));
  g_test_message ("%u bytes flipped of %" G_GSIZE_FORMAT, flipped, length);
  g_close (file, NULL);
  g_close (out, NULL);
}

/* With a checksum that is right: then it is the key that tells. */
static void
test_header_forged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length, summed;
  guint32 json;
  char *place;
  const char *const changed[][2] = {
    { "\"credentials\":12", "\"credentials\":92" },
    { "\"trashed\":0", "\"trashed\":7" },
    { "\"revision\":", "\"revisioN\":" },
    { "\"type\":\"passphrase\"", "\"type\":\"pastphrase\"" },
    { "\"memory\":", "\"memorY\":" },
  };

  back_up (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memcpy (&json, content + 16, 4);
  summed = 20 + GUINT32_FROM_LE (json);
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++) {
    g_autofree char *copy = g_memdup2 (content, length);
    g_autoptr (GError) error = NULL;

    place = memmem (copy, summed, changed[i][0], strlen (changed[i][0]));
    g_assert_nonnull (place);
    memcpy (place, changed[i][1], strlen (changed[i][1]));
    crypto_generichash ((guint8 *) copy + summed, 32, (guint8 *) copy, summed, NULL, 0);
    g_assert_true (g_file_set_contents (fixture->path, copy, (gssize) length, NULL));
    g_assert_null (open_backup (fixture, "correct horse", &error));
    g_assert_true (g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED) ||
                   g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT));
  }
}

/* Of an older Coffret: brought up to date in the scratch file. */
static void
test_older_schema (Fixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot = g_build_filename (fixture->folder, "old.db", NULL);
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretSecret) key = NULL;
  CoffretKeyslots *slots = NULL;
  g_autoptr (CoffretBackupHeader) header = NULL;
  g_autoptr (CoffretRestore) restore = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;
  int in, out;

  g_assert_true (coffret_vault_get_keys (fixture->vault, &master, &slots, NULL));
  header = coffret_backup_header_new (slots);
  key = coffret_vault_database_key (master);
  for (int version = 1; version < COFFRET_SCHEMA_VERSION; version++) {
    CoffretDatabase *database =
      coffret_database_open (snapshot, key, COFFRET_DATABASE_CREATE, NULL);

    g_assert_true (coffret_migrations_run_to (database, version, NULL));
    coffret_database_close (database);
    g_clear_pointer (&content, g_free);
    g_assert_true (g_file_get_contents (snapshot, &content, &length, NULL));
    header->schema = version;
    header->size = (gint64) length;
    in = g_open (snapshot, O_RDONLY | O_CLOEXEC, 0);
    out = g_open (fixture->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    g_assert_true (coffret_backup_file_pack (header, master, in, out, NULL, NULL));
    g_close (in, NULL);
    g_close (out, NULL);
    g_clear_pointer (&restore, coffret_restore_free);
    restore = open_backup (fixture, "correct horse", &error);
    g_assert_no_error (error);
    g_assert_nonnull (restore);
    g_unlink (snapshot);
  }
}

#define ADD(name) g_test_add ("/restore/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (new);
  ADD (wishes);
  ADD (no_wish);
  ADD (trust);
  ADD (merge);
  ADD (two_computers);
  ADD (marks);
  ADD (versions);
  ADD (forged);
  ADD (foreign_tables);
  ADD (wrong_way);
  ADD (stream_flipped);
  ADD (header_forged);
  ADD (older_schema);
  return g_test_run ();
}
