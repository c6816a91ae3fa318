/* From each older schema to this one: whole, or as if nothing had been tried. */
#include "vault-testing.h"

#include "credential/code.h"
#include "vault/database-private.h"
#include "vault/layers.h"
#include "vault/migration-copy.h"
#include "vault/migrations.h"
#include "vault/reread.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

/* Of what each older schema is, as sqlite_schema says it: vaults in the world have it, so it may
 * never change. */
static const char *const frozen[] = {
  "768595d7e40596f2aaf63b250804981a6d5ab55cc32ba33cacbe5773f2d8e886",
  "7fa5f69da2074f74df6288ad38fc821f2e47339cc3d9da0bdb3d545b8d88f7f3",
  "d43872a9d7fbb7a87047d4de8c527ae39d5a0d84bdfb88176a1fa22f643f9b61",
  "3def525b163240a6cf4df8021a9851b0591f79901ad49d7e7cc384569fc3be02",
  "cd5ad42b2a12770f7dbcfbe7260434a01762e9b98c50bc498870e11fc883a578",
  "1fdd0b9c2b8637c691d23e0f5595c97ed62c30483326d1bcfcefc0900d0f6fc5",
};

/* What a vault of schema 1 has, and what Coffret did not read out of it then. */
#define BADGE                                                                                      \
  "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","                                       \
  "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"                               \
  "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],"                                   \
  "\"id\":\"urn:example:Premier\","                                                                \
  "\"issuer\":{\"id\":\"did:web:example.org\",\"type\":[\"Profile\"],\"name\":\"Rivage\"},"        \
  "\"validFrom\":\"2020-01-01T10:00:00Z\",\"name\":\"Premier\","                                   \
  "\"credentialSubject\":{\"id\":\"did:example:mira\",\"type\":[\"AchievementSubject\"],"          \
  "\"achievement\":{\"id\":\"urn:example:a\",\"type\":[\"Achievement\"],\"name\":\"Premier\","     \
  "\"timeRequired\":\"PT90M\",\"criteria\":{\"narrative\":\"Be there.\"},"                         \
  "\"alignment\":[{\"type\":[\"Alignment\"],\"targetName\":\"Diving\","                            \
  "\"targetUrl\":\"https://example.org/diving\"}]}}}"

#define NEWEST COFFRET_SCHEMA_VERSION

typedef struct {
  char *folder;
  char *path;
  char *copy;
  CoffretSecret *key;
} Fixture;

static CoffretSecret *
testing_key (void)
{
  guint8 bytes[32];

  memset (bytes, 7, sizeof bytes);
  return coffret_secret_new_copy (bytes, sizeof bytes);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "vault.db", NULL);
  fixture->copy = g_build_filename (fixture->folder, "vault.db.before-2", NULL);
  fixture->key = testing_key ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->copy);
  coffret_secret_unref (fixture->key);
}

static CoffretDatabase *
open_file (const char *path, CoffretSecret *key, CoffretDatabaseMode mode)
{
  g_autoptr (GError) error = NULL;
  CoffretDatabase *database = coffret_database_open (path, key, mode, &error);

  g_assert_no_error (error);
  return database;
}

/* With one credential in it, as schema 1 holds it. */
static gboolean
add_old_record (CoffretDatabase *database, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (BADGE, strlen (BADGE));
  g_autofree char *original = coffret_originals_put (database, bytes, "badge.json", error);

  return original != NULL &&
         coffret_statement_finish (
           coffret_statement_new (
             database,
             "INSERT INTO credentials (id, original_id, file_name, place, envelope, format, "
             "digest, credential_id, kind, verdict, search, received) VALUES "
             "('00000000-0000-4000-8000-000000000001', ?, 'badge.json', '', 'vc2', 'ob3', 'd', "
             "'urn:example:Premier', 'badge', 'verified', 'premier', 1600000000000000)",
             error, "s", original),
           error);
}

static void
make_schema_1 (const char *path, CoffretSecret *key)
{
  g_autoptr (CoffretDatabase) database = open_file (path, key, COFFRET_DATABASE_CREATE);
  g_autoptr (GError) error = NULL;

  coffret_migrations_run_to (database, 1, &error);
  g_assert_no_error (error);
  add_old_record (database, &error);
  g_assert_no_error (error);
}

static int
version_of (CoffretDatabase *database)
{
  g_autoptr (GError) error = NULL;
  int version = 0;

  coffret_migrations_look (database, &version, &error);
  g_assert_no_error (error);
  return version;
}

