/* restore-attachments.h: the files beside a backup's credentials, copied into a vault.
 *
 * By turns, as restore-rows.h does it, and a few chunks at a time: one may be larger than memory.
 * What was read out of them is left behind, to be read again. Inside the module only.
 */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

typedef struct _CoffretRestoreAttachments CoffretRestoreAttachments;

/* SOURCE and REPORT must outlive it. */
CoffretRestoreAttachments *coffret_restore_attachments_new (CoffretDatabase *source,
                                                            CoffretRestoreReport *report,
                                                            GError **error);
void coffret_restore_attachments_free (CoffretRestoreAttachments *attachments);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreAttachments, coffret_restore_attachments_free)

/* The credential THERE is the credential HERE. */
void coffret_restore_attachments_map (CoffretRestoreAttachments *attachments,
                                      const char *there,
                                      const char *here);
/* Once all credentials are there. From the source alone; DONE: nothing is left. */
gboolean coffret_restore_attachments_prepare (CoffretRestoreAttachments *attachments,
                                              gboolean *done,
                                              GError **error);
/* On the target alone. */
gboolean coffret_restore_attachments_apply (CoffretRestoreAttachments *attachments,
                                            CoffretDatabase *target,
                                            GError **error);
/* What came of one when it was cut short. Blocks. */
void
coffret_restore_attachments_discard (CoffretRestoreAttachments *attachments, CoffretVault *vault);

G_END_DECLS
