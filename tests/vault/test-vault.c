/* The start-up table row by row; create and open as promised. */
#include "vault-testing.h"

#include "vault/migrations.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PLANTED "Ombeline Quatrevents"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "vault", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  testing_folder_remove (fixture->folder);
  g_free (fixture->path);
}

static gboolean
add_record (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretRecord) record = testing_record_new (database, data);

  return coffret_records_add (database, record, error);
}

static gboolean
put_original (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, strlen (data));
  g_autofree char *id = coffret_originals_put (database, bytes, "x", error);

  return id != NULL;
}

static gboolean
count_records (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) records = coffret_records_list (database, error);

  if (records == NULL)
    return FALSE;
  *(guint *) data = records->len;
  return TRUE;
}

static gboolean
check_all (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_check (database, error);
}

static gboolean
set_version (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_execute (database, data, error);
}

static void
run (CoffretVault *vault, CoffretVaultFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, func, data, &error);
  g_assert_no_error (error);
}

static void
assert_state (Fixture *fixture, CoffretVaultState state, CoffretSlotType slots)
{
  CoffretSlotType found = 99;

  g_assert_cmpint (coffret_vault_examine (fixture->path, &found), ==, state);
  g_assert_cmpint (found, ==, slots);
}

static void
assert_not_opened (Fixture *fixture, CoffretVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (testing_vault_open (fixture->folder, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, (int) code);
}

/* All that is in the folder, to compare before and after. */
static char *
fingerprint (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);
    g_autofree char *content = NULL;
    g_autofree char *sum = NULL;
    gsize length = 0;
    if (g_file_get_contents (file, &content, &length, NULL))
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, length);
    g_ptr_array_add (lines, g_strdup_printf ("%s %s", name, sum));
  }
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
assert_create_refuses (Fixture *fixture)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("x");
  g_autofree char *before = fingerprint (fixture->path);
  g_autofree char *above = fingerprint (fixture->folder);
  g_autofree char *after = NULL;
  g_autofree char *above_after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_vault_create_with_cost (fixture->path, COFFRET_SLOT_PASSPHRASE, passphrase,
                                                 &testing_cost, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS);
  after = fingerprint (fixture->path);
  above_after = fingerprint (fixture->folder);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (above, ==, above_after);
}

static void
remove_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->path, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault;
  GStatBuf status;
  guint n = 0;
  g_autofree char *id = NULL;
  static const char *const names[] = { "vault.db", "keyslots.json", "keyslots.json.bak" };

  assert_state (fixture, COFFRET_VAULT_ABSENT, 0);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_MISSING);
  vault = testing_vault_create (fixture->folder);
  assert_state (fixture, COFFRET_VAULT_PRESENT, COFFRET_SLOT_PASSPHRASE);
  g_assert_cmpstr (coffret_vault_get_folder (vault), ==, fixture->path);
  g_assert_true (g_uuid_string_is_valid (coffret_vault_get_id (vault)));
  g_assert_false (coffret_vault_is_read_only (vault));
  id = g_strdup (coffret_vault_get_id (vault));
  run (vault, add_record, (gpointer) PLANTED);
  coffret_vault_unref (vault);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_build_filename (fixture->path, names[i], NULL);
    g_autofree char *content = NULL;
    gsize length = 0;
    g_assert_cmpint (g_stat (file, &status), ==, 0);
    g_assert_cmpint (status.st_mode & 0777, ==, 0600);
    content = testing_read (fixture->folder, names[i], &length);
    g_assert_null (memmem (content, length, PLANTED, strlen (PLANTED)));
    g_assert_null (memmem (content, length, "marées", strlen ("marées")));
  }

  vault = testing_vault_open (fixture->folder, NULL);
  g_assert_nonnull (vault);
  g_assert_cmpstr (coffret_vault_get_id (vault), ==, id);
  run (vault, count_records, &n);
  g_assert_cmpuint (n, ==, 1);
  run (vault, check_all, NULL);
  coffret_vault_unref (vault);
}