static guint
count_tables (CoffretDatabase *database, const char *name)
{
  g_autoptr (CoffretStatement) statement = coffret_statement_new (
    database, "SELECT count(*) FROM sqlite_schema WHERE name = ?", NULL, "s", name);

  g_assert_true (coffret_statement_step (statement, NULL));
  return (guint) coffret_statement_int (statement, 0);
}

/* Whole, of that VERSION, and the credential is there. */
static void
assert_good (const char *path, CoffretSecret *key, int version)
{
  g_autoptr (CoffretDatabase) database = open_file (path, key, COFFRET_DATABASE_WRITE);
  g_autoptr (CoffretStatement) rows = NULL;
  g_autofree char *original_id = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (version_of (database), ==, version);
  g_assert_cmpuint (count_tables (database, "layers"), ==, version > 1 ? 1 : 0);
  g_assert_cmpuint (count_tables (database, "trust"), ==, version > 3 ? 1 : 0);
  g_assert_cmpuint (count_tables (database, "sharing_groups"), ==, version > 6 ? 1 : 0);
  coffret_database_check (database, &error);
  g_assert_no_error (error);
  rows = coffret_statement_new (
    database, "SELECT credential_id, original_id, verdict FROM credentials", &error, "");
  g_assert_no_error (error);
  g_assert_true (coffret_statement_step (rows, &error));
  g_assert_cmpstr (coffret_statement_text (rows, 0), ==, "urn:example:Premier");
  /* What no verifier of today has said is not kept. */
  g_assert_cmpstr (coffret_statement_text (rows, 2), ==, version > 3 ? NULL : "verified");
  original_id = g_strdup (coffret_statement_text (rows, 1));
  g_assert_false (coffret_statement_step (rows, &error));
  g_assert_no_error (error);
  original = coffret_originals_get (database, original_id, &error);
  g_assert_no_error (error);
}

static gboolean
migrate (const char *folder, const char *path, CoffretSecret *key, GError **error)
{
  g_autoptr (CoffretDatabase) database =
    coffret_database_open (path, key, COFFRET_DATABASE_WRITE, error);

  return database != NULL && coffret_migration_copy_make (database, folder, key, error) &&
         coffret_migrations_run (database, error);
}

static void
test_frozen (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (G_N_ELEMENTS (frozen), ==, NEWEST - 1);
  for (int version = 1; version < NEWEST; version++) {
    g_autoptr (CoffretDatabase) database = open_file (NULL, NULL, COFFRET_DATABASE_WRITE);
    g_autoptr (GString) schema = g_string_new (NULL);
    g_autofree char *digest = NULL;
    g_autoptr (CoffretStatement) statement = NULL;

    g_assert_true (coffret_migrations_run_to (database, version, NULL));
    statement = coffret_statement_new (
      database, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", NULL, "");
    while (coffret_statement_step (statement, NULL))
      g_string_append_printf (schema, "%s;", coffret_statement_text (statement, 0));
    digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, schema->str, -1);
    g_assert_cmpstr (digest, ==, frozen[version - 1]);
  }
}

static void
test_from_1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretDatabase) database = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *part = g_strconcat (fixture->copy, ".part", NULL);
  GStatBuf status;

  make_schema_1 (fixture->path, fixture->key);
  /* What an earlier try that was killed may have left. */
  g_assert_true (g_file_set_contents (part, "half", 4, NULL));
  migrate (fixture->folder, fixture->path, fixture->key, &error);
  g_assert_no_error (error);
  assert_good (fixture->path, fixture->key, NEWEST);
  assert_good (fixture->copy, fixture->key, 1);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (fixture->copy, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

  /* And it works as one that was made so. */
  database = open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
  records = coffret_records_list (database, NULL);
  coffret_layers_set_title (database, ((CoffretRecord *) g_ptr_array_index (records, 0))->id,
                            "Mine", &error);
  g_assert_no_error (error);
}

