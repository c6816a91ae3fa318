#include "vault/vault-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/migration-copy.h"

#define DATABASE "vault.db"
/* Part of the name of the hidden folder in which a vault is made; mkdtemp() adds so many letters.
 */
#define NURSERY ".new-"
#define SUFFIX_LENGTH 6

/* The database last: without it, what is there is no vault yet. */
static const char *const file_names[] = { "keyslots.json.bak", "keyslots.json", DATABASE, NULL };
/* What only a vault leaves behind. */
static const char *const other_names[] = { DATABASE "-journal", NULL };

struct _CoffretNursery {
  char *folder;
  char *path;
  gboolean inside; /* the folder holds other things: only the files are moved */
  gboolean settled;
  int lock;        /* on PATH: shows that its program lives; -1: the file system has none */
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

/* In FOLDER, the hidden folder from which the rest of a new vault was about to come: each file is
 * in the one or in the other. NULL: there is none. */
static char *
find_unsettled (const char *folder)
{
  g_autoptr (GDir) entries = NULL;
  const char *name;

  if (is_there (folder, DATABASE) || !coffret_vault_files_exist (folder))
    return NULL;
  entries = g_dir_open (folder, 0, NULL);
  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    gboolean whole = name[0] == '.' && strstr (name, NURSERY) != NULL &&
                     !g_file_test (path, G_FILE_TEST_IS_SYMLINK);

    for (guint i = 0; whole && file_names[i] != NULL; i++)
      whole = is_there (path, file_names[i]) != is_there (folder, file_names[i]);
    if (whole)
      return g_steal_pointer (&path);
  }
  return NULL;
}

gboolean
coffret_vault_files_are_unsettled (const char *folder)
{
  g_autofree char *from = find_unsettled (folder);

  return from != NULL;
}

gboolean
coffret_vault_files_are_writable (const char *folder)
{
  g_autofree char *database = coffret_vault_files_database (folder);

  return faccessat (AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 &&
         faccessat (AT_FDCWD, database, W_OK, AT_EACCESS) == 0;
}

int
coffret_vault_files_flush (const char *folder)
{
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  int reason = descriptor >= 0 ? 0 : errno;

  if (descriptor >= 0) {
    if (fsync (descriptor) != 0)
      reason = errno;
    g_close (descriptor, NULL);
  }
  /* Not every file system can do that, and not every folder may be read. */
  return reason == EINVAL || reason == ENOSYS || reason == ENOTSUP || reason == EACCES ? 0 : reason;
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

/* A lock of the kernel's on a folder, which ends with the program; -1: there is none. */
static int
hold (const char *path, int operation)
{
  int folder = g_open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0);

  if (folder >= 0 && flock (folder, operation) == 0)
    return folder;
  if (folder >= 0)
    close (folder);
  return -1;
}

static gboolean
is_of_vault (const char *name)
{
  /* With what is written beside a file before it takes its place. */
  return g_strv_contains (file_names, name) || g_strv_contains (other_names, name) ||
         g_str_has_prefix (name, "keyslots.json.");
}

/* Only what a nursery of ours is like; whoever has it open keeps it. */
static gboolean
clear_nursery (const char *path)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) entries = NULL;
  GStatBuf status;
  const char *name;
  gboolean ours = g_lstat (path, &status) == 0 && S_ISDIR (status.st_mode) &&
                  status.st_uid == geteuid () && (status.st_mode & 0777) == 0700;
  int held = ours ? hold (path, LOCK_EX | LOCK_NB) : -1;

  if (held < 0)
    return FALSE;
  entries = g_dir_open (path, 0, NULL);
  ours = entries != NULL;
  while (ours && (name = g_dir_read_name (entries)) != NULL) {
    char *file = g_build_filename (path, name, NULL);

    g_ptr_array_add (files, file);
    ours = is_of_vault (name) && g_lstat (file, &status) == 0 && S_ISREG (status.st_mode);
  }
  for (guint i = 0; ours && i < files->len; i++)
    g_unlink (g_ptr_array_index (files, i));
  ours = ours && g_rmdir (path) == 0;
  close (held);
  return ours;
}

/* ABOVE: where nurseries for a folder called NAME are made. SPARED (nullable) is none that is left.
 */
