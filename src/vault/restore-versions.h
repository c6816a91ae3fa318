/* restore-versions.h: what the owner of a backup says of versions, written down as soon as both of
 * a pair are here. What is said here already stays. Inside the module only.
 */
#pragma once

#include "vault/versions.h"

G_BEGIN_DECLS

typedef struct _CoffretRestoreVersions CoffretRestoreVersions;

CoffretRestoreVersions *coffret_restore_versions_new (CoffretDatabase *source, GError **error);
void coffret_restore_versions_free (CoffretRestoreVersions *versions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreVersions, coffret_restore_versions_free)

/* The credential THERE is HERE. */
gboolean coffret_restore_versions_came (CoffretRestoreVersions *versions,
                                        CoffretDatabase *target,
                                        const char *there,
                                        const char *here,
                                        GError **error);

G_END_DECLS