/* Nothing that is there is overwritten, whatever it is. */
static void
test_create_refuses (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "vault.db", "keyslots.json", "keyslots.json.bak",
                                       "vault.db-journal" };

  coffret_vault_unref (testing_vault_create (fixture->folder));
  assert_create_refuses (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_build_filename (fixture->path, names[i], NULL);
    testing_folder_remove (g_steal_pointer (&fixture->path));
    fixture->path = g_build_filename (fixture->folder, "vault", NULL);
    g_assert_cmpint (g_mkdir (fixture->path, 0755), ==, 0);
    testing_write (fixture->folder, names[i], "", 0);
    assert_create_refuses (fixture);
  }
}

/* Beside what is no vault's, and with the folder already there. */
static void
test_create_beside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0755), ==, 0);
  testing_write (fixture->folder, "notes.txt", "mine", 4);
  coffret_vault_unref (testing_vault_create (fixture->folder));
  content = testing_read (fixture->folder, "notes.txt", NULL);
  g_assert_cmpstr (content, ==, "mine");
  assert_state (fixture, COFFRET_VAULT_PRESENT, COFFRET_SLOT_PASSPHRASE);
  {
    g_autoptr (GDir) dir = g_dir_open (fixture->path, 0, NULL);
    guint n = 0;
    while (g_dir_read_name (dir) != NULL)
      n++;
    g_assert_cmpuint (n, ==, 4);
  }
}

static void
rename_in (const char *from, const char *to, const char *name)
{
  g_autofree char *old = g_build_filename (from, name, NULL);
  g_autofree char *new = g_build_filename (to, name, NULL);

  g_assert_cmpint (g_rename (old, new), ==, 0);
}

/* Killed after each of the files that came into a folder with something else in it. */
static void
test_create_killed (Fixture *fixture, gconstpointer data)
{
  static const char *const in_order[] = { "keyslots.json.bak", "keyslots.json", "vault.db" };
  g_autofree char *nursery = g_build_filename (fixture->path, ".vault.new-abc123", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0755), ==, 0);
  testing_write (fixture->folder, "notes.txt", "mine", 4);
  coffret_vault_unref (testing_vault_create (fixture->folder));
  for (guint done = 1; done < G_N_ELEMENTS (in_order); done++) {
    g_assert_cmpint (g_mkdir (nursery, 0700), ==, 0);
    for (guint i = done; i < G_N_ELEMENTS (in_order); i++)
      rename_in (fixture->path, nursery, in_order[i]);
    assert_state (fixture, COFFRET_VAULT_PRESENT, COFFRET_SLOT_PASSPHRASE);
    assert_create_refuses (fixture);
    coffret_vault_unref (testing_vault_open (fixture->folder, &error));
    g_assert_no_error (error);
    g_assert_false (g_file_test (nursery, G_FILE_TEST_EXISTS));
  }
  /* One of which nothing came is none: whatever lost its database is not given that. */
  g_assert_cmpint (g_mkdir (nursery, 0700), ==, 0);
  rename_in (fixture->path, nursery, "vault.db");
  testing_write (fixture->folder, ".vault.new-abc123/keyslots.json", "{}", 2);
  assert_state (fixture, COFFRET_VAULT_DATABASE_MISSING, COFFRET_SLOT_PASSPHRASE);
}

