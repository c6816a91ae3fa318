/* Files beside credentials: of any size, once per content, and whole or not there. */
#include "vault-testing.h"

#include "vault/attachments.h"
#include "vault/backup.h"
#include "vault/database-private.h"
#include "vault/incoming.h"
#include "vault/outgoing.h"
#include "vault/restore.h"
#include "vault/salvage.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define MEGABYTE (1024 * 1024)

typedef struct {
  char *folder;
  CoffretVault *vault;
  char *credential;
} Fixture;

/* Bytes that nothing deflates, always the same for SEED. */
static GBytes *
noise (gsize size, guint32 seed)
{
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++) {
    seed = seed * 1664525 + 1013904223;
    bytes[i] = (guint8) (seed >> 24);
  }
  return g_bytes_new_take (bytes, size);
}

static gboolean
add_credential (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretRecord) record = testing_record_new (database, "Diploma");

  *(char **) data = g_strdup (record->id);
  return coffret_records_add (database, record, error);
}

static void
run (CoffretVault *vault, CoffretVaultFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;

  coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, func, data, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = testing_folder_new ();
  fixture->vault = testing_vault_create (fixture->folder);
  run (fixture->vault, add_credential, &fixture->credential);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  testing_folder_remove (fixture->folder);
  g_free (fixture->credential);
}

typedef struct {
  CoffretIncoming *incoming;
  const char *credential;
  const char *name;
  CoffretAttachmentRow *row;
} Adding;

static gboolean
attach (CoffretDatabase *database, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autofree char *original =
    coffret_incoming_settle (adding->incoming, database, adding->name, error);

  if (original == NULL)
    return FALSE;
  adding->row = coffret_attachment_row_new (adding->credential, original, adding->name,
                                            "application/octet-stream");
  return coffret_attachments_add (database, adding->row, error);
}

static CoffretAttachmentRow *
add (CoffretVault *vault, const char *credential, const char *name, GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretIncoming) incoming =
    coffret_incoming_read (vault, stream, NULL, NULL, NULL, &error);
  Adding adding = { incoming, credential, name, NULL };

  g_assert_no_error (error);
  g_assert_cmpint (coffret_incoming_get_size (incoming), ==, (gint64) g_bytes_get_size (bytes));
  run (vault, attach, &adding);
  coffret_incoming_discard (incoming, vault);
  return adding.row;
}

static void
assert_bytes (CoffretVault *vault, const char *original, GBytes *expected)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  coffret_outgoing_write (vault, original, stream, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, NULL);
  found = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  g_assert_true (g_bytes_equal (found, expected));
}

typedef struct {
  const char *sql;
  gint64 number;
} Number;

static gboolean
ask_number (CoffretDatabase *database, gpointer data, GError **error)
{
  Number *number = data;
  g_autoptr (CoffretStatement) statement = coffret_statement_new (database, number->sql, error, "");

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  number->number = coffret_statement_int (statement, 0);
  return TRUE;
}

static gint64
count (CoffretVault *vault, const char *sql)
{
  Number number = { .sql = sql };

  run (vault, ask_number, &number);
  return number.number;
}

static gint64
count_originals (CoffretVault *vault)
{
  return count (vault, "SELECT count(*) FROM originals");
}

static gint64
count_chunks (CoffretVault *vault)
{
  return count (vault, "SELECT count(*) FROM chunks");
}

static GPtrArray *listed;

static gboolean
list (CoffretDatabase *database, gpointer credential, GError **error)
{
  listed = coffret_attachments_list (database, credential, error);
  return listed != NULL;
}

static char *
names (CoffretVault *vault, const char *credential)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;

  run (vault, list, (gpointer) credential);
  rows = g_steal_pointer (&listed);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            ((CoffretAttachmentRow *) rows->pdata[i])->name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_names(vault, credential, expected)                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *found_names = names (vault, credential);                                      \
    g_assert_cmpstr (found_names, ==, expected);                                                   \
  }                                                                                                \
  G_STMT_END

