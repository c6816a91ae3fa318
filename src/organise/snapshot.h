/* snapshot.h: the library at one moment, and the answers to questions about it.
 *
 * Inside the module only. Immutable and counted; asked on any thread. Sorting
 * everything is the dear part, and depends only on what seldom changes about a
 * credential: it is done once per order and heading and kept for as long as nothing comes or
 * goes. A question looks at the rows as they lie in memory, and then walks the sorted list for what
 * it has found: to look at them in that order would take several times as long.
 */
#pragma once

#include "organise/beside.h"
#include "organise/drawers.h"
#include "organise/row.h"
#include "organise/view.h"

G_BEGIN_DECLS

typedef struct _CoffretOrders CoffretOrders;
typedef struct _CoffretChunk CoffretChunk;
typedef struct _CoffretSnapshot CoffretSnapshot;

/* So many rows share a chunk, which all snapshots share between which none of them changed:
 * to take a snapshot after a small change takes as little time. */
#define COFFRET_CHUNK_LENGTH 1024

typedef struct {
  CoffretPlace place;
  char *compartment;
  CoffretOrder order;
  CoffretHeading heading;
  char *words;
  CoffretInstant now;
  CoffretBeside *beside; /* nullable: what of the words is found in files */
} CoffretQuestion;

/* Of at most COFFRET_CHUNK_LENGTH rows; a reference to each. */
CoffretChunk *coffret_chunk_new (CoffretRow **rows, guint count);
/* The row at INDEX has another number now. Only before there is a snapshot of it. */
void coffret_chunk_renumber (CoffretChunk *chunk, guint index);
void coffret_chunk_unref (CoffretChunk *chunk); /* NULL is none */

/* Nothing sorted yet: of one set of credentials. */
CoffretOrders *coffret_orders_new (void);
void coffret_orders_unref (CoffretOrders *orders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretOrders, coffret_orders_unref)

/* Takes a reference to each of CHUNKS, which hold COUNT rows with words of VOCABULARY together, and
 * to DRAWERS. ORDERS is of just these. */
CoffretSnapshot *coffret_snapshot_new (GPtrArray *chunks,
                                       guint count,
                                       CoffretOrders *orders,
                                       CoffretDrawers *drawers,
                                       CoffretVocabulary *vocabulary);
CoffretSnapshot *coffret_snapshot_ref (CoffretSnapshot *snapshot);
void coffret_snapshot_unref (CoffretSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSnapshot, coffret_snapshot_unref)
/* Gives up a reference, on a worker: the last one may have much to free. */
void coffret_snapshot_drop (CoffretSnapshot *snapshot);

guint coffret_snapshot_get_count (const CoffretSnapshot *snapshot);
const CoffretDrawers *coffret_snapshot_get_drawers (const CoffretSnapshot *snapshot);
/* Borrowed; in no order that means anything. */
const CoffretRow *coffret_snapshot_get_row (const CoffretSnapshot *snapshot, guint index);
/* Its number, without a look at the row. */
guint coffret_snapshot_get_number (const CoffretSnapshot *snapshot, guint index);
/* Whether it is worth to prepare for other orders than the one that was asked for, and nobody has;
 * then the caller is to. */
gboolean coffret_snapshot_wants_preparing (CoffretSnapshot *snapshot);
/* Finds out what all orders are made of; dear. */
void coffret_snapshot_prepare (CoffretSnapshot *snapshot);

/* What of QUESTION is to be looked for in files (terms.h); owned. */
char **coffret_snapshot_list_beside (CoffretSnapshot *snapshot, const CoffretQuestion *question);
/* guint's: indices of rows, owned. NULL when it was cancelled meanwhile. NEARLY (nullable): nothing
 * has just these words, and these have them but for a slip in each. */
GArray *coffret_snapshot_ask (CoffretSnapshot *snapshot,
                              const CoffretQuestion *question,
                              GCancellable *cancellable,
                              gboolean *nearly);
CoffretVocabulary *coffret_snapshot_get_vocabulary (const CoffretSnapshot *snapshot); /* borrowed */

/* Of each drawer how many its rule finds (guint, 0 without a rule); NULL when it was cancelled. */
GArray *coffret_snapshot_count_rules (CoffretSnapshot *snapshot,
                                      CoffretInstant now,
                                      GCancellable *cancellable);

G_END_DECLS
