/* entry-pool.h: the entries that somebody has, so that nobody gets a second one of a credential.
 *
 * Inside the module only; main thread, but entries may be let go of anywhere. It keeps the last
 * COFFRET_POOL_KEPT that were asked for, which is more than a window shows: what is borrowed from
 * it is good until so many others were asked for. All others live as long as their owners say.
 */
#pragma once

#include "organise/entry-private.h"

G_BEGIN_DECLS

#define COFFRET_POOL_KEPT 1024

typedef struct _CoffretEntryPool CoffretEntryPool;

CoffretEntryPool *coffret_entry_pool_new (void);
void coffret_entry_pool_free (CoffretEntryPool *pool);
/* Forgets them all. */
void coffret_entry_pool_clear (CoffretEntryPool *pool);

/* The one entry of ROW's credential, which is like ROW when it is new. Borrowed. */
CoffretEntry *coffret_entry_pool_get (CoffretEntryPool *pool, CoffretRow *row);
/* If somebody has it: owned. */
CoffretEntry *coffret_entry_pool_find (CoffretEntryPool *pool, const char *id);

G_END_DECLS