/* Sizes around the edges of a chunk come back as they were, by both ways out. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0,          1,           256 * 1024 - 1,   256 * 1024,
                                 257 * 1024, 1024 * 1024, 3 * MEGABYTE + 17 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) bytes = noise (sizes[i], i + 1);
    g_autoptr (CoffretAttachmentRow) row =
      add (fixture->vault, fixture->credential, "scan.bin", bytes);
    g_autofree char *path = g_build_filename (fixture->folder, "saved", NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *content = NULL;
    gsize length;
    GStatBuf info;

    assert_bytes (fixture->vault, row->original_id, bytes);
    coffret_outgoing_save (fixture->vault, row->original_id, path, 0600, NULL, NULL, NULL, &error);
    g_assert_no_error (error);
    g_file_get_contents (path, &content, &length, &error);
    g_assert_no_error (error);
    g_assert_cmpmem (content, length, g_bytes_get_data (bytes, NULL), sizes[i]);
    g_assert_cmpint (g_stat (path, &info), ==, 0);
    g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
    /* What is there stays. */
    g_assert_false (
      coffret_outgoing_save (fixture->vault, row->original_id, path, 0600, NULL, NULL, NULL, NULL));
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    g_unlink (path);
  }
}

static void
test_same_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = noise (MEGABYTE, 7);
  gint64 before = count_originals (fixture->vault);
  g_autoptr (CoffretAttachmentRow) one = add (fixture->vault, fixture->credential, "a", bytes);
  gint64 chunks = count_chunks (fixture->vault);
  g_autoptr (CoffretAttachmentRow) other = add (fixture->vault, fixture->credential, "b", bytes);

  g_assert_cmpstr (one->original_id, ==, other->original_id);
  g_assert_cmpint (count_originals (fixture->vault), ==, before + 1);
  g_assert_cmpint (count_chunks (fixture->vault), ==, chunks);
  assert_bytes (fixture->vault, one->original_id, bytes);
}

static gboolean
get_original (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (CoffretStatement) statement =
    coffret_statement_new (database, "SELECT original_id FROM credentials", error, "");
  g_autofree char *id = NULL;

  if (statement == NULL || !coffret_statement_step (statement, error))
    return FALSE;
  id = g_strdup (coffret_statement_text (statement, 0));
  g_clear_pointer (&statement, coffret_statement_free);
  *(GBytes **) data = coffret_originals_get (database, id, error);
  return *(GBytes **) data != NULL;
}

/* The file that a credential came as can be attached too, and each keeps the other's bytes. */
static void
test_same_as_original (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (CoffretAttachmentRow) row = NULL;
  gint64 before = count_originals (fixture->vault);

  run (fixture->vault, get_original, &bytes);
  row = add (fixture->vault, fixture->credential, "same", bytes);
  g_assert_cmpint (count_originals (fixture->vault), ==, before);
  assert_bytes (fixture->vault, row->original_id, bytes);
}

/* A stream that breaks after so many bytes. */
#define BREAKING_TYPE (breaking_get_type ())
G_DECLARE_FINAL_TYPE (Breaking, breaking, BREAKING, STREAM, GInputStream)

struct _Breaking {
  GInputStream parent_instance;
  gsize left;
};

G_DEFINE_FINAL_TYPE (Breaking, breaking, G_TYPE_INPUT_STREAM)

static gssize
breaking_read (
  GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  Breaking *self = BREAKING_STREAM (stream);
  gsize size = MIN (count, self->left);

  if (size == 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "it was unplugged");
    return -1;
  }
  memset (buffer, (int) (self->left & 0xff), size);
  self->left -= size;
  return (gssize) size;
}

static void
breaking_class_init (BreakingClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = breaking_read;
}

static void
breaking_init (Breaking *self)
{
}

