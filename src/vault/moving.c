#include "vault/moving.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "vault/database-private.h"
#include "vault/keyslot-files.h"
#include "vault/settings.h"
#include "vault/snapshot-counts.h"
#include "vault/vault-files.h"
#include "vault/vault-private.h"
#include "vault/wiping-memory.h"

#define CHUNK (1024 * 1024)
#define KEY_MOVING "moving-to"

typedef struct {
  CoffretVault *vault;
  const char *folder; /* where it goes */
  CoffretNursery *nursery;
  CoffretVaultMovedFunc moved;
  gpointer data;
  GCancellable *cancellable;
} Move;

gboolean
coffret_vault_may_lie (const char *folder, GError **error)
{
  g_autofree char *at = g_canonicalize_filename (folder, NULL);

  if (coffret_vault_files_exist (at)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS,
                         _ ("A vault is already there. It was not changed."));
    return FALSE;
  }
  for (;;) {
    g_autofree char *above = g_path_get_dirname (at);

    if (g_str_equal (above, at))
      return TRUE;
    g_set_str (&at, above);
    if (coffret_vault_files_exist (at)) {
      g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_EXISTS,
                           _ ("This folder lies within another vault’s folder. Please choose one "
                              "that is outside of it."));
      return FALSE;
    }
  }
}

static gboolean
fail (int reason, GError **error)
{
  gboolean full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;

  g_set_error (error, COFFRET_VAULT_ERROR, full ? COFFRET_VAULT_ERROR_FULL : COFFRET_VAULT_ERROR_IO,
               "%s (%s)",
               full ? _ ("There is not enough room for the vault in the new folder. It stays where "
                         "it was, and nothing in it was changed.")
                    : _ ("The vault could not be copied to the new folder. It stays where it was, "
                         "and nothing in it was changed."),
               g_strerror (reason));
  return FALSE;
}

static int
write_all (int file, const guint8 *data, gsize length)
{
  while (length > 0) {
    gssize written = write (file, data, length);

    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return written < 0 ? errno : EIO;
    data += written;
    length -= (gsize) written;
  }
  return 0;
}

/* By SQLite's own descriptor: another one, when it is closed, would drop the lock that keeps all
 * other programs out. Nothing is under way: the file is all there is. */
static int
copy_bytes (sqlite3_file *from, int to, GCancellable *cancellable)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  sqlite3_int64 size = 0;
  int reason = from->pMethods->xFileSize (from, &size) == SQLITE_OK ? 0 : EIO;

  for (sqlite3_int64 at = 0; reason == 0 && at < size; at += CHUNK) {
    int length = (int) MIN (CHUNK, size - at);

    if (g_cancellable_is_cancelled (cancellable))
      reason = ECANCELED;
    else if (from->pMethods->xRead (from, chunk, length, at) != SQLITE_OK)
      reason = EIO;
    else
      reason = write_all (to, chunk, (gsize) length);
  }
  if (reason == 0 && fsync (to) != 0)
    reason = errno;
  return reason;
}

static gboolean
copy_database (CoffretDatabase *database, const Move *move, GError **error)
{
  g_autofree char *path = coffret_vault_files_database (coffret_nursery_get_path (move->nursery));
  sqlite3_file *from = NULL;
  int to = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int reason = to < 0 ? errno : 0;

  if (reason == 0 && sqlite3_file_control (coffret_database_get_handle (database), "main",
                                           SQLITE_FCNTL_FILE_POINTER, &from) != SQLITE_OK)
    reason = EIO;
  if (reason == 0)
    reason = copy_bytes (from, to, move->cancellable);
  if (to >= 0 && close (to) != 0 && reason == 0)
    reason = errno;
  if (reason == ECANCELED && g_cancellable_set_error_if_cancelled (move->cancellable, error))
    return FALSE;
  return reason == 0 || fail (reason, error);
}

