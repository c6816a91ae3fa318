/* past.h: which of the rows of one history stands for all of them.
 *
 * Inside the module only. The newest that is not in the trash: it is what lists show.
 */
#pragma once

#include "organise/histories.h"
#include "organise/row.h"

G_BEGIN_DECLS

/* INDEX is of rows, by coffret_row_hash(). CoffretRow's (borrowed from it), the oldest first: ID's
 * own and those that are joined with it. Owned array. */
GPtrArray *coffret_past_list (CoffretHistories *histories, GHashTable *index, const char *id);
/* Of such a list; NULL: all are in the trash. */
const CoffretRow *coffret_past_newest (const GPtrArray *rows);

G_END_DECLS