/* The migration stops in its middle: the second of its tables is there already. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  make_schema_1 (fixture->path, fixture->key);
  {
    g_autoptr (CoffretDatabase) database =
      open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
    g_assert_true (coffret_database_execute (database, "CREATE TABLE identities (x)", NULL));
  }
  for (guint i = 0; i < 2; i++) {
    g_assert_false (migrate (fixture->folder, fixture->path, fixture->key, &error));
    g_assert_nonnull (error);
    g_clear_error (&error);
    assert_good (fixture->path, fixture->key, 1);
    assert_good (fixture->copy, fixture->key, 1);
  }
  {
    g_autoptr (CoffretDatabase) database =
      open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
    g_assert_true (coffret_database_execute (database, "DROP TABLE identities", NULL));
  }
  g_assert_true (migrate (fixture->folder, fixture->path, fixture->key, &error));
  assert_good (fixture->path, fixture->key, NEWEST);
}

/* Without a copy that is good, nothing is migrated. */
static void
test_no_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *part = g_strconcat (fixture->copy, ".part", NULL);
  g_autoptr (GError) error = NULL;

  make_schema_1 (fixture->path, fixture->key);
  g_assert_cmpint (g_mkdir (part, 0700), ==, 0);
  g_assert_false (migrate (fixture->folder, fixture->path, fixture->key, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "nothing was changed"));
  assert_good (fixture->path, fixture->key, 1);
  g_assert_false (g_file_test (fixture->copy, G_FILE_TEST_EXISTS));
  g_rmdir (part);
}

static gboolean
set_back (CoffretDatabase *database, gpointer data, GError **error)
{
  return add_old_record (database, error) &&
         coffret_database_execute (
           database,
           "DROP TABLE sharing_members; DROP TABLE sharing_groups;"
           "DROP TABLE share_items; DROP TABLE shares;"
           "DROP TABLE attachment_words; DROP TABLE attachments; DROP TABLE tags;"
           "DROP TABLE translations; DROP TABLE versions; DROP TABLE pathways;"
           "ALTER TABLE compartments DROP COLUMN rule;"
           "ALTER TABLE compartments DROP COLUMN arrangement;"
           "ALTER TABLE compartment_members DROP COLUMN position;"
           "ALTER TABLE credentials DROP COLUMN turned;"
           "DROP TABLE purged; DROP TABLE trust; DROP TABLE witnesses;"
           "ALTER TABLE credentials DROP COLUMN verifier; "
           "ALTER TABLE credentials DROP COLUMN checked; ALTER TABLE credentials DROP COLUMN turns;"
           "DROP TABLE layers; DROP TABLE identities;"
           "ALTER TABLE credentials DROP COLUMN minutes;"
           "ALTER TABLE credentials DROP COLUMN skills;"
           "PRAGMA user_version = 1",
           error);
}

static gboolean
count_layers (CoffretDatabase *database, gpointer data, GError **error)
{
  *(guint *) data = count_tables (database, "layers");
  return TRUE;
}

/* The whole way: opening brings it up to date, once. */
static void
test_vault (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "vault", "vault.db.before-2", NULL);
  CoffretVault *vault = testing_vault_create (fixture->folder);
  g_autoptr (GError) error = NULL;
  guint tables = 0;

  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, set_back, NULL, &error);
  g_assert_no_error (error);
  coffret_vault_unref (vault);

  for (guint i = 0; i < 2; i++) {
    vault = testing_vault_open (fixture->folder, &error);
    g_assert_no_error (error);
    coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, count_layers, &tables, NULL);
    g_assert_cmpuint (tables, ==, 1);
    coffret_vault_unref (vault);
    g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS) == (i == 0));
    g_unlink (copy);
  }
}

/* What an older Coffret did not read is read once the tables have a place for it. */
static void
test_reread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  make_schema_1 (fixture->path, fixture->key);
  g_assert_true (migrate (fixture->folder, fixture->path, fixture->key, &error));
  database = open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (GPtrArray) records = coffret_records_list (database, NULL);
    const CoffretRecord *record = g_ptr_array_index (records, 0);
    g_autoptr (GPtrArray) skills = coffret_record_list_skills (record);

    g_assert_cmpstr (record->id, ==, "00000000-0000-4000-8000-000000000001");
    g_assert_cmpint (record->received, ==, 1600000000000000);
    g_assert_cmpint (record->minutes, ==, i == 1 ? 90 : 0);
    g_assert_cmpuint (skills->len, ==, i == 1 ? 1 : 0);
    g_assert_cmpstr (coffret_text_best (record->title, NULL), ==, i == 0 ? NULL : "Premier");
    if (i == 1) {
      g_assert_cmpstr (coffret_text_best (g_ptr_array_index (skills, 0), NULL), ==, "Diving");
      /* Done once is done: what is taken away stays away. */
      g_assert_true (coffret_database_execute (
        database, "UPDATE credentials SET minutes = NULL, skills = NULL", NULL));
    }
    coffret_reread (database, &error);
    g_assert_no_error (error);
  }
}