static void
test_breaks (Fixture *fixture, gconstpointer data)
{
  gint64 originals = count_originals (fixture->vault);
  gint64 chunks = count_chunks (fixture->vault);
  g_autoptr (Breaking) stream = g_object_new (BREAKING_TYPE, NULL);
  g_autoptr (GError) error = NULL;

  stream->left = 5 * MEGABYTE + 3;
  g_assert_null (
    coffret_incoming_read (fixture->vault, G_INPUT_STREAM (stream), NULL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_assert_cmpint (count_originals (fixture->vault), ==, originals);
  g_assert_cmpint (count_chunks (fixture->vault), ==, chunks);
}

static void
on_progress (gint64 done, gpointer data)
{
  if (done >= 2 * MEGABYTE)
    g_cancellable_cancel (data);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  gint64 chunks = count_chunks (fixture->vault);
  g_autoptr (GBytes) bytes = noise (5 * MEGABYTE, 3);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
    coffret_incoming_read (fixture->vault, stream, on_progress, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count_chunks (fixture->vault), ==, chunks);
}

static gboolean
find_leftovers (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_leftovers_find (database, data, error);
}

static gboolean
sweep (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_leftovers_sweep (database, data, error);
}

static gboolean
clear_up (CoffretVault *vault)
{
  gboolean left = FALSE, done = FALSE;

  run (vault, find_leftovers, &left);
  while (left && !done)
    run (vault, sweep, &done);
  return left;
}

static int
child_kill (const char *folder)
{
  g_autoptr (GError) error = NULL;
  CoffretVault *vault = testing_vault_open (folder, &error);
  g_autoptr (Breaking) stream = g_object_new (BREAKING_TYPE, NULL);

  if (vault == NULL)
    return 1;
  stream->left = 200 * MEGABYTE;
  if (write (STDOUT_FILENO, "\n", 1) < 0)
    return 1;
  g_clear_pointer (&stream, g_object_unref);
  stream = g_object_new (BREAKING_TYPE, NULL);
  stream->left = 200 * MEGABYTE;
  coffret_incoming_read (vault, G_INPUT_STREAM (stream), NULL, NULL, NULL, NULL);
  return 0;
}

/* kill -9 at any moment: the next one to open the vault throws away what came. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  gint64 originals = count_originals (fixture->vault);
  gint64 chunks = count_chunks (fixture->vault);
  guint within = 0;

  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  for (guint i = 0; i < 8; i++) {
    g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, self,
                                                        "--kill", fixture->folder, NULL);
    g_autoptr (GError) error = NULL;
    char byte;

    g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (process), &byte, 1, NULL, NULL), ==, 1);
    g_usleep (1000 + i * 17000);
    g_subprocess_send_signal (process, SIGKILL);
    g_subprocess_wait (process, NULL, NULL);
    fixture->vault = testing_vault_open (fixture->folder, &error);
    g_assert_no_error (error);
    within += clear_up (fixture->vault) ? 1 : 0;
    g_assert_cmpint (count_originals (fixture->vault), ==, originals);
    g_assert_cmpint (count_chunks (fixture->vault), ==, chunks);
    g_clear_pointer (&fixture->vault, coffret_vault_unref);
  }
  g_test_message ("%u of 8 kills within an attachment", within);
  g_assert_cmpuint (within, >, 0);
}

static int
child_full (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretVault) vault = testing_vault_open (folder, &error);
  g_autoptr (Breaking) stream = g_object_new (BREAKING_TYPE, NULL);
  g_autoptr (GBytes) bytes = noise (6 * MEGABYTE, 5);
  g_autoptr (GInputStream) real = g_memory_input_stream_new_from_bytes (bytes);
  const struct rlimit limit = { 3 * MEGABYTE, 3 * MEGABYTE };
  gint64 chunks;

  signal (SIGXFSZ, SIG_IGN);
  if (vault == NULL)
    return 1;
  chunks = count_chunks (vault);
  if (setrlimit (RLIMIT_FSIZE, &limit) != 0)
    return 1;
  if (coffret_incoming_read (vault, real, NULL, NULL, NULL, &error) != NULL)
    return 2;
  if (!g_error_matches (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_FULL))
    return g_printerr ("%s\n", error->message), 3;
  return count_chunks (vault) == chunks ? 0 : 4;
}

static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--full", fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL,
                               &status, NULL));
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static gboolean
damage (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_statement_finish (
    coffret_statement_new (database,
                           "UPDATE chunks SET bytes = zeroblob (length (bytes)) "
                           "WHERE original_id = ? AND n = 2",
                           error, "s", data),
    error);
}

/* What is not what was put there is said to be so, and nothing is left of it. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = noise (MEGABYTE, 9);
  g_autoptr (CoffretAttachmentRow) row = add (fixture->vault, fixture->credential, "a", bytes);
  g_autofree char *path = g_build_filename (fixture->folder, "saved", NULL);
  g_autoptr (GError) error = NULL;

  run (fixture->vault, damage, row->original_id);
  g_assert_false (
    coffret_outgoing_save (fixture->vault, row->original_id, path, 0600, NULL, NULL, NULL, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

typedef struct {
  const char *id;
  const char *other;
} Pair;

static gboolean
place (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_attachments_place (database, ((Pair *) data)->id, ((Pair *) data)->other, error);
}

static gboolean
rename_one (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_attachments_rename (database, ((Pair *) data)->id, ((Pair *) data)->other, error);
}

static gboolean
remove_one (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_attachments_remove (database, data, error);
}

static gboolean
put_back (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_attachments_put_back (database, data, error);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  CoffretAttachmentRow *rows[3] = { NULL };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GBytes) bytes = noise (100, i + 1);
    const char *const called[] = { "a", "b", "c" };
    rows[i] = add (fixture->vault, fixture->credential, called[i], bytes);
  }
  assert_names (fixture->vault, fixture->credential, "a b c");
  run (fixture->vault, place, &(Pair) { rows[2]->id, rows[0]->id });
  assert_names (fixture->vault, fixture->credential, "c a b");
  run (fixture->vault, place, &(Pair) { rows[2]->id, NULL });
  assert_names (fixture->vault, fixture->credential, "a b c");
  run (fixture->vault, rename_one, &(Pair) { rows[1]->id, "B" });
  run (fixture->vault, remove_one, rows[0]->id);
  assert_names (fixture->vault, fixture->credential, "B c");
  g_assert_false (coffret_vault_run_sync (fixture->vault, COFFRET_PRIORITY_NORMAL, remove_one,
                                          rows[0]->id, &error));
  g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CONFLICT);
  run (fixture->vault, put_back, rows[0]->id);
  assert_names (fixture->vault, fixture->credential, "a B c");
  for (guint i = 0; i < 3; i++)
    coffret_attachment_row_free (rows[i]);
}

static gboolean
trash_all (CoffretDatabase *database, gpointer data, GError **error)
{
  return coffret_database_execute (database, "UPDATE credentials SET trashed = 1", error) &&
         coffret_records_purge_trash (database, 2, error);
}

/* What is removed is there until the vault is opened again; what its credential took along goes
 * at once, the large in pieces. */
static void
test_goes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) small = noise (1000, 1);
  g_autoptr (GBytes) large = noise (3 * MEGABYTE, 2);
  gint64 before = count_chunks (fixture->vault);
  g_autoptr (CoffretAttachmentRow) one = add (fixture->vault, fixture->credential, "a", small);
  g_autoptr (CoffretAttachmentRow) other = add (fixture->vault, fixture->credential, "b", large);

  run (fixture->vault, remove_one, one->id);
  assert_bytes (fixture->vault, one->original_id, small);
  g_assert_true (clear_up (fixture->vault));
  g_assert_cmpint (count_chunks (fixture->vault), ==, before + 12);
  g_assert_false (clear_up (fixture->vault));
  assert_bytes (fixture->vault, other->original_id, large);
  run (fixture->vault, trash_all, NULL);
  g_assert_true (clear_up (fixture->vault));
  g_assert_cmpint (count_originals (fixture->vault), ==, 0);
  g_assert_cmpint (count_chunks (fixture->vault), ==, 0);
}

