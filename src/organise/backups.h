/* backups.h: the backups of one open vault: made by its owner, or by themselves.
 *
 * The owner may choose a folder; it is remembered in the vault. A backup is then made there a
 * few minutes after the last change, at most one an hour, and older ones go as rotation.h says.
 * What is due when the vault is locked is made after the next opening. The newest one, wherever
 * it was put, is remembered too, so that its age can be shown while its disk is not connected.
 *
 * Lives on the session's thread; ends with the session. Properties: folder, newest, busy,
 * error (why the last one was not made), space.
 */
#pragma once

#include <libdex.h>

#include "vault/backup.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_BACKUPS (coffret_backups_get_type ())
G_DECLARE_FINAL_TYPE (CoffretBackups, coffret_backups, COFFRET, BACKUPS, GObject)

/* Of a vault in a folder. Resolves nothing: what is remembered is read soon after. */
CoffretBackups *coffret_backups_new (CoffretVault *vault);
/* No more timers, and what is under way is cancelled. */
void coffret_backups_end (CoffretBackups *self);
/* Something in the vault was changed by its owner. */
void coffret_backups_changed (CoffretBackups *self);

/* Whether what is remembered is known yet. */
gboolean coffret_backups_is_ready (CoffretBackups *self);
const char *coffret_backups_get_folder (CoffretBackups *self);    /* NULL: none chosen */
CoffretInstant coffret_backups_get_newest (CoffretBackups *self); /* NONE: there is none */
gboolean coffret_backups_is_on_same_disk (CoffretBackups *self);  /* as the vault: the newest */
gboolean coffret_backups_is_busy (CoffretBackups *self);
const GError *coffret_backups_get_error (CoffretBackups *self); /* nullable */

/* NULL: none. Resolves to TRUE; the first backup there is made at once, and not waited for. */
DexFuture *coffret_backups_set_folder (CoffretBackups *self, const char *folder);
/* PATH: a file, which is replaced; NULL: into the folder, by rotation. Resolves to the
 * backup's path (a string) once it has been read back. */
DexFuture *coffret_backups_make (CoffretBackups *self, const char *path);

/* How many bytes those in the folder may take together (rotation.h); what is set is remembered in
 * the vault, and heeded from the next one on. G_MAXUINT64: any. Resolves to TRUE. */
guint64 coffret_backups_get_space (CoffretBackups *self);
DexFuture *coffret_backups_set_space (CoffretBackups *self, guint64 space);
/* Looks for those that still open with the words that somebody else may know
 * (backup-places.h). Resolves to how many, a guint. */
DexFuture *coffret_backups_count_former (CoffretBackups *self);

typedef enum {
  COFFRET_BACKUPS_FINE,
  COFFRET_BACKUPS_NEVER,     /* there is something to lose, and no backup */
  COFFRET_BACKUPS_OLD,       /* the newest is older than a month */
  COFFRET_BACKUPS_SAME_DISK, /* the newest is lost together with the vault's disk */
} CoffretBackupsAdvice;

/* Pure. CREDENTIALS in the vault; DAYS (nullable) receives the age of the newest. */
CoffretBackupsAdvice coffret_backups_advise (
  guint credentials, CoffretInstant newest, gboolean same_disk, CoffretInstant now, guint *days);

G_END_DECLS
