/* backup.h: a vault as one encrypted file, and what such a file says of itself.
 *
 * A backup is written beside its place under another name, flushed, read back whole, unpacked
 * (encrypted), opened as a vault, checked both ways and counted against the vault, and only then
 * gets its name: a file of that name is a backup that was restored once. The vault stays in use:
 * its worker gives slices of about 10 ms. Memory does not grow with the vault; the disk of the
 * vault needs room for one more copy of it. What is cut short leaves no file of that name, and
 * what it leaves is removed by the next backup to that folder.
 *
 * It holds the key slots, so that it opens on another computer by every way in that the vault
 * had, but for the keyring of this one. All functions block.
 */
#pragma once

#include "base/instant.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define COFFRET_BACKUP_SUFFIX ".coffret"

/* What can be known without a key. Everything here is only what the file says: whether it is
 * true is known once it is opened (restore.h). */
typedef struct {
  char *path;
  char *vault;        /* which, UUID */
  char *key;          /* under which of its keys, UUID: a vault may get another one */
  char *machine;      /* says nothing; equal for one vault on one computer */
  gboolean from_here; /* of this computer's */
  CoffretInstant made;
  CoffretSlotType slots;
  guint64 length;      /* of the file */
  guint64 size;        /* of the vault in it */
  guint64 credentials; /* without those in the trash */
  guint64 trashed;
} CoffretBackupInfo;

CoffretBackupInfo *coffret_backup_info_copy (const CoffretBackupInfo *info);
void coffret_backup_info_free (CoffretBackupInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretBackupInfo, coffret_backup_info_free)

/* Looks at the file and writes nothing. DAMAGED when it is no backup, is cut or longer than it
 * was, or its header was changed; NEWER when a newer Coffret made it. */
CoffretBackupInfo *coffret_backup_examine (const char *path, GError **error);
/* The backups in FOLDER, the newest first; other files and what is damaged are passed over.
 * Owned CoffretBackupInfo's. */
GPtrArray *coffret_backup_list (const char *folder, GError **error);

/* "coffret-2026-11-22-073313-1a2b3c.coffret": of VAULT, this computer, MADE. Owned. */
char *coffret_backup_name (CoffretVault *vault, CoffretInstant made);
/* Whether coffret_backup_name() gives NAME to some backup of VAULT on this computer. */
gboolean coffret_backup_is_name (CoffretVault *vault, const char *name);

/* Writes the backup PATH; where PATH is a folder, into it under coffret_backup_name(). EXISTS
 * when such a file is there and not REPLACE. Returns what it says, owned. */
CoffretBackupInfo *coffret_backup_write (CoffretVault *vault,
                                         const char *path,
                                         gboolean replace,
                                         GCancellable *cancellable,
                                         GError **error);

G_END_DECLS
