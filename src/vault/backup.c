#include "vault/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vault/backup-file.h"
#include "vault/copying.h"
#include "vault/database-private.h"
#include "vault/migrations.h"
#include "vault/scratch.h"
#include "vault/snapshot-counts.h"
#include "vault/vault-files.h"
#include "vault/vault-private.h"

/* Enough of the machine's name to tell two in one folder apart. */
#define MACHINE_IN_NAME 6

/* A snapshot under way, for the pieces on the vault's thread. */
typedef struct {
  const char *path;
  CoffretSecret *key;
  CoffretCopying *copying;
  gboolean done;
  CoffretCounts counts;
  CoffretInstant made;
} Snapshot;

CoffretBackupInfo *
coffret_backup_info_copy (const CoffretBackupInfo *info)
{
  CoffretBackupInfo *copy = g_memdup2 (info, sizeof *info);

  copy->path = g_strdup (info->path);
  copy->vault = g_strdup (info->vault);
  copy->key = g_strdup (info->key);
  copy->machine = g_strdup (info->machine);
  return copy;
}

void
coffret_backup_info_free (CoffretBackupInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->path);
  g_free (info->vault);
  g_free (info->key);
  g_free (info->machine);
  g_free (info);
}

static CoffretBackupInfo *
info_new (const char *path, int file, const CoffretBackupHeader *header)
{
  CoffretBackupInfo *info = g_new0 (CoffretBackupInfo, 1);
  g_autofree char *here = NULL;
  struct stat status;

  info->path = g_strdup (path);
  info->vault = g_strdup (coffret_keyslots_get_vault (header->slots));
  info->key = g_strdup (coffret_keyslots_get_key (header->slots));
  info->machine = g_strdup (header->machine);
  here = coffret_backup_machine (info->vault);
  info->from_here = g_str_equal (info->machine, here);
  info->made = header->made;
  info->slots = coffret_keyslots_get_types (header->slots);
  if (fstat (file, &status) == 0)
    info->length = (guint64) status.st_size;
  info->size = (guint64) header->size;
  info->credentials = (guint64) header->credentials;
  info->trashed = (guint64) header->trashed;
  return info;
}

CoffretBackupInfo *
coffret_backup_examine (const char *path, GError **error)
{
  int file = coffret_backup_open_file (path, error);
  g_autoptr (CoffretBackupHeader) header =
    file >= 0 ? coffret_backup_file_look (file, error) : NULL;
  CoffretBackupInfo *info = header != NULL ? info_new (path, file, header) : NULL;

  if (file >= 0)
    g_close (file, NULL);
  return info;
}

static int
compare_made (gconstpointer a, gconstpointer b)
{
  const CoffretBackupInfo *first = *(CoffretBackupInfo *const *) a;
  const CoffretBackupInfo *second = *(CoffretBackupInfo *const *) b;

  return first->made > second->made ? -1 : first->made < second->made;
}

GPtrArray *
coffret_backup_list (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) backups =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_backup_info_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) entries = g_dir_open (folder, 0, &reason);
  const char *name;

  if (entries == NULL) {
    g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_MISSING, "%s (%s)",
                 _ ("The folder with the backups cannot be read. Is its disk connected?"),
                 reason->message);
    return NULL;
  }
  while ((name = g_dir_read_name (entries)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    CoffretBackupInfo *info;

    if (*name == '.' || !g_str_has_suffix (name, COFFRET_BACKUP_SUFFIX))
      continue;
    info = coffret_backup_examine (path, NULL);
    if (info != NULL)
      g_ptr_array_add (backups, info);
  }
  g_ptr_array_sort (backups, compare_made);
  return g_steal_pointer (&backups);
}

char *
coffret_backup_name (CoffretVault *vault, CoffretInstant made)
{
  g_autofree char *machine = coffret_backup_machine (coffret_vault_get_id (vault));
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc_usec (made);
  g_autoptr (GDateTime) local = g_date_time_to_local (moment);
  g_autofree char *when = g_date_time_format (local, "%Y-%m-%d-%H%M%S");

  return g_strdup_printf ("coffret-%s-%.*s%s", when, MACHINE_IN_NAME, machine,
                          COFFRET_BACKUP_SUFFIX);
}

gboolean
coffret_backup_is_name (CoffretVault *vault, const char *name)
{
  g_autofree char *machine = coffret_backup_machine (coffret_vault_get_id (vault));
  g_autofree char *pattern =
    g_strdup_printf ("^coffret-[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9]{6}-%.*s\\%s$", MACHINE_IN_NAME,
                     machine, COFFRET_BACKUP_SUFFIX);

  return g_regex_match_simple (pattern, name, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT);
}

