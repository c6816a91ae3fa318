/* when.h: what a widget does once a future is settled.
 *
 * The widget may be gone by then (a locked vault takes its pages along): the
 * function runs only while OWNER lives, always on the main thread, exactly once
 * or never.
 */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* VALUE is NULL when ERROR is set. Both are borrowed. */
typedef void (*CoffretWhenFunc) (gpointer owner,
                                 const GValue *value,
                                 const GError *error,
                                 gpointer data);

/* Takes FUTURE. DATA (nullable) is freed with DESTROY (nullable) in any case. */
void coffret_when (
  DexFuture *future, gpointer owner, CoffretWhenFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
