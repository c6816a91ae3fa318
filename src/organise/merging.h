/* merging.h: a job that brings a backup into the open vault.
 *
 * First it is opened: by the key that the vault has, when it is of this vault and the key was not
 * renewed since, else by words. Nothing is written to the vault before coffret_merging_run(), and
 * for a guest's, which is in memory, nothing to a disk at any time. What
 * comes in and what not is said in vault/restore.h. A run that is cancelled or fails has brought a
 * part, and done again brings the rest; in any case the session's library then shows what is
 * there. A run is no step of undo, and takes away those before it: the words that they would put
 * back may have been added to.
 *
 * Properties: done (credentials looked at), running: both change on the main thread.
 */
#pragma once

#include <libdex.h>

#include "vault/restore.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_MERGING (coffret_merging_get_type ())
G_DECLARE_FINAL_TYPE (CoffretMerging, coffret_merging, COFFRET, MERGING, GObject)

/* What the file says of itself. */
const CoffretBackupInfo *coffret_merging_get_info (CoffretMerging *self);

/* Resolves to TRUE when it is open, to FALSE when words are needed. */
DexFuture *coffret_merging_open_by_vault (CoffretMerging *self);
/* WORDS: a passphrase or the code of a sheet; NULL: by the keyring. Resolves to TRUE. */
DexFuture *coffret_merging_open (CoffretMerging *self, CoffretSecret *words);
/* NULL: it is not open. */
const CoffretRestoreContents *coffret_merging_get_contents (CoffretMerging *self);

/* Once it is open. Resolves to TRUE when all of it was looked at, to FALSE when it was cancelled.
 */
DexFuture *coffret_merging_run (CoffretMerging *self, CoffretRestoreFlags flags);
void coffret_merging_cancel (CoffretMerging *self);
gboolean coffret_merging_is_running (CoffretMerging *self);
guint coffret_merging_get_total (CoffretMerging *self);
guint coffret_merging_get_done (CoffretMerging *self);
/* Of the last run, also of a part; NULL: there was none. */
const CoffretRestoreReport *coffret_merging_get_report (CoffretMerging *self);

G_END_DECLS