static gboolean
begin_snapshot (CoffretDatabase *database, gpointer data, GError **error)
{
  Snapshot *snapshot = data;

  snapshot->copying = coffret_copying_new (database, snapshot->path, snapshot->key, error);
  return snapshot->copying != NULL;
}

/* The counts are of the same moment as the copy. */
static gboolean
step_snapshot (CoffretDatabase *database, gpointer data, GError **error)
{
  Snapshot *snapshot = data;

  if (!coffret_copying_step (snapshot->copying, &snapshot->done, error))
    return FALSE;
  snapshot->made = coffret_instant_now ();
  return !snapshot->done || coffret_counts_take (database, &snapshot->counts, error);
}

static gboolean
end_snapshot (CoffretDatabase *database, gpointer data, GError **error)
{
  Snapshot *snapshot = data;

  coffret_copying_end (snapshot->copying);
  return TRUE;
}

static gboolean
take_snapshot (CoffretVault *vault, Snapshot *snapshot, GCancellable *cancellable, GError **error)
{
  gboolean done =
    coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, begin_snapshot, snapshot, error);

  while (done && !snapshot->done)
    done = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
           coffret_vault_run_sync (vault, COFFRET_PRIORITY_LOW, step_snapshot, snapshot, error);
  if (snapshot->copying != NULL) {
    /* Refused by a vault that is being closed, which ends it by itself. */
    gboolean ended =
      coffret_vault_run_sync (vault, COFFRET_PRIORITY_NORMAL, end_snapshot, snapshot, NULL);

    coffret_copying_unref (g_steal_pointer (&snapshot->copying));
    if (done && !ended) {
      g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_CLOSED,
                           _ ("The vault was closed in the meantime, so this was not done."));
      return FALSE;
    }
  }
  return done;
}

static gboolean
pack_into (CoffretBackupHeader *header,
           CoffretSecret *master,
           const char *snapshot,
           int part,
           GCancellable *cancellable,
           GError **error)
{
  int file = g_open (snapshot, O_RDONLY | O_CLOEXEC, 0);
  struct stat status;
  gboolean packed = FALSE;

  if (file < 0 || fstat (file, &status) != 0)
    coffret_backup_set_errno (errno, error);
  else {
    header->size = status.st_size;
    packed = coffret_backup_file_pack (header, master, file, part, cancellable, error);
  }
  if (file >= 0)
    g_close (file, NULL);
  if (packed && fsync (part) != 0) {
    coffret_backup_set_errno (errno, error);
    packed = FALSE;
  }
  return packed;
}

static gboolean
write_part (CoffretBackupHeader *header,
            CoffretSecret *master,
            const char *snapshot,
            const char *part,
            GCancellable *cancellable,
            GError **error)
{
  int file;
  gboolean written;

  /* What a kill left; this computer and vault's alone. */
  g_unlink (part);
  file = g_open (part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) {
    coffret_backup_set_errno (errno, error);
    return FALSE;
  }
  written = pack_into (header, master, snapshot, file, cancellable, error);
  /* Read again from the disk, as far as the system goes along. */
  posix_fadvise (file, 0, 0, POSIX_FADV_DONTNEED);
  if (close (file) == 0 || !written)
    return written;
  coffret_backup_set_errno (errno, error);
  return FALSE;
}

static gboolean
count_again (CoffretDatabase *database,
             const Snapshot *snapshot,
             const CoffretKeyslots *slots,
             GError **error)
{
  CoffretCounts counts;
  g_autofree char *difference = NULL;
  int version = 0;

  if (!coffret_migrations_look (database, &version, error) ||
      !coffret_database_check (database, error) || !coffret_counts_take (database, &counts, error))
    return FALSE;
  difference = version != COFFRET_SCHEMA_VERSION
                 ? g_strdup_printf ("schema %d", version)
                 : coffret_counts_compare (&snapshot->counts, &counts);
  if (difference == NULL)
    return TRUE;
  coffret_backup_set_damaged (difference, error);
  return FALSE;
}

