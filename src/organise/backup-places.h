/* backup-places.h: where the backups of which vault lie, known without opening any.
 *
 * A vault that is damaged, or gone, cannot say it any more. Kept on this computer only, in
 * $XDG_CONFIG_HOME/coffret/backups.json: the ids of vaults and names of folders, nothing else. What
 * is read there is input from anywhere, within bounds; that it names a folder proves nothing: a
 * backup counts by its own header. A list that cannot be read or written is none, and nothing
 * depends on it. All functions block, on a folder that does not answer for long.
 */
#pragma once

#include "vault/backup.h"

G_BEGIN_DECLS

#define COFFRET_BACKUP_PLACES_VAULTS 100
#define COFFRET_BACKUP_PLACES_FOLDERS 4 /* of one vault: the last ones */

/* In FOLDER lies a backup of the vault of id VAULT, which lies in AT. */
void coffret_backup_places_note (const char *vault, const char *at, const char *folder);
/* The vault that lay in FROM lies in TO; NULL: it was removed. */
void coffret_backup_places_moved (const char *from, const char *to);
/* The newest backup that is whole, of the vault that lies in AT or did so last: by what is left of
 * its keys, else as it was noted. Owned; NULL: none is there. */
CoffretBackupInfo *coffret_backup_places_find (const char *at);
/* How many backups of VAULT that can be found are under another key than KEY: they open with the
 * words that there were before the key was renewed. */
guint coffret_backup_places_count_former (const char *vault, const char *key);

G_END_DECLS
