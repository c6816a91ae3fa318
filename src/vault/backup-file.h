/* backup-file.h: the form of a *.coffret file.
 *
 *   16 bytes   "Coffret backup\n" and a zero
 *    4 bytes   n, little-endian
 *    n bytes   JSON: what everybody may know of it (CoffretBackupHeader)
 *   32 bytes   BLAKE2b of all of the above: tells damage from a wrong passphrase
 *   24 bytes   the beginning of a secretstream (XChaCha20-Poly1305)
 *   …          the snapshot in pieces of 64 KiB, each 17 bytes longer than it was; the first
 *              authenticates everything before the stream, the last is marked as the last
 *
 * The snapshot is a SQLCipher database, encrypted itself: neither packing nor unpacking ever
 * puts a readable page on a disk. Every byte is authenticated; a file that is cut, longer or
 * changed is COFFRET_VAULT_ERROR_DAMAGED. A file is read as a stranger's: sizes come from the
 * file's own length, memory is two pieces. The stream's key is derived from the master key,
 * which the key slots in the header hold.
 *
 * Attachments lie in the snapshot, once per content; each file is whole by itself.
 * Inside the module only.
 */
#pragma once

#include <gio/gio.h>

#include "base/instant.h"
#include "vault/keyslots.h"

G_BEGIN_DECLS

#define COFFRET_BACKUP_FORMAT 1

typedef struct {
  CoffretKeyslots *slots; /* as in the vault: which vault, which key, the ways in */
  CoffretInstant made;
  char *machine; /* coffret_backup_machine() */
  int schema;
  gint64 size;        /* of the snapshot, bytes */
  gint64 credentials; /* without those in the trash */
  gint64 trashed;
  GBytes *prefix; /* all that comes before the stream; NULL until it is written or read */
} CoffretBackupHeader;

/* Takes SLOTS. */
CoffretBackupHeader *coffret_backup_header_new (CoffretKeyslots *slots);
void coffret_backup_header_free (CoffretBackupHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretBackupHeader, coffret_backup_header_free)

/* This computer, as a name that says nothing and differs from vault to vault. Owned. */
char *coffret_backup_machine (const char *vault);

/* For reading; -1: it cannot be opened. */
int coffret_backup_open_file (const char *path, GError **error);
/* From the start of FILE: looks only. Also refuses a file whose length is not what its header
 * says, or that a newer Coffret wrote (COFFRET_VAULT_ERROR_NEWER). */
CoffretBackupHeader *coffret_backup_file_look (int file, GError **error);

/* Reads SNAPSHOT, whose size is HEADER's, and writes the whole file to OUT, both from where they
 * stand. Errors of writing name OUT's trouble; nothing is flushed. */
gboolean coffret_backup_file_pack (CoffretBackupHeader *header,
                                   CoffretSecret *master,
                                   int snapshot,
                                   int out,
                                   GCancellable *cancellable,
                                   GError **error);
/* The other way, FILE standing where coffret_backup_file_look() left it. What was written to
 * SNAPSHOT before an error must not be used. */
gboolean coffret_backup_file_unpack (const CoffretBackupHeader *header,
                                     CoffretSecret *master,
                                     int file,
                                     int snapshot,
                                     GCancellable *cancellable,
                                     GError **error);

/* A COFFRET_VAULT_ERROR for what the system says of a backup's disk: REASON is an errno. */
void coffret_backup_set_errno (int reason, GError **error);
void coffret_backup_set_damaged (const char *what, GError **error);

G_END_DECLS