static gboolean
describe (CoffretDatabase *database, gpointer data, GError **error)
{
  static const char *const words[] = { "ecole", "elan", "nord", "elan", NULL };

  return coffret_attachments_describe (database, data, 3, NULL, words, TRUE, error);
}

static gboolean
find_word (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GHashTable) found =
    coffret_attachments_find_word (database, ((Pair *) data)->other, error);

  ((Pair *) data)->id = found != NULL && g_hash_table_size (found) == 1 ? "yes" : NULL;
  return found != NULL;
}

static gboolean
finds (CoffretVault *vault, const char *prefix)
{
  Pair pair = { NULL, prefix };

  run (vault, find_word, &pair);
  return pair.id != NULL;
}

static gboolean
count_unread (CoffretDatabase *database, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) ids = coffret_attachments_unread (database, 10, error);

  *(guint *) data = ids != NULL ? ids->len : 0;
  return ids != NULL;
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = noise (100, 1);
  g_autoptr (CoffretAttachmentRow) row = add (fixture->vault, fixture->credential, "a", bytes);
  guint unread = 0;

  run (fixture->vault, count_unread, &unread);
  g_assert_cmpuint (unread, ==, 1);
  run (fixture->vault, describe, row->id);
  run (fixture->vault, count_unread, &unread);
  g_assert_cmpuint (unread, ==, 0);
  g_assert_true (finds (fixture->vault, "nord"));
  g_assert_true (finds (fixture->vault, "e"));
  g_assert_false (finds (fixture->vault, "nordik"));
  g_assert_false (finds (fixture->vault, "o"));
  run (fixture->vault, remove_one, row->id);
  g_assert_false (finds (fixture->vault, "nord"));
}

