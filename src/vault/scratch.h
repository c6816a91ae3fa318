/* scratch.h: where a backup's snapshot lies while it is looked into.
 *
 * A hidden file that is gone with the scratch. What a killed program left behind is removed by
 * the next one that scratches in that folder: a file in use is locked, so it is nobody else's.
 * Where nothing may be written, it is memory that no folder shows.
 * Only encrypted snapshots are put there. Inside the module only.
 */
#pragma once

#include <glib.h>

#include "vault/error.h"

G_BEGIN_DECLS

typedef struct _CoffretScratch CoffretScratch;

/* Sweeps FOLDER, and makes an empty file in it; NULL: in memory. */
CoffretScratch *coffret_scratch_new (const char *folder, GError **error);
const char *coffret_scratch_get_path (const CoffretScratch *scratch); /* NULL: in memory */
/* To be written to; -1 after coffret_scratch_seal(). */
int coffret_scratch_get_file (const CoffretScratch *scratch);
/* Closes the file, so that a database may be opened there: a descriptor closed later would drop
 * its locks. What is in memory is gone then. */
void coffret_scratch_seal (CoffretScratch *scratch);
void coffret_scratch_free (CoffretScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretScratch, coffret_scratch_free)

G_END_DECLS
