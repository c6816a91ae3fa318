/* worker.h: the one thread that a database belongs to, and its queue.
 *
 * Pieces are run by priority, first come first served within one. Each is all or
 * nothing. Pieces of one priority that wait together share one commit, as long as
 * they fit into a slice of 20 ms, since flushing the disk is what takes time; each is a
 * savepoint of its own, and none is reported before the commit.
 *
 * Inside the module only.
 */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

typedef struct _CoffretWorker CoffretWorker;

/* Takes DATABASE. */
CoffretWorker *coffret_worker_new (CoffretDatabase *database);
DexFuture *coffret_worker_run (CoffretWorker *worker,
                               CoffretPriority priority,
                               CoffretVaultFunc func,
                               gpointer data,
                               GDestroyNotify destroy);
gboolean coffret_worker_run_sync (CoffretWorker *worker,
                                  CoffretPriority priority,
                                  CoffretVaultFunc func,
                                  gpointer data,
                                  GError **error);
/* For what must be a transaction of its own, or needs another connection: FUNC may put one in
 * the place of *DATABASE, or NULL, after which everything is refused. */
typedef gboolean (*CoffretWorkerFunc) (CoffretDatabase **database, gpointer data, GError **error);
/* Waits. Comes after what is queued as the owner's acts, and with nothing else. */
gboolean coffret_worker_run_alone_sync (CoffretWorker *worker,
                                        CoffretWorkerFunc func,
                                        gpointer data,
                                        GError **error);
/* As coffret_vault_find_damage(). */
DexFuture *coffret_worker_find_damage (CoffretWorker *worker);
/* No new work from here on; what is queued is refused, or done first when FINISH.
 * Returns once the database is closed, except on the worker's own thread. */
void coffret_worker_close (CoffretWorker *worker, gboolean finish);
/* Closed before. */
void coffret_worker_free (CoffretWorker *worker);

G_END_DECLS
