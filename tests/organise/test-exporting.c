/* Originals out of the vault, into a folder and into a ZIP file. */
#include "organise-testing.h"

#include "credential/reader.h"
#include "organise/exporting.h"

#include <glib/gstdio.h>

typedef struct {
  CoffretSession *session;
  GPtrArray *entries;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->session = testing_session ();
  fixture->entries = testing_add (fixture->session, "A", "B", "C", NULL);
  fixture->folder = testing_folder_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->entries, g_ptr_array_unref);
  testing_end (fixture->session);
  testing_folder_remove (fixture->folder);
}

static guint
run (Fixture *fixture, CoffretExporting *exporting)
{
  GValue value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  guint count;

  testing_await (coffret_exporting_run (exporting), &value, &error);
  g_assert_no_error (error);
  count = g_value_get_uint (&value);
  g_value_unset (&value);
  return count;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

/* Whether one of the files there is just the original of ENTRY. */
static gboolean
is_there (Fixture *fixture, CoffretEntry *entry)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  GValue value = G_VALUE_INIT;
  gboolean found = FALSE;
  const char *name;

  g_assert_true (testing_await (coffret_session_original (fixture->session, entry), &value, NULL));
  while (!found && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    g_autoptr (GBytes) bytes = NULL;

    g_assert_true (g_file_get_contents (path, &text, &length, NULL));
    bytes = g_bytes_new (text, length);
    found = g_bytes_equal (bytes, g_value_get_boxed (&value));
  }
  g_value_unset (&value);
  return found;
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretExporting) exporting =
    coffret_exporting_new (fixture->session, fixture->entries, fixture->folder, FALSE);
  g_autoptr (CoffretExporting) again =
    coffret_exporting_new (fixture->session, fixture->entries, fixture->folder, FALSE);
  guint total = coffret_exporting_get_total (exporting);

  g_assert_cmpuint (total, >, 0);
  g_assert_cmpuint (run (fixture, exporting), ==, total);
  g_assert_cmpuint (coffret_exporting_get_done (exporting), ==, total);
  g_assert_false (coffret_exporting_is_running (exporting));
  g_assert_cmpuint (count_files (fixture->folder), ==, total);
  for (guint i = 0; i < fixture->entries->len; i++)
    g_assert_true (is_there (fixture, g_ptr_array_index (fixture->entries, i)));
  /* Nothing that is there is overwritten. */
  g_assert_cmpuint (run (fixture, again), ==, total);
  g_assert_cmpuint (count_files (fixture->folder), ==, 2 * total);
}

static void
test_zip (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "all.zip", NULL);
  g_autoptr (CoffretExporting) exporting =
    coffret_exporting_new (fixture->session, fixture->entries, path, TRUE);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_assert_cmpuint (run (fixture, exporting), ==, coffret_exporting_get_total (exporting));
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new (text, length);
  items = coffret_reader_read (bytes, "all.zip", &coffret_limits_default, NULL, NULL);
  g_assert_cmpuint (items->len, ==, fixture->entries->len);
  for (guint i = 0; i < items->len; i++)
    g_assert_nonnull (((CoffretItem *) items->pdata[i])->credential);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "all.zip", NULL);
  g_autoptr (CoffretExporting) exporting =
    coffret_exporting_new (fixture->session, fixture->entries, path, TRUE);

  coffret_exporting_cancel (exporting);
  g_assert_cmpuint (run (fixture, exporting), ==, 0);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_nowhere (Fixture *fixture, gconstpointer data)
{
  for (guint zip = 0; zip < 2; zip++) {
    g_autofree char *path = g_build_filename (fixture->folder, "gone", "all.zip", NULL);
    g_autoptr (CoffretExporting) exporting =
      coffret_exporting_new (fixture->session, fixture->entries, path, zip == 1);
    g_autoptr (GError) error = NULL;

    g_assert_false (testing_await (coffret_exporting_run (exporting), NULL, &error));
    g_assert_nonnull (error);
    g_assert_cmpuint (coffret_exporting_get_done (exporting), ==, 0);
    g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/organise/exporting/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/organise/exporting/zip", Fixture, NULL, set_up, test_zip, tear_down);
  g_test_add ("/organise/exporting/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/organise/exporting/nowhere", Fixture, NULL, set_up, test_nowhere, tear_down);
  return g_test_run ();
}