/* As it will be opened: by the key that its slots hold, every page of it, and as much in it. */
static gboolean
verify (CoffretDatabase *database, const Move *move, GError **error)
{
  const char *folder = coffret_nursery_get_path (move->nursery);
  g_autoptr (CoffretKeyslotFiles) files = coffret_keyslot_files_read (folder);
  g_autoptr (CoffretKeyslots) slots = NULL;
  g_autoptr (CoffretDatabase) copy = NULL;
  g_autofree char *difference = NULL;
  CoffretCounts here, there;
  gboolean heal;

  slots = coffret_keyslot_files_genuine (files, move->vault->master, &heal, NULL, error);
  if (slots == NULL)
    return FALSE;
  copy = coffret_vault_open_database (folder, move->vault->master, error);
  if (copy == NULL || !coffret_database_check (copy, error) ||
      !coffret_counts_take (database, &here, error) || !coffret_counts_take (copy, &there, error))
    return FALSE;
  difference = coffret_counts_compare (&here, &there);
  if (difference == NULL && g_strcmp0 (coffret_keyslots_get_vault (slots), move->vault->id) == 0)
    return TRUE;
  g_set_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_DAMAGED, "%s (%s)",
               _ ("The copy of the vault in the new folder is not what it should be, so the vault "
                  "stays where it was. Nothing in it was changed. Please try another disk."),
               difference != NULL ? difference : "id");
  return FALSE;
}

/* The copy in its place, open and written down; NULL: it is gone again. */
static CoffretDatabase *
settle (const Move *move, GError **error)
{
  g_autoptr (CoffretDatabase) there = NULL;

  if (!coffret_nursery_settle (move->nursery, error))
    return NULL;
  there = coffret_vault_open_database (move->folder, move->vault->master, error);
  if (there != NULL && (move->moved == NULL || move->moved (move->folder, move->data, error)))
    return g_steal_pointer (&there);
  /* Written down it may be, only not surely: so the old place is. */
  if (there != NULL)
    move->moved (move->vault->folder, move->data, NULL);
  g_clear_pointer (&there, coffret_database_close);
  coffret_vault_files_remove (move->folder);
  return NULL;
}

/* Where a copy is begun that nobody would ever find again. */
static gboolean
remember_move (CoffretDatabase *database, const char *folder, GError **error)
{
  g_autofree char *uri = folder != NULL ? g_filename_to_uri (folder, NULL, NULL) : NULL;

  return coffret_settings_set (database, KEY_MOVING, uri, error);
}

void
coffret_moving_clear_left (CoffretDatabase *database)
{
  g_autofree char *uri = coffret_settings_get (database, KEY_MOVING, NULL);
  g_autofree char *folder = uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;

  if (uri == NULL)
    return;
  if (folder != NULL && g_path_is_absolute (folder))
    coffret_nursery_clear_left (folder);
  remember_move (database, NULL, NULL);
}

/* On the vault's thread, and on the disk before anything is anywhere else. */
static gboolean
announce (CoffretDatabase **database, gpointer folder, GError **error)
{
  return remember_move (*database, folder, error);
}

/* On the vault's thread. */
static gboolean
move_database (CoffretDatabase **database, gpointer data, GError **error)
{
  const Move *move = data;
  CoffretDatabase *there = NULL;

  if (coffret_keyslot_files_write (coffret_nursery_get_path (move->nursery), move->vault->slots,
                                   error) &&
      copy_database (*database, move, error) && verify (*database, move, error) &&
      !g_cancellable_set_error_if_cancelled (move->cancellable, error))
    there = settle (move, error);
  remember_move (there != NULL ? there : *database, NULL, NULL);
  if (there == NULL)
    return FALSE;
  /* Before the lock on it is given up: nobody opens what is about to go. */
  coffret_vault_files_remove (move->vault->folder);
  coffret_database_close (*database);
  *database = there;
  return TRUE;
}

