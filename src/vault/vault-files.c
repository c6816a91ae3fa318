#include "vault/vault-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/migration-copy.h"

#define DATABASE "vault.db"

/* The database last: without it, what is there is no vault yet. */
static const char *const file_names[] = { "keyslots.json.bak", "keyslots.json", DATABASE, NULL };
/* What only a vault leaves behind. */
static const char *const other_names[] = { DATABASE "-journal", NULL };

struct _CoffretNursery {
  char *folder;
  char *path;
  gboolean inside; /* the folder holds other things: only the files are moved */
  gboolean settled;
  GPtrArray *made; /* folders above, the topmost first */
};

char *
coffret_vault_files_database (const char *folder)
{
  return g_build_filename (folder, DATABASE, NULL);
}

static gboolean
is_there (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf status;

  return g_lstat (path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

gboolean
coffret_vault_files_exist (const char *folder)
{
  for (guint i = 0; file_names[i] != NULL; i++)
    if (is_there (folder, file_names[i]))
      return TRUE;
  for (guint i = 0; other_names[i] != NULL; i++)
    if (is_there (folder, other_names[i]))
      return TRUE;
  return FALSE;
}

gboolean
coffret_vault_files_are_writable (const char *folder)
{
  g_autofree char *database = coffret_vault_files_database (folder);

  return faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 &&
         faccessat (AT_FDCWD, database, W_OK, AT_EACCESS) == 0;
}

void
coffret_vault_files_flush (const char *folder)
{
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (descriptor >= 0) {
    fsync (descriptor);
    g_close (descriptor, NULL);
  }
}

static void
remove_named (const char *folder, const char *const *names)
{
  for (; *names != NULL; names++) {
    g_autofree char *path = g_build_filename (folder, *names, NULL);
    g_unlink (path);
  }
}

void
coffret_vault_files_remove (const char *folder)
{
  g_autofree char *above = g_path_get_dirname (folder);

  remove_named (folder, file_names);
  remove_named (folder, other_names);
  coffret_migration_copy_remove_all (folder);
  coffret_vault_files_flush (folder);
  if (g_rmdir (folder) == 0)
    coffret_vault_files_flush (above);
}

static gboolean
fail (int reason, GError **error)
{
  if (reason == EEXIST || reason == ENOTEMPTY)
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS,
                         _ ("A vault is already there. It was not changed."));
  else
    g_set_error (error, COFFRET_VAULT_ERROR,
                 reason == ENOSPC || reason == EDQUOT ? COFFRET_VAULT_ERROR_FULL
                 : reason == EROFS || reason == EACCES || reason == EPERM
                   ? COFFRET_VAULT_ERROR_READ_ONLY
                   : COFFRET_VAULT_ERROR_IO,
                 "%s (%s)", _ ("The folder of the vault could not be made. Nothing was changed."),
                 g_strerror (reason));
  return FALSE;
}

/* Makes FOLDER and those above it that are missing, and remembers which. */
static gboolean
make_folders (CoffretNursery *nursery, const char *folder, GError **error)
{
  g_autofree char *above = g_path_get_dirname (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!make_folders (nursery, above, error))
    return FALSE;
  if (g_mkdir (folder, 0700) == 0)
    g_ptr_array_add (nursery->made, g_strdup (folder));
  else if (errno != EEXIST)
    return fail (errno, error);
  return TRUE;
}

/* Whether one rename can put a whole folder in the place of FOLDER. */
static gboolean
is_replaceable (const char *folder, const char *above)
{
  g_autoptr (GDir) entries = NULL;
  GStatBuf status, status_above;

  if (g_lstat (folder, &status) != 0)
    return errno == ENOENT;
  entries = g_dir_open (folder, 0, NULL);
  return S_ISDIR (status.st_mode) && entries != NULL && g_dir_read_name (entries) == NULL &&
         g_stat (above, &status_above) == 0 && status.st_dev == status_above.st_dev &&
         faccessat (AT_FDCWD, above, W_OK | X_OK, AT_EACCESS) == 0;
}

CoffretNursery *
coffret_nursery_new (const char *folder, GError **error)
{
  g_autoptr (CoffretNursery) nursery = g_new0 (CoffretNursery, 1);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *template = NULL;

  nursery->folder = g_strdup (folder);
  nursery->made = g_ptr_array_new_with_free_func (g_free);
  if (coffret_vault_files_exist (folder)) {
    fail (EEXIST, error);
    return NULL;
  }
  nursery->inside = !is_replaceable (folder, above);
  if (!make_folders (nursery, nursery->inside ? folder : above, error))
    return NULL;
  template = g_strdup_printf ("%s/.%s.new-XXXXXX", nursery->inside ? folder : above, name);
  if (g_mkdtemp_full (template, 0700) == NULL) {
    fail (errno, error);
    return NULL;
  }
  nursery->path = g_steal_pointer (&template);
  return g_steal_pointer (&nursery);
}

const char *
coffret_nursery_get_path (const CoffretNursery *nursery)
{
  return nursery->path;
}

/* One by one; on failure those that were moved go back. */
static int
move_files (const CoffretNursery *nursery)
{
  for (guint i = 0; file_names[i] != NULL; i++) {
    g_autofree char *from = g_build_filename (nursery->path, file_names[i], NULL);
    g_autofree char *to = g_build_filename (nursery->folder, file_names[i], NULL);
    int reason;

    if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
      continue;
    reason = errno;
    while (i-- > 0) {
      g_autofree char *back = g_build_filename (nursery->path, file_names[i], NULL);
      g_autofree char *moved = g_build_filename (nursery->folder, file_names[i], NULL);
      g_rename (moved, back);
    }
    return reason;
  }
  return 0;
}

gboolean
coffret_nursery_settle (CoffretNursery *nursery, GError **error)
{
  g_autofree char *above = g_path_get_dirname (nursery->folder);
  int reason;

  if (nursery->inside) {
    reason = move_files (nursery);
    if (reason == 0)
      g_rmdir (nursery->path);
  } else
    /* Replaces an empty folder, and only an empty one. */
    reason = g_rename (nursery->path, nursery->folder) == 0 ? 0 : errno;
  if (reason != 0)
    return fail (reason, error);
  coffret_vault_files_flush (nursery->folder);
  coffret_vault_files_flush (above);
  nursery->settled = TRUE;
  return TRUE;
}

void
coffret_nursery_free (CoffretNursery *nursery)
{
  if (nursery == NULL)
    return;
  if (!nursery->settled && nursery->path != NULL) {
    remove_named (nursery->path, file_names);
    remove_named (nursery->path, other_names);
    g_rmdir (nursery->path);
  }
  /* Removes empty folders only. */
  for (guint i = nursery->made->len; !nursery->settled && i > 0; i--)
    g_rmdir (g_ptr_array_index (nursery->made, i - 1));
  g_ptr_array_unref (nursery->made);
  g_free (nursery->folder);
  g_free (nursery->path);
  g_free (nursery);
}
