/* sorting.h: the rows of a snapshot in an order.
 *
 * Inside the module only; pure, on any thread. All arrays are indices of rows, as many as there are
 * rows, owned by the caller.
 */
#pragma once

#include "organise/snapshot.h"

G_BEGIN_DECLS

/* Whether ORDER goes by what may change at any time: its answer is not to be kept. */
gboolean coffret_sorting_is_fleeting (CoffretOrder order);
/* For all others. TITLES: the places of the titles; NULL: not known, which takes far longer. */
guint *
coffret_sorting_sort (const CoffretSnapshot *snapshot, CoffretOrder order, const guint *titles);
/* The place of each row's title in the reader's alphabet, the same for the same. Most of the work
 * of every order. */
guint *coffret_sorting_place_titles (const CoffretSnapshot *snapshot);
/* For the fleeting ones: SORTED is by title, the same way round. */
guint *
coffret_sorting_arrange (const CoffretSnapshot *snapshot, CoffretOrder order, const guint *sorted);
/* SORTED, brought together under its headings. */
guint *coffret_sorting_gather (const CoffretSnapshot *snapshot,
                               CoffretHeading heading,
                               const guint *sorted);

typedef gint64 (*CoffretRankFunc) (const CoffretRow *row, gpointer data);

/* SORTED by rank, ascending, and where that is the same as it was. */
guint *coffret_sorting_rank (const CoffretSnapshot *snapshot,
                             const guint *sorted,
                             CoffretRankFunc func,
                             gpointer data);

G_END_DECLS