static CoffretRestore *
open_backup (Fixture *fixture, const char *path)
{
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretBackupInfo) info =
    coffret_backup_write (fixture->vault, path, TRUE, NULL, &error);
  CoffretRestore *restore;

  g_assert_no_error (error);
  restore = coffret_restore_open (path, COFFRET_SLOT_PASSPHRASE, passphrase, fixture->folder, FALSE,
                                  NULL, &error);
  g_assert_no_error (error);
  return restore;
}

/* A backup has them, larger than a credential may be; a merge brings each once. */
static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "b.coffret", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GBytes) small = noise (1000, 1);
  g_autoptr (GBytes) large = noise (21 * MEGABYTE, 2);
  g_autoptr (CoffretAttachmentRow) one = add (fixture->vault, fixture->credential, "a", small);
  g_autoptr (CoffretAttachmentRow) two = add (fixture->vault, fixture->credential, "b", large);
  g_autoptr (CoffretAttachmentRow) gone = add (fixture->vault, fixture->credential, "c", small);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("new words");
  g_autoptr (CoffretRestore) restore = NULL;
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) restored = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  run (fixture->vault, describe, one->id);
  run (fixture->vault, remove_one, gone->id);
  restore = open_backup (fixture, path);
  g_assert_cmpuint (coffret_restore_get_contents (restore)->attachments, ==, 2);
  restored = coffret_restore_into_new (restore, other, COFFRET_SLOT_PASSPHRASE, passphrase,
                                       COFFRET_RESTORE_DEFAULT, &report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->attachments, ==, 2);
  g_assert_cmpuint (report->lost->len, ==, 0);
  assert_names (restored, NULL, "a b");
  run (restored, list, NULL);
  rows = g_steal_pointer (&listed);
  assert_bytes (restored, ((CoffretAttachmentRow *) rows->pdata[1])->original_id, large);
  g_assert_cmpint (((CoffretAttachmentRow *) rows->pdata[0])->reader, ==, 0);
  g_assert_false (finds (restored, "nord"));
  g_assert_false (clear_up (restored));

  /* One was removed since: it comes back; the other is there. */
  run (fixture->vault, remove_one, two->id);
  clear_up (fixture->vault);
  g_clear_pointer (&report, coffret_restore_report_free);
  coffret_restore_merge (restore, fixture->vault, COFFRET_RESTORE_DEFAULT, &report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->attachments, ==, 1);
  assert_names (fixture->vault, fixture->credential, "a b");
  g_clear_pointer (&report, coffret_restore_report_free);
  coffret_restore_merge (restore, fixture->vault, COFFRET_RESTORE_DEFAULT, &report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->attachments, ==, 0);
  assert_names (fixture->vault, fixture->credential, "a b");
  g_assert_false (clear_up (fixture->vault));
}

