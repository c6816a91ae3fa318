/* restore-rows.h: the rows of a backup, copied into a vault by its rules (restore.h).
 *
 * First coffret_restore_rows_new() and coffret_restore_rows_frame(), then, by turns, one batch is
 * prepared (from the backup alone: reads and parses) and applied (to the vault alone: short).
 * Inside the module only.
 */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

typedef struct _CoffretRestoreRows CoffretRestoreRows;

/* With nothing in it (restore.c). */
CoffretRestoreReport *coffret_restore_report_new (void);

/* SOURCE and REPORT must outlive it. MADE: of the backup. NEW: the vault is empty. */
CoffretRestoreRows *coffret_restore_rows_new (CoffretDatabase *source,
                                              CoffretInstant made,
                                              gboolean new,
                                              CoffretRestoreFlags flags,
                                              CoffretRestoreReport *report,
                                              GError **error);
void coffret_restore_rows_free (CoffretRestoreRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreRows, coffret_restore_rows_free)

/* What credentials are put in, and what is not about one. A CoffretVaultFunc for ROWS. */
gboolean coffret_restore_rows_frame (CoffretDatabase *target, gpointer rows, GError **error);
/* DONE: there is nothing left. */
gboolean coffret_restore_rows_prepare (CoffretRestoreRows *rows, gboolean *done, GError **error);
/* A CoffretVaultFunc for ROWS. */
gboolean coffret_restore_rows_apply (CoffretDatabase *target, gpointer rows, GError **error);
/* What came of a file when it was cut short. Blocks. */
void coffret_restore_rows_discard (CoffretRestoreRows *rows, CoffretVault *vault);

G_END_DECLS