gboolean
coffret_vault_move (CoffretVault *vault,
                    const char *folder,
                    CoffretVaultMovedFunc moved,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autoptr (CoffretNursery) nursery = NULL;
  gboolean done;

  coffret_vault_begin_backup (vault);
  g_mutex_lock (&vault->mutex);
  done = coffret_vault_can_change_slots (vault, error) && coffret_vault_may_lie (absolute, error);
  if (done)
    done = coffret_worker_run_alone_sync (vault->worker, announce, absolute, error);
  if (done) {
    nursery = coffret_nursery_new (absolute, error);
    done = nursery != NULL;
  }
  if (done) {
    Move move = { vault, absolute, nursery, moved, data, cancellable };

    done = coffret_worker_run_alone_sync (vault->worker, move_database, &move, error);
  }
  if (done) {
    /* Others may be reading the old one just now. */
    vault->former = g_slist_prepend (vault->former, vault->folder);
    g_atomic_pointer_set (&vault->folder, g_steal_pointer (&absolute));
  }
  g_mutex_unlock (&vault->mutex);
  coffret_vault_end_backup (vault);
  return done;
}

/* The lock that an open database has, by the same means as SQLite, which knows of this program's
 * own connections. NULL without an error: there is no database. Owned, as what unlock() takes. */
static sqlite3_file *
lock (const char *path, GError **error)
{
  sqlite3_vfs *vfs;
  sqlite3_file *file;
  int flags = 0, code;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  vfs = sqlite3_vfs_find (NULL);
  file = g_malloc0 ((gsize) vfs->szOsFile);
  code = vfs->xOpen (vfs, path, file, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MAIN_DB, &flags);
  if (code == SQLITE_OK && (flags & SQLITE_OPEN_READONLY) != 0)
    code = SQLITE_READONLY;
  if (code == SQLITE_OK)
    code = file->pMethods->xLock (file, SQLITE_LOCK_SHARED);
  if (code == SQLITE_OK)
    code = file->pMethods->xLock (file, SQLITE_LOCK_EXCLUSIVE);
  if (code == SQLITE_OK)
    return file;
  coffret_database_set_error (NULL, code, error);
  if (file->pMethods != NULL) {
    file->pMethods->xUnlock (file, SQLITE_LOCK_NONE);
    file->pMethods->xClose (file);
  }
  g_free (file);
  return NULL;
}

static void
unlock (sqlite3_file *file)
{
  if (file == NULL)
    return;
  file->pMethods->xUnlock (file, SQLITE_LOCK_NONE);
  file->pMethods->xClose (file);
  g_free (file);
}

static void
forget_ways (const CoffretKeyslots *slots)
{
  const CoffretSlotContext context = {
    .vault = coffret_keyslots_get_vault (slots),
    .key = coffret_keyslots_get_key (slots),
  };

  for (guint i = 0; coffret_slots[i] != NULL; i++)
    if (coffret_slots[i]->forget != NULL && coffret_keyslots_find (slots, coffret_slots[i]) != NULL)
      coffret_slots[i]->forget (&context);
}

gboolean
coffret_vault_remove (const char *folder, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (folder, NULL);
  g_autofree char *path = coffret_vault_files_database (absolute);
  const char *name;
  g_autoptr (CoffretKeyslotFiles) files = NULL;
  g_autoptr (GError) reason = NULL;
  const CoffretKeyslots *slots;
  sqlite3_file *held;

  coffret_wiping_memory_install ();
  sqlite3_initialize ();
  name = sqlite3_create_filename (path, "", "", 0, NULL);
  held = lock (name, &reason);
  if (reason != NULL) {
    sqlite3_free_filename ((char *) name);
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  files = coffret_keyslot_files_read (absolute);
  slots = coffret_keyslot_files_best (files, NULL);
  coffret_vault_files_remove (absolute);
  unlock (held);
  sqlite3_free_filename ((char *) name);
  if (coffret_vault_files_exist (absolute)) {
    g_set_error_literal (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_READ_ONLY,
                         _ ("The vault could not be removed, or not all of it. Please look whether "
                            "you may write in its folder."));
    return FALSE;
  }
  if (slots != NULL)
    forget_ways (slots);
  return TRUE;
}
