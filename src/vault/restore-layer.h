/* restore-layer.h: what the owner of a backup laid over a credential, joined with what lies over
 * it here. Inside the module only.
 *
 * Marks and tags add up; words and dates are taken where there are none. Where there are others,
 * those here stay and those of the backup go to the end of the note, once.
 */
#pragma once

#include "vault/layers.h"
#include "vault/restore.h"

G_BEGIN_DECLS

/* RAW is as the backup has it; DATE, of the backup, for people. */
gboolean coffret_restore_layer (CoffretDatabase *target,
                                const char *id,
                                const CoffretLayer *raw,
                                const char *date,
                                CoffretRestoreReport *report,
                                GError **error);

G_END_DECLS