static void
test_create_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) empty = coffret_secret_new (0);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("x");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *deep = g_build_filename (fixture->folder, "a", "b", "c", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_vault_create_with_cost (deep, COFFRET_SLOT_PASSPHRASE, empty,
                                                 &testing_cost, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (coffret_vault_create_with_cost (deep, COFFRET_SLOT_PASSPHRASE, passphrase,
                                                 &testing_cost, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = fingerprint (fixture->folder);
  g_assert_cmpstr (after, ==, "");
}

static void
test_table (Fixture *fixture, gconstpointer data)
{
  static const char plain[8192] = "SQLite format 3";
  static const char zeros[8192] = { 0 };
  g_autofree char *database = NULL;
  g_autofree char *slots = NULL;
  g_autofree char *newer = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length = 0, slots_length = 0;

  coffret_vault_unref (testing_vault_create (fixture->folder));
  database = testing_read (fixture->folder, "vault.db", &length);
  slots = testing_read (fixture->folder, "keyslots.json", &slots_length);

  /* absent | present */
  remove_file (fixture, "vault.db");
  assert_state (fixture, COFFRET_VAULT_DATABASE_MISSING, COFFRET_SLOT_PASSPHRASE);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_MISSING);
  assert_create_refuses (fixture);

  /* zero length, no salt, cut short, in the clear */
  testing_write (fixture->folder, "vault.db", "", 0);
  assert_state (fixture, COFFRET_VAULT_DAMAGED, COFFRET_SLOT_PASSPHRASE);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_DAMAGED);
  testing_write (fixture->folder, "vault.db", zeros, sizeof zeros);
  assert_state (fixture, COFFRET_VAULT_DAMAGED, COFFRET_SLOT_PASSPHRASE);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_DAMAGED);
  testing_write (fixture->folder, "vault.db", database, 4095);
  assert_state (fixture, COFFRET_VAULT_DAMAGED, COFFRET_SLOT_PASSPHRASE);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_DAMAGED);
  testing_write (fixture->folder, "vault.db", plain, sizeof plain);
  assert_state (fixture, COFFRET_VAULT_PLAINTEXT, COFFRET_SLOT_PASSPHRASE);
  before = fingerprint (fixture->path);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_PLAINTEXT);
  after = fingerprint (fixture->path);
  g_assert_cmpstr (before, ==, after);

  /* the first page of another vault: the key is right, the file is not */
  database[100] ^= 1;
  testing_write (fixture->folder, "vault.db", database, length);
  database[100] ^= 1;
  assert_state (fixture, COFFRET_VAULT_PRESENT, COFFRET_SLOT_PASSPHRASE);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_DAMAGED);

  /* present | newer */
  testing_write (fixture->folder, "vault.db", database, length);
  newer = g_strdup (slots);
  g_assert_nonnull (strstr (newer, "\"format\": 1"));
  strstr (newer, "\"format\": 1")[10] = '2';
  testing_write (fixture->folder, "keyslots.json", newer, slots_length);
  testing_write (fixture->folder, "keyslots.json.bak", newer, slots_length);
  assert_state (fixture, COFFRET_VAULT_NEWER, 0);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_NEWER);

  /* present | damaged, absent */
  testing_write (fixture->folder, "keyslots.json", "{", 1);
  testing_write (fixture->folder, "keyslots.json.bak", "", 0);
  assert_state (fixture, COFFRET_VAULT_DAMAGED, 0);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_DAMAGED);
  remove_file (fixture, "keyslots.json");
  remove_file (fixture, "keyslots.json.bak");
  assert_state (fixture, COFFRET_VAULT_SLOTS_MISSING, 0);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_MISSING);
  assert_create_refuses (fixture);

  /* present | one copy: opens, and the other is there again */
  testing_write (fixture->folder, "keyslots.json.bak", slots, slots_length);
  assert_state (fixture, COFFRET_VAULT_PRESENT, COFFRET_SLOT_PASSPHRASE);
  coffret_vault_unref (testing_vault_open (fixture->folder, NULL));
  {
    g_autofree char *healed = testing_read (fixture->folder, "keyslots.json", &length);
    g_assert_cmpmem (healed, length, slots, slots_length);
  }
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) wrong = testing_passphrase ("Correct horse");
  g_autoptr (GError) error = NULL;

  coffret_vault_unref (testing_vault_create (fixture->folder));
  g_assert_null (
    coffret_vault_open (fixture->path, COFFRET_SLOT_PASSPHRASE, wrong, FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  g_clear_error (&error);
  g_assert_null (
    coffret_vault_open (fixture->path, COFFRET_SLOT_KEYRING, NULL, FALSE, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = testing_vault_create (fixture->folder);

  /* In this program, with a look that must not drop the locks, and in another. */
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_BUSY);
  assert_state (fixture, COFFRET_VAULT_PRESENT, COFFRET_SLOT_PASSPHRASE);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *status = NULL;
    const char *argv[] = { "/proc/self/exe", "--open", fixture->folder, NULL };
    int code = 0;
    g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
    argv[0] = self;
    g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &status,
                                 NULL, &code, NULL));
    g_assert_cmpstr (status, ==, i == 0 ? "busy\n" : "open\n");
    if (i == 0)
      coffret_vault_close (vault);
  }
  coffret_vault_unref (vault);
}

