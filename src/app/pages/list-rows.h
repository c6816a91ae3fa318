/* list-rows.h: the rows of a list page.
 *
 * Makes and fills them, keeps the sentence that each is read out with, loads the
 * pictures of those that can be seen, and opens their menu, by pointer, touch or
 * key. Belongs to its page, which must let go of it before its own parts go.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/picture-loader.h"
#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LIST_ROWS (coffret_list_rows_get_type ())
G_DECLARE_FINAL_TYPE (CoffretListRows, coffret_list_rows, COFFRET, LIST_ROWS, GObject)

/* For LIST, which scrolls in SCROLLER, on PAGE, which has properties "narrow" and
 * "choosing". */
CoffretListRows *
coffret_list_rows_new (GtkWidget *page, GtkListView *list, GtkScrolledWindow *scroller);

/* Before the list has a model, which is to be a CoffretSlots. */
void coffret_list_rows_start (CoffretListRows *self,
                              CoffretSession *session,
                              CoffretPictureLoader *loader);

/* The rows stay as they are until they go. */
void coffret_list_rows_leave (CoffretListRows *self);

/* Many times a second, as scrolling and imports do: pictures wait for the end. */
void coffret_list_rows_moved (CoffretListRows *self);

/* The credential whose row has the focus; borrowed, nullable. */
CoffretEntry *coffret_list_rows_get_focus (CoffretListRows *self);

/* Chooses it besides the others, or no more; FALSE when there is none. */
gboolean coffret_list_rows_toggle (CoffretListRows *self);

/* The menu of that credential. */
void coffret_list_rows_popup (CoffretListRows *self);

G_END_DECLS