/* What came from a code in a picture is read from the code, without the picture. */
static void
test_reread_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretDatabase) database = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autofree char *place = coffret_code_to_place (
    "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\","
    "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"],"
    "\"type\":[\"VerifiableCredential\",\"OpenBadgeCredential\"],\"name\":\"From a code\","
    "\"issuer\":\"https://issuer.example/\",\"validFrom\":\"2026-01-01T00:00:00Z\","
    "\"credentialSubject\":{\"type\":[\"AchievementSubject\"],\"achievement\":{"
    "\"id\":\"urn:a:1\",\"type\":[\"Achievement\"],\"name\":\"From a code\"}}}");
  g_autofree char *move = g_strdup_printf ("UPDATE credentials SET place = '%s'", place);
  g_autoptr (GError) error = NULL;

  make_schema_1 (fixture->path, fixture->key);
  g_assert_true (migrate (fixture->folder, fixture->path, fixture->key, &error));
  database = open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
  g_assert_true (coffret_database_execute (database, move, NULL));
  /* As the vault does it: within the transaction of whoever lists all. */
  g_assert_true (coffret_database_begin (database, NULL));
  coffret_reread (database, &error);
  g_assert_no_error (error);
  g_assert_true (coffret_database_commit (database, &error));
  g_assert_no_error (error);
  records = coffret_records_list (database, NULL);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (
    coffret_text_best (((CoffretRecord *) g_ptr_array_index (records, 0))->title, NULL), ==,
    "From a code");
}

/* An original that cannot be read keeps what was known of it, and keeps nobody out. */
static void
test_reread_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretDatabase) database = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  make_schema_1 (fixture->path, fixture->key);
  g_assert_true (migrate (fixture->folder, fixture->path, fixture->key, &error));
  database = open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
  g_assert_true (coffret_database_execute (database, "DELETE FROM chunks", NULL));
  coffret_reread (database, &error);
  g_assert_no_error (error);
  records = coffret_records_list (database, NULL);
  g_assert_cmpstr (((CoffretRecord *) g_ptr_array_index (records, 0))->search, ==, "premier");
}

static int
child (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "vault.db", NULL);
  g_autoptr (CoffretSecret) key = testing_key ();

  g_print ("begin\n");
  return migrate (folder, path, key, NULL) ? 0 : 1;
}

/* Killed at any moment: the one schema or the other, and a copy only if it is good. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  const char *asked = g_getenv ("COFFRET_ROUNDS");
  guint rounds = asked != NULL ? (guint) g_ascii_strtoull (asked, NULL, 10) : 16;
  guint ended[NEWEST + 1] = { 0 };

  for (guint i = 0; i < rounds; i++) {
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    g_autoptr (GSubprocess) process = NULL;
    g_autoptr (GDataInputStream) lines = NULL;
    g_autofree char *line = NULL;
    int version;

    g_unlink (fixture->path);
    g_unlink (fixture->copy);
    make_schema_1 (fixture->path, fixture->key);
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self, "--child",
                                fixture->folder, NULL);
    lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
    line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
    g_assert_cmpstr (line, ==, "begin");
    g_usleep ((gulong) g_test_rand_int_range (0, 150000));
    g_subprocess_send_signal (process, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    {
      g_autoptr (CoffretDatabase) database =
        open_file (fixture->path, fixture->key, COFFRET_DATABASE_WRITE);
      version = version_of (database);
    }
    ended[version]++;
    assert_good (fixture->path, fixture->key, version);
    if (version > 1 || g_file_test (fixture->copy, G_FILE_TEST_EXISTS))
      assert_good (fixture->copy, fixture->key, 1);
    if (version < NEWEST)
      g_assert_true (migrate (fixture->folder, fixture->path, fixture->key, NULL));
    assert_good (fixture->path, fixture->key, NEWEST);
  }
  g_test_message ("counted %u kills while migrating: %u before the migration, %u after it", rounds,
                  ended[1], ended[NEWEST]);
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return child (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(name)                                                                                  \
  g_test_add ("/vault/migrations/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (frozen);
  ADD (from_1);
  ADD (failure);
  ADD (no_copy);
  ADD (vault);
  ADD (reread);
  ADD (reread_code);
  ADD (reread_damaged);
  ADD (kill);
  return g_test_run ();
}