static guint
clear_in (const char *above, const char *name, const char *spared)
{
  g_autofree char *prefix = g_strdup_printf (".%s" NURSERY, name);
  g_autoptr (GDir) entries = g_dir_open (above, 0, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  const char *entry;
  guint cleared = 0;

  while (entries != NULL && (entry = g_dir_read_name (entries)) != NULL)
    if (g_str_has_prefix (entry, prefix) && strlen (entry) == strlen (prefix) + SUFFIX_LENGTH)
      g_ptr_array_add (found, g_build_filename (above, entry, NULL));
  for (guint i = 0; i < found->len; i++)
    if (g_strcmp0 (g_ptr_array_index (found, i), spared) != 0)
      cleared += clear_nursery (g_ptr_array_index (found, i));
  return cleared;
}

guint
coffret_nursery_clear_left (const char *folder)
{
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *unsettled = find_unsettled (folder);

  return clear_in (above, name, NULL) + clear_in (folder, name, unsettled);
}

CoffretNursery *
coffret_nursery_new (const char *folder, GError **error)
{
  g_autoptr (CoffretNursery) nursery = g_new0 (CoffretNursery, 1);
  g_autofree char *above = g_path_get_dirname (folder);
  g_autofree char *name = g_path_get_basename (folder);
  g_autofree char *template = NULL;
  int gate;

  nursery->lock = -1;
  nursery->folder = g_strdup (folder);
  nursery->made = g_ptr_array_new_with_free_func (g_free);
  if (coffret_vault_files_exist (folder)) {
    fail (EEXIST, error);
    return NULL;
  }
  nursery->inside = !is_replaceable (folder, above);
  if (!make_folders (nursery, nursery->inside ? folder : above, error))
    return NULL;
  template = g_strdup_printf ("%s/.%s" NURSERY "XXXXXX", nursery->inside ? folder : above, name);
  /* Nobody takes it for left before it is held. */
  gate = hold (nursery->inside ? folder : above, LOCK_EX);
  if (gate >= 0)
    coffret_nursery_clear_left (folder);
  if (g_mkdtemp_full (template, 0700) != NULL) {
    nursery->lock = hold (template, LOCK_EX | LOCK_NB);
    nursery->path = g_steal_pointer (&template);
  } else
    fail (errno, error);
  if (gate >= 0)
    close (gate);
  if (nursery->path == NULL)
    return NULL;
  return g_steal_pointer (&nursery);
}

const char *
coffret_nursery_get_path (const CoffretNursery *nursery)
{
  return nursery->path;
}

/* One by one; on failure those that were moved go back. Those that are not in FROM are in FOLDER
 * already. */
static int
move_files (const char *from, const char *folder)
{
  gboolean moved[G_N_ELEMENTS (file_names)] = { FALSE };

  for (guint i = 0; file_names[i] != NULL; i++) {
    g_autofree char *old = g_build_filename (from, file_names[i], NULL);
    g_autofree char *new = g_build_filename (folder, file_names[i], NULL);
    int reason;

    moved[i] = renameat2 (AT_FDCWD, old, AT_FDCWD, new, RENAME_NOREPLACE) == 0;
    reason = errno;
    if (moved[i] || (reason == ENOENT && is_there (folder, file_names[i])))
      continue;
    while (i-- > 0) {
      g_autofree char *back = g_build_filename (from, file_names[i], NULL);
      g_autofree char *there = g_build_filename (folder, file_names[i], NULL);
      if (moved[i])
        g_rename (there, back);
    }
    return reason;
  }
  return 0;
}

void
coffret_vault_files_settle (const char *folder)
{
  g_autofree char *from = find_unsettled (folder);
  /* Whoever still moves it holds it. */
  int held = from != NULL ? hold (from, LOCK_EX | LOCK_NB) : -1;

  if (held < 0)
    return;
  if (move_files (from, folder) == 0) {
    g_rmdir (from);
    coffret_vault_files_flush (folder);
  }
  close (held);
}

/* From the one folder to the other, which replaces an empty one, and only an empty one. */
static int
move_between (const CoffretNursery *nursery, const char *from, const char *to)
{
  if (nursery->inside)
    return move_files (from, to);
  return g_rename (from, to) == 0 ? 0 : errno;
}

static int
flush_settled (const CoffretNursery *nursery)
{
  g_autofree char *above = g_path_get_dirname (nursery->folder);
  int reason = coffret_vault_files_flush (nursery->folder);

  if (reason == 0)
    reason = coffret_vault_files_flush (above);
  for (guint i = 0; i < nursery->made->len && reason == 0; i++) {
    g_autofree char *parent = g_path_get_dirname (g_ptr_array_index (nursery->made, i));
    reason = coffret_vault_files_flush (parent);
  }
  return reason;
}

gboolean
coffret_nursery_settle (CoffretNursery *nursery, GError **error)
{
  int reason = move_between (nursery, nursery->path, nursery->folder);

  if (reason != 0)
    return fail (reason, error);
  reason = flush_settled (nursery);
  if (reason != 0) {
    /* Else it might be there now and gone after a power cut. */
    move_between (nursery, nursery->folder, nursery->path);
    return fail (reason, error);
  }
  if (nursery->inside)
    g_rmdir (nursery->path);
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
  if (nursery->lock >= 0)
    close (nursery->lock);
  g_ptr_array_unref (nursery->made);
  g_free (nursery->folder);
  g_free (nursery->path);
  g_free (nursery);
}
