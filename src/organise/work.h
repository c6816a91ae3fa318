/* work.h: work that must not hold the main thread, as a future.
 *
 * Inside the module only. What is asked of a pool is short and needs only the
 * processor; what waits for a disk, a keyring or a key derivation goes to a
 * thread of its own, so that it never stands in the way of a search. Both run on
 * a thread's own stack, which parsers of nested data need and a fiber has not.
 */
#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* On a worker. Returns a settled future. */
typedef DexFuture *(*CoffretWorkFunc) (gpointer data);

/* DATA is freed with DESTROY (nullable) on the worker, before the future is settled. */
DexFuture *coffret_work_run (CoffretWorkFunc func, gpointer data, GDestroyNotify destroy);
DexFuture *coffret_work_block (CoffretWorkFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
