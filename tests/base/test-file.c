#include "base/file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("coffret-file-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "x", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) one = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) second = g_bytes_new_static ("second", 6);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "x", NULL);
  GStatBuf what;

  g_assert_true (coffret_file_replace (fixture->path, one, 0600, NULL));
  g_assert_true (coffret_file_replace (fixture->path, second, 0600, NULL));
  back = coffret_file_read (fixture->path, 6, NULL);
  g_assert_true (g_bytes_equal (back, second));
  g_assert_cmpint (g_stat (fixture->path, &what), ==, 0);
  g_assert_cmpint (what.st_mode & 0777, ==, 0600);
  g_assert_false (coffret_file_replace (nowhere, one, 0600, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
test_read_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) large = NULL;
  g_autoptr (GError) folder = NULL;
  g_autoptr (GError) absent = NULL;
  g_autoptr (GError) pipe = NULL;

  g_assert_null (coffret_file_read (fixture->path, 10, &absent));
  g_assert_error (absent, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_null (coffret_file_read (fixture->folder, 10, &folder));
  g_assert_nonnull (folder);
  g_file_set_contents (fixture->path, "0123456789", 10, NULL);
  g_assert_null (coffret_file_read (fixture->path, 9, &large));
  g_assert_error (large, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_unlink (fixture->path);
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  g_assert_null (coffret_file_read (fixture->path, 10, &pipe));
  g_assert_nonnull (pipe);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/file/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/file/read-bounds", Fixture, NULL, set_up, test_read_bounds, tear_down);
  return g_test_run ();
}
