/* rotation.h: which of a folder's backups may go.
 *
 * Kept are the newest of each of the last 7 days that have one, of the last 4 weeks and of the
 * last 6 months. What is kept goes too, the oldest first, while all together is larger than
 * the space that there is. The newest that was verified never goes. Days are those of the
 * calendar of this computer.
 */
#pragma once

#include "vault/backup.h"

G_BEGIN_DECLS

#define COFFRET_ROTATION_DAYS 7
#define COFFRET_ROTATION_WEEKS 4
#define COFFRET_ROTATION_MONTHS 6
#define COFFRET_ROTATION_SPACE (G_GUINT64_CONSTANT (4) * 1024 * 1024 * 1024)

typedef struct {
  CoffretInstant made;
  guint64 length;
  gboolean verified;
} CoffretRotationFile;

/* GOES receives one answer for each of the COUNT files, which are in any order. SPACE in bytes. */
void coffret_rotation_choose (const CoffretRotationFile *files,
                              guint count,
                              guint64 space,
                              gboolean *goes);

/* Removes what may go from FOLDER: only whole backups of VAULT, made on this computer, under the
 * name that coffret_backup_name() gives; nothing else is touched. Blocks. REMOVED (nullable). */
gboolean coffret_rotation_run (
  CoffretVault *vault, const char *folder, guint64 space, guint *removed, GError **error);

G_END_DECLS