/* A file that is damaged in the backup is named and left out, the others come. */
static void
test_backup_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "b.coffret", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GBytes) small = noise (1000, 1);
  g_autoptr (GBytes) large = noise (2 * MEGABYTE, 2);
  g_autoptr (CoffretAttachmentRow) two = add (fixture->vault, fixture->credential, "b", large);
  g_autoptr (CoffretAttachmentRow) one = add (fixture->vault, fixture->credential, "a", small);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("new words");
  g_autoptr (CoffretRestore) restore = NULL;
  g_autoptr (CoffretRestoreReport) report = NULL;
  g_autoptr (CoffretVault) restored = NULL;
  g_autoptr (GError) error = NULL;

  run (fixture->vault, damage, two->original_id);
  restore = open_backup (fixture, path);
  restored = coffret_restore_into_new (restore, other, COFFRET_SLOT_PASSPHRASE, passphrase,
                                       COFFRET_RESTORE_DEFAULT, &report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->attachments, ==, 1);
  g_assert_cmpuint (report->lost_files->len, ==, 1);
  g_assert_cmpstr (report->lost_files->pdata[0], ==, "b");
  assert_names (restored, NULL, "a");
  clear_up (restored);
  g_assert_cmpint (count (restored, "SELECT count(*) FROM originals"), ==, 2);
}

/* From a vault file of which page 1 is gone. */
static void
test_salvage (Fixture *fixture, gconstpointer data)
{
  g_autofree char *vault = g_build_filename (fixture->folder, "vault", NULL);
  g_autofree char *file = g_build_filename (vault, "vault.db", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autoptr (GBytes) large = noise (2 * MEGABYTE, 2);
  g_autoptr (CoffretAttachmentRow) row = add (fixture->vault, fixture->credential, "b", large);
  g_autoptr (CoffretSecret) passphrase = testing_passphrase ("correct horse");
  g_autoptr (CoffretSalvageReport) report = NULL;
  g_autoptr (CoffretVault) salvaged = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;
  gsize length;

  run (fixture->vault, describe, row->id);
  g_clear_pointer (&fixture->vault, coffret_vault_unref);
  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  memset (content + 100, 0, 3900);
  g_assert_true (g_file_set_contents (file, content, (gssize) length, NULL));
  salvaged = coffret_salvage (vault, other, COFFRET_SLOT_PASSPHRASE, passphrase, FALSE, NULL, NULL,
                              &report, NULL, &error);
  g_assert_no_error (error);
  assert_names (salvaged, NULL, "b");
  run (salvaged, list, NULL);
  rows = g_steal_pointer (&listed);
  assert_bytes (salvaged, ((CoffretAttachmentRow *) rows->pdata[0])->original_id, large);
  g_assert_cmpuint (report->lost->len, ==, 0);
}

#define ADD(what)                                                                                  \
  g_test_add ("/vault/attachments/" #what, Fixture, NULL, set_up, test_##what, tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--kill"))
    return child_kill (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--full"))
    return child_full (argv[2]);
  g_test_init (&argc, &argv, NULL);
  ADD (round_trip);
  ADD (same_twice);
  ADD (same_as_original);
  ADD (breaks);
  ADD (cancelled);
  ADD (kill);
  ADD (full);
  ADD (damaged);
  ADD (order);
  ADD (goes);
  ADD (words);
  ADD (backup);
  ADD (backup_damaged);
  ADD (salvage);
  return g_test_run ();
}
