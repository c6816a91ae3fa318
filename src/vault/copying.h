/* copying.h: a copy of a database, made in slices while it goes on being used.
 *
 * What is written meanwhile by the same connection is in the copy too, so that it is the database
 * of the moment of its last slice. Everything but the reference belongs to the database's thread;
 * a database that is closed ends its copying first. The copy has the same key, is not flushed and
 * is good for nothing before it is done. Inside the module only.
 */
#pragma once

#include "vault/database.h"

G_BEGIN_DECLS

typedef struct _CoffretCopying CoffretCopying;

/* Makes the file PATH. One at a time of each database. */
CoffretCopying *
coffret_copying_new (CoffretDatabase *from, const char *path, CoffretSecret *key, GError **error);
/* About 10 ms of it. DONE: the copy is whole. Does nothing in the midst of a writing
 * transaction. */
gboolean coffret_copying_step (CoffretCopying *copying, gboolean *done, GError **error);
/* Closes the copy, on the database's thread. */
void coffret_copying_end (CoffretCopying *copying);
void coffret_copying_unref (CoffretCopying *copying);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCopying, coffret_copying_unref)

G_END_DECLS