/* As a restore would read it, from the file alone. */
static gboolean
prove (const char *part,
       const char *folder,
       CoffretSecret *master,
       const Snapshot *snapshot,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (CoffretScratch) scratch = coffret_scratch_new (folder, error);
  int file = scratch != NULL ? coffret_backup_open_file (part, error) : -1;
  g_autoptr (CoffretBackupHeader) header =
    file >= 0 ? coffret_backup_file_look (file, error) : NULL;
  g_autoptr (CoffretDatabase) database = NULL;
  gboolean unpacked = FALSE;

  if (header != NULL && !coffret_keyslots_verify (header->slots, master))
    coffret_backup_set_damaged ("key slots", error);
  else if (header != NULL)
    unpacked = coffret_backup_file_unpack (header, master, file, coffret_scratch_get_file (scratch),
                                           cancellable, error);
  if (file >= 0)
    g_close (file, NULL);
  if (!unpacked)
    return FALSE;
  coffret_scratch_seal (scratch);
  database = coffret_database_open (coffret_scratch_get_path (scratch), snapshot->key,
                                    COFFRET_DATABASE_READ_ONLY, error);
  return database != NULL && count_again (database, snapshot, header->slots, error);
}

static gboolean
refuse_existing (GError **error)
{
  g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS,
                       _ ("A file of that name is already there. It was not changed. Please "
                          "choose another name."));
  return FALSE;
}

static gboolean
give_name (const char *part, const char *path, gboolean replace, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int reason = 0;

  if (replace) {
    if (g_rename (part, path) != 0)
      reason = errno;
  } else if (renameat2 (AT_FDCWD, part, AT_FDCWD, path, RENAME_NOREPLACE) != 0) {
    reason = errno;
    /* Not every file system knows that. */
    if (reason == EINVAL || reason == ENOSYS) {
      reason = g_file_test (path, G_FILE_TEST_EXISTS) ? EEXIST : 0;
      if (reason == 0 && g_rename (part, path) != 0)
        reason = errno;
    }
  }
  if (reason == 0)
    reason = coffret_vault_files_flush (folder);
  if (reason == 0)
    return TRUE;
  if (reason == EEXIST)
    return refuse_existing (error);
  coffret_backup_set_errno (reason, error);
  return FALSE;
}

/* Where the backup is written before it has its name. */
static char *
name_part (const char *path, const CoffretBackupHeader *header)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (".coffret-%s.part", header->machine);

  return g_build_filename (folder, name, NULL);
}

static char *
choose_path (CoffretVault *vault, const char *path)
{
  g_autofree char *name = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_canonicalize_filename (path, NULL);
  name = coffret_backup_name (vault, coffret_instant_now ());
  return g_canonicalize_filename (name, path);
}

static gboolean
make (CoffretVault *vault,
      CoffretSecret *master,
      CoffretBackupHeader *header,
      const char *part,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree char *folder = coffret_vault_is_read_only (vault)
                              ? g_path_get_dirname (part)
                              : g_strdup (coffret_vault_get_folder (vault));
  g_autoptr (CoffretScratch) scratch = coffret_scratch_new (folder, error);
  g_autoptr (CoffretSecret) key = coffret_vault_database_key (master);
  Snapshot snapshot = { .key = key };

  if (scratch == NULL)
    return FALSE;
  /* SQLite makes the file itself. */
  coffret_scratch_seal (scratch);
  snapshot.path = coffret_scratch_get_path (scratch);
  g_unlink (snapshot.path);
  if (!take_snapshot (vault, &snapshot, cancellable, error))
    return FALSE;
  header->made = snapshot.made;
  header->credentials = snapshot.counts.rows[COFFRET_COUNT_CREDENTIALS];
  header->trashed = snapshot.counts.rows[COFFRET_COUNT_TRASHED];
  if (!write_part (header, master, snapshot.path, part, cancellable, error))
    return FALSE;
  g_clear_pointer (&scratch, coffret_scratch_free);
  return prove (part, folder, master, &snapshot, cancellable, error);
}

CoffretBackupInfo *
coffret_backup_write (CoffretVault *vault,
                      const char *path,
                      gboolean replace,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *whole = choose_path (vault, path);
  g_autofree char *part = NULL;
  g_autoptr (CoffretSecret) master = NULL;
  g_autoptr (CoffretBackupHeader) header = NULL;
  CoffretKeyslots *slots = NULL;
  CoffretBackupInfo *info = NULL;

  if (!coffret_vault_get_keys (vault, &master, &slots, error))
    return NULL;
  header = coffret_backup_header_new (slots);
  part = name_part (whole, header);
  coffret_vault_begin_backup (vault);
  if (!replace && g_file_test (whole, G_FILE_TEST_EXISTS))
    refuse_existing (error);
  else if (make (vault, master, header, part, cancellable, error) &&
           give_name (part, whole, replace, error))
    info = coffret_backup_examine (whole, error);
  else
    g_unlink (part);
  coffret_vault_end_backup (vault);
  return info;
}
