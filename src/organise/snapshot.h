/* snapshot.h: the library at one moment, and the answers to questions about it.
 *
 * Inside the module only. Immutable and counted; asked on any thread. Sorting
 * everything is the dear part, and depends only on what never changes about a
 * credential: it is done once per order and kept for as long as nothing comes or
 * goes, so that a search only walks the sorted list.
 */
#pragma once

#include "organise/view.h"

G_BEGIN_DECLS

typedef struct _CoffretOrders CoffretOrders;
typedef struct _CoffretSnapshot CoffretSnapshot;

typedef struct {
  CoffretPlace place;
  char *compartment;
  CoffretOrder order;
  char *words;
  CoffretInstant now;
} CoffretQuestion;

/* Nothing sorted yet: of one set of credentials. */
CoffretOrders *coffret_orders_new (void);
void coffret_orders_unref (CoffretOrders *orders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretOrders, coffret_orders_unref)

/* ENTRIES are CoffretEntry's; main thread only. ORDERS is of just these. */
CoffretSnapshot *coffret_snapshot_new (GPtrArray *entries, CoffretOrders *orders);
CoffretSnapshot *coffret_snapshot_ref (CoffretSnapshot *snapshot);
void coffret_snapshot_unref (CoffretSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSnapshot, coffret_snapshot_unref)

/* CoffretEntry's, owned; NULL when it was cancelled meanwhile. */
GPtrArray *coffret_snapshot_ask (CoffretSnapshot *snapshot,
                                 const CoffretQuestion *question,
                                 GCancellable *cancellable);

G_END_DECLS
