/* restore-source.h: the database in a backup, unpacked, checked and open for reading.
 *
 * Nothing in it is believed yet: but it has the tables that it should have, nothing else (no
 * view, no trigger), brought up to this schema in the scratch file. Inside the module only.
 */
#pragma once

#include "vault/backup.h"
#include "vault/slot.h"

G_BEGIN_DECLS

typedef struct _CoffretRestoreSource CoffretRestoreSource;

/* By KIND or, where that is NULL, by MASTER. NEAR as in coffret_restore_open(). */
CoffretRestoreSource *coffret_restore_source_new (const char *path,
                                                  const CoffretSlot *kind,
                                                  const CoffretSlotContext *context,
                                                  CoffretSecret *master,
                                                  const char *near,
                                                  GError **error);
void coffret_restore_source_free (CoffretRestoreSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretRestoreSource, coffret_restore_source_free)

CoffretDatabase *coffret_restore_source_get_database (CoffretRestoreSource *source);

G_END_DECLS
