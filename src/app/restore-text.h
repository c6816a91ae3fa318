/* restore-text.h: what came of a backup, in sentences. */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

/* All that is not as it was, each on a line that begins with a newline; "" when everything is.
 * Owned. */
char *coffret_restore_text_troubles (const CoffretRestoreReport *report);

/* Of a backup that was found by itself: what a button says that brings it back, with a mnemonic,
 * and what it holds and where it lies. Owned. */
char *coffret_restore_text_offer (const CoffretBackupInfo *info);
char *coffret_restore_text_about (const CoffretBackupInfo *info);

/* Of a merge: how many came in, as a title; and the rest, a line each. Owned. */
char *coffret_restore_text_title (const CoffretRestoreReport *report);
char *coffret_restore_text_merged (const CoffretRestoreReport *report);

G_END_DECLS
