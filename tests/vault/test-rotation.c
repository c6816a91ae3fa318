/* Which backups stay and which go: a table of folders, and one real folder. */
#include "vault-testing.h"

#include "vault/rotation.h"

#include <glib/gstdio.h>
#include <string.h>

/* Noon of a day of 2026, UTC, as the test is run. */
static CoffretInstant
at (int month, int day, int hour)
{
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, month, day, hour, 0, 0);

  return g_date_time_to_unix_usec (moment);
}

/* One letter a file, the newest first: "k" is kept, "-" goes. */
static void
assert_kept (const CoffretRotationFile *files, guint count, guint64 space, const char *expected)
{
  g_autofree gboolean *goes = g_new0 (gboolean, count + 1);
  g_autoptr (GString) kept = g_string_new (NULL);

  coffret_rotation_choose (files, count, space, goes);
  for (guint i = 0; i < count; i++)
    g_string_append_c (kept, goes[i] ? '-' : 'k');
  g_assert_cmpstr (kept->str, ==, expected);
}

static void
test_days (void)
{
  const CoffretRotationFile files[] = {
    { at (6, 19, 18), 1, TRUE }, /* Friday */
    { at (6, 19, 9), 1, TRUE },  /* a day's earlier one */
    { at (6, 18, 9), 1, TRUE },  { at (6, 17, 9), 1, TRUE }, { at (6, 16, 9), 1, TRUE },
    { at (6, 15, 9), 1, TRUE },  { at (6, 13, 9), 1, TRUE }, /* Saturday: a week's newest too */
    { at (6, 12, 9), 1, TRUE },                              /* the seventh day */
    { at (6, 11, 9), 1, TRUE },  { at (6, 7, 9), 1, TRUE },  /* the third week */
    { at (6, 6, 9), 1, TRUE },   { at (5, 31, 9), 1, TRUE }, /* the fourth; the second month */
    { at (5, 20, 9), 1, TRUE },                              /* a fifth week */
  };

  assert_kept (files, G_N_ELEMENTS (files), G_MAXUINT64, "k-kkkkkk-k-k-");
  assert_kept (files, 1, G_MAXUINT64, "k");
  assert_kept (files, 0, G_MAXUINT64, "");
}

static void
test_months (void)
{
  const CoffretRotationFile files[] = {
    { at (12, 31, 9), 1, TRUE }, { at (11, 30, 9), 1, TRUE }, { at (10, 31, 9), 1, TRUE },
    { at (9, 30, 9), 1, TRUE },  { at (8, 31, 9), 1, TRUE },  { at (7, 31, 9), 1, TRUE },
    { at (6, 30, 9), 1, TRUE },  { at (5, 31, 9), 1, TRUE },  { at (4, 30, 9), 1, TRUE },
  };

  /* The seventh is the last day of seven that have one. */
  assert_kept (files, G_N_ELEMENTS (files), G_MAXUINT64, "kkkkkkk--");
}

static void
test_space (void)
{
  const CoffretRotationFile files[] = {
    { at (6, 19, 18), 40, TRUE },
    { at (6, 18, 9), 30, TRUE },
    { at (6, 17, 9), 20, TRUE },
    { at (6, 16, 9), 10, TRUE },
  };

  assert_kept (files, 4, 100, "kkkk");
  assert_kept (files, 4, 99, "kkk-");
  assert_kept (files, 4, 70, "kk--");
  assert_kept (files, 4, 69, "k---");
  assert_kept (files, 4, 0, "k---");
}

static void
test_verified (void)
{
  const CoffretRotationFile files[] = {
    { at (6, 19, 18), 40, FALSE },
    { at (6, 19, 9), 30, TRUE },
    { at (6, 18, 9), 20, TRUE },
  };
  const CoffretRotationFile none[] = { { at (6, 19, 18), 40, FALSE } };

  /* The newest verified one is not the newest of its day. */
  assert_kept (files, 3, G_MAXUINT64, "kkk");
  assert_kept (files, 3, 10, "-k-");
  assert_kept (none, 1, 10, "-");
}

static void
test_any_order (void)
{
  const CoffretRotationFile files[] = {
    { at (6, 18, 9), 1, TRUE },
    { at (6, 19, 9), 1, TRUE },
    { at (6, 19, 18), 1, TRUE },
  };

  assert_kept (files, 3, G_MAXUINT64, "k-k");
}

static void
copy (const char *from, const char *folder, const char *name)
{
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &content, &length, NULL));
  g_assert_true (g_file_set_contents (to, content, (gssize) length, NULL));
}

/* Others' files, files under other names, and what is damaged stay. */
static void
test_folder (void)
{
  char *folder = testing_folder_new ();
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);
  g_autoptr (CoffretVault) vault = testing_vault_create (folder);
  g_autoptr (CoffretBackupInfo) first = NULL;
  g_autoptr (CoffretBackupInfo) second = NULL;
  g_autofree char *name = NULL;
  guint removed = 9;

  g_mkdir (backups, 0700);
  first = coffret_backup_write (vault, backups, FALSE, NULL, NULL);
  g_usleep (1100000);
  second = coffret_backup_write (vault, backups, FALSE, NULL, NULL);
  name = g_path_get_basename (first->path);
  g_assert_true (coffret_backup_is_name (vault, name));
  g_assert_false (coffret_backup_is_name (vault, "coffret-mine.coffret"));
  copy (first->path, backups, "mine.coffret");
  name[strlen (name) - 9] = name[strlen (name) - 9] == '0' ? '1' : '0';
  copy (first->path, backups, name);
  g_assert_true (coffret_rotation_run (vault, backups, G_MAXUINT64, &removed, NULL));
  g_assert_cmpuint (removed, ==, 1);
  g_assert_false (g_file_test (first->path, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (second->path, G_FILE_TEST_EXISTS));
  g_assert_true (coffret_rotation_run (vault, backups, 0, &removed, NULL));
  g_assert_cmpuint (removed, ==, 0);
  g_clear_pointer (&vault, coffret_vault_unref);
  testing_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rotation/days", test_days);
  g_test_add_func ("/rotation/months", test_months);
  g_test_add_func ("/rotation/space", test_space);
  g_test_add_func ("/rotation/verified", test_verified);
  g_test_add_func ("/rotation/any-order", test_any_order);
  g_test_add_func ("/rotation/folder", test_folder);
  return g_test_run ();
}
