/* restore-frame.h: what a backup holds besides credentials, copied into a vault.
 *
 * Inside the module only.
 */
#pragma once

#include "vault/restore.h"

G_BEGIN_DECLS

/* Compartments: finds those of SOURCE again in TARGET, by id or by name, and makes the others.
 * Returns id there -> id here, owned. */
GHashTable *coffret_restore_frame_compartments (CoffretDatabase *source,
                                                CoffretDatabase *target,
                                                CoffretRestoreReport *report,
                                                GError **error);
gboolean coffret_restore_frame_identities (CoffretDatabase *source,
                                           CoffretDatabase *target,
                                           CoffretRestoreReport *report,
                                           GError **error);
/* Whom the owner vouched for, documents and lists. What is said here stays. */
gboolean coffret_restore_frame_trust (CoffretDatabase *source,
                                      CoffretDatabase *target,
                                      CoffretRestoreReport *report,
                                      GError **error);
/* What the holder builds out of several. One that is the same here is not doubled. */
gboolean
coffret_restore_frame_pathways (CoffretDatabase *source, CoffretDatabase *target, GError **error);
/* The target of hours, where none was ever set here; and, into a NEW vault, when its owner wants to
 * be asked before something is shared: whoever made a backup may not make another's vault ask less.
 * Folders and days of this or that computer do not come along. */
gboolean coffret_restore_frame_wishes (CoffretDatabase *source,
                                       CoffretDatabase *target,
                                       gboolean new,
                                       GError **error);
/* What was deleted for good. */
gboolean
coffret_restore_frame_purged (CoffretDatabase *source, CoffretDatabase *target, GError **error);

G_END_DECLS
