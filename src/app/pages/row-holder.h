/* row-holder.h: the place of one row in the list of credentials.
 *
 * A list keeps two hundred rows ready, of which a dozen can be seen. The holder is what each
 * of them costs; the row in it comes, or is filled anew, when it is due and not far from what
 * can be seen (list-rows.c). Until then the holder is as high as a row, and what it holds may be
 * of another credential: nobody sees it.
 */
#pragma once

#include <adwaita.h>

#include "app/widgets/credential-row.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ROW_HOLDER (coffret_row_holder_get_type ())
G_DECLARE_FINAL_TYPE (CoffretRowHolder, coffret_row_holder, COFFRET, ROW_HOLDER, AdwBin)

/* HEIGHT: until there is a row in it. POOL: of CoffretCredentialRow's; its row goes there in the
 * end, empty, to be used again. */
CoffretRowHolder *coffret_row_holder_new (GtkListItem *item, int height, GPtrArray *pool);

/* Borrowed; NULL once the list has let go of it. */
GtkListItem *coffret_row_holder_get_item (CoffretRowHolder *self);

CoffretCredentialRow *coffret_row_holder_get_row (CoffretRowHolder *self); /* nullable */
void coffret_row_holder_set_row (CoffretRowHolder *self, CoffretCredentialRow *row);

/* The row into the pool. This stays as high as it is, and is due. */
void coffret_row_holder_give_back (CoffretRowHolder *self);

gboolean coffret_row_holder_is_due (CoffretRowHolder *self);
void coffret_row_holder_set_due (CoffretRowHolder *self, gboolean due);

/* Whether its list item is still read out as another credential. */
gboolean coffret_row_holder_is_misnamed (CoffretRowHolder *self);
void coffret_row_holder_set_misnamed (CoffretRowHolder *self, gboolean misnamed);

G_END_DECLS