static void
test_newer_schema (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = testing_vault_create (fixture->folder);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  run (vault, set_version, (gpointer) "PRAGMA user_version = 99");
  coffret_vault_unref (vault);
  before = fingerprint (fixture->path);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_NEWER);
  after = fingerprint (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_foreign_slots (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = testing_folder_new ();
  static const char *const names[] = { "keyslots.json", "keyslots.json.bak" };

  coffret_vault_unref (testing_vault_create (fixture->folder));
  coffret_vault_unref (testing_vault_create (other));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gsize length;
    g_autofree char *slots = testing_read (other, names[i], &length);
    testing_write (fixture->folder, names[i], slots, length);
  }
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_DAMAGED);
  testing_folder_remove (g_steal_pointer (&other));
}

static void
test_slots (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = testing_vault_create (fixture->folder);
  g_autoptr (CoffretSecret) second = testing_passphrase ("battery staple");
  g_autoptr (GError) error = NULL;

  g_assert_false (coffret_vault_remove_slot (vault, COFFRET_SLOT_PASSPHRASE, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (coffret_vault_remove_slot (vault, COFFRET_SLOT_KEYRING, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT);
  g_clear_error (&error);
  coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, second, NULL, &error);
  g_assert_no_error (error);
  coffret_vault_close (vault);
  g_assert_false (coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, second, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED);
  g_clear_error (&error);
  coffret_vault_unref (vault);
  assert_not_opened (fixture, COFFRET_VAULT_ERROR_WRONG_KEY);
  vault = coffret_vault_open (fixture->path, COFFRET_SLOT_PASSPHRASE, second, FALSE, NULL, &error);
  g_assert_no_error (error);
  coffret_vault_unref (vault);
}

static void
test_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("x");
  g_autoptr (GError) error = NULL;
  CoffretVault *vault = coffret_vault_new_in_memory (&error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_null (coffret_vault_get_folder (vault));
  g_assert_cmpint (coffret_vault_get_slots (vault), ==, 0);
  run (vault, add_record, (gpointer) PLANTED);
  run (vault, count_records, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (
    coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_NO_SLOT);
  coffret_vault_unref (vault);
}

/* In a child without rights, since root may write anywhere. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = testing_vault_create (fixture->folder);
  static const char *const names[] = { "vault.db", "keyslots.json", "keyslots.json.bak" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--read-only", fixture->folder, NULL };
  g_autofree char *output = NULL;

  run (vault, add_record, (gpointer) PLANTED);
  coffret_vault_unref (vault);
  remove_file (fixture, "keyslots.json");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *file = g_build_filename (fixture->path, names[i], NULL);
    g_chmod (file, 0444);
  }
  g_chmod (fixture->path, 0555);
  g_chmod (fixture->folder, 0555);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                               NULL, NULL, NULL));
  g_chmod (fixture->folder, 0700);
  g_chmod (fixture->path, 0700);
  g_assert_cmpstr (output, ==, "read-only 1\n");
}

/* The limit on file sizes stands in for a full disk. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  CoffretVault *vault = testing_vault_create (fixture->folder);
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--full", fixture->folder, NULL };
  g_autofree char *output = NULL;
  guint n = 0;

  run (vault, add_record, (gpointer) PLANTED);
  coffret_vault_unref (vault);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output,
                               NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (output, "full "));
  vault = testing_vault_open (fixture->folder, NULL);
  g_assert_nonnull (vault);
  run (vault, check_all, NULL);
  run (vault, count_records, &n);
  g_assert_cmpuint (n, ==, g_ascii_strtoull (output + 5, NULL, 10));
  g_test_message ("%u records were in when the disk was full", n);
  coffret_vault_unref (vault);
}

static int
child_open (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = testing_vault_open (folder, &error);

  g_print ("%s\n", vault != NULL ? "open"
                   : g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_BUSY)
                     ? "busy"
                     : error->message);
  return 0;
}

static int
child_read_only (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = NULL;
  g_autofree char *path = g_build_filename (folder, "vault", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("x");
  guint n = 0;

  if (geteuid () == 0 &&
      (setresgid (65534, 65534, 65534) != 0 || setresuid (65534, 65534, 65534) != 0))
    return 1;
  vault = testing_vault_open (folder, &error);
  if (vault == NULL) {
    g_print ("%s\n", error->message);
    return 0;
  }
  coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, count_records, &n, NULL);
  if (coffret_vault_run_sync (vault, COFFRET_PRIORITY_HIGH, put_original, (gpointer) "new",
                              &error) ||
      !g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY))
    g_print ("written: %s ", error != NULL ? error->message : "");
  g_clear_error (&error);
  if (coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, NULL))
    g_print ("changed ");
  if (coffret_vault_create (other, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, &error) != NULL ||
      !g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY))
    g_print ("created: %s ", error != NULL ? error->message : "");
  g_print ("%s %u\n", coffret_vault_is_read_only (vault) ? "read-only" : "writable", n);
  return 0;
}

static int
child_full (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = testing_vault_open (folder, &error);
  const struct rlimit limit = { 256 * 1024, 256 * 1024 };
  guint n = 0;

  if (vault == NULL || setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 1;
  signal (SIGXFSZ, SIG_IGN);
  for (guint i = 0; i < 10000; i++) {
    g_autofree char *name = g_strdup_printf ("Record %u", i);
    if (!coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, put_original, name, &error) ||
        !coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, add_record, name, &error))
      break;
  }
  if (coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, count_records, &n, NULL) &&
      g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL))
    g_print ("full %u\n", n);
  else
    g_print ("%s\n", error != NULL ? error->message : "not full");
  return 0;
}

/* What is changed in one of the two key files only must not let the old passphrase in as if
 * nothing were: a second copy that cannot be written goes, and where it cannot go it is said. */
static void
test_second_copy (void)
{
  char *folder = testing_folder_new ();
  g_autoptr (CoffretVault) vault = testing_vault_create (folder);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("battery staple");
  g_autofree char *copy = g_build_filename (folder, "vault", "keyslots.json.bak", NULL);
  g_autofree char *stone = g_build_filename (copy, "stone", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (stone, 0700), ==, 0);
  coffret_vault_set_cost (vault, &testing_cost);
  g_assert_false (
    coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, &error));
  g_assert_nonnull (strstr (error->message, "one of the two key files"));
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (stone), ==, 0);
  g_assert_cmpint (g_rmdir (copy), ==, 0);
  g_assert_true (coffret_vault_add_slot (vault, COFFRET_SLOT_PASSPHRASE, passphrase, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&vault, coffret_vault_unref);
  g_assert_null (testing_vault_open (folder, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  dex_init ();
  if (argc == 3 && g_str_equal (argv[1], "--open"))
    return child_open (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--read-only"))
    return child_read_only (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return child_full (argv[2]);
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/vault/vault/" #name, Fixture, NULL, set_up, test_##name, tear_down)
  ADD (create);
  ADD (create_refuses);
  ADD (create_beside);
  ADD (create_killed);
  ADD (create_failure);
  ADD (table);
  ADD (wrong);
  ADD (busy);
  ADD (newer_schema);
  ADD (foreign_slots);
  ADD (slots);
  ADD (memory);
  ADD (read_only);
  ADD (full);
  g_test_add_func ("/vault/second-copy", test_second_copy);
  return g_test_run ();
}
