/* answer.h: which credentials a view shows, in which order.
 *
 * Inside the module only. Immutable and counted; made on a worker, read on any thread: whatever
 * would take a walk through all of it is found out when it is made.
 */
#pragma once

#include "organise/numbers.h"
#include "organise/snapshot.h"

G_BEGIN_DECLS

typedef struct _CoffretAnswer CoffretAnswer;

/* Takes ITEMS, guint's: indices of rows of SNAPSHOT, which it takes, too; NULL: no ITEMS. */
CoffretAnswer *coffret_answer_new (GArray *items, CoffretSnapshot *snapshot);
CoffretAnswer *coffret_answer_ref (CoffretAnswer *answer);
/* Where there may be much to free, a worker does it. */
void coffret_answer_drop (CoffretAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretAnswer, coffret_answer_drop)

guint coffret_answer_count (const CoffretAnswer *answer);
CoffretRow *coffret_answer_get_row (const CoffretAnswer *answer, guint position); /* borrowed */
/* Of the rows (row.h); borrowed. */
const CoffretNumbers *coffret_answer_get_numbers (const CoffretAnswer *answer);
/* Where the row with NUMBER is; G_MAXUINT: nowhere. */
guint coffret_answer_find (const CoffretAnswer *answer, guint number);
/* How many are the same credentials at the beginning of both, and at the end. */
void coffret_answer_compare (const CoffretAnswer *answer,
                             const CoffretAnswer *other,
                             guint *start,
                             guint *end);

G_END_DECLS
