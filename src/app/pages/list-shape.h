/* list-shape.h: what a list page shows its credentials in: a list, or a table of the same.
 *
 * Only the one that is shown has slots (slots.h), and with them widgets. Everything that a page
 * asks of its rows it asks here, whichever they are. Belongs to its page, which must let go of it
 * before its own parts go.
 */
#pragma once

#include "app/pages/list-rows.h"
#include "app/pages/list-table.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LIST_SHAPE (coffret_list_shape_get_type ())
G_DECLARE_FINAL_TYPE (CoffretListShape, coffret_list_shape, COFFRET, LIST_SHAPE, GObject)

/* STACK has the page "rows", with LIST in it, and "table", with TABLE in it. PAGE: list-rows.h. */
CoffretListShape *coffret_list_shape_new (GtkWidget *page,
                                          GtkStack *stack,
                                          GtkListView *list,
                                          CoffretListTable *table);
void coffret_list_shape_start (CoffretListShape *self,
                               CoffretSession *session,
                               CoffretPictureLoader *loader,
                               CoffretChoice *choice);
/* As list-page.h has them. */
void coffret_list_shape_leave (CoffretListShape *self);
gboolean coffret_list_shape_shed (CoffretListShape *self);
/* FOCUS: the position of the row that the focus is on, which it goes along with;
 * GTK_INVALID_LIST_POSITION: on none. */
void coffret_list_shape_set_table (CoffretListShape *self, gboolean table, guint focus);
gboolean coffret_list_shape_is_table (CoffretListShape *self);
/* HEADERS: nullable. */
void coffret_list_shape_set_order (CoffretListShape *self,
                                   CoffretOrder order,
                                   GtkListItemFactory *headers);

/* The widget that the rows are in. */
GtkWidget *coffret_list_shape_get_widget (CoffretListShape *self);
/* Nothing when no row is there yet. */
void
coffret_list_shape_scroll_to (CoffretListShape *self, guint position, GtkListScrollFlags flags);
/* Above the first row: its heading, too. */
void coffret_list_shape_rise (CoffretListShape *self);
/* From here on there are as many rows as credentials. */
void coffret_list_shape_settle (CoffretListShape *self);
/* Some credentials changed, or many. */
void coffret_list_shape_moved (CoffretListShape *self);

/* As list-rows.h has them. */
CoffretEntry *coffret_list_shape_get_focus (CoffretListShape *self);
gboolean coffret_list_shape_toggle (CoffretListShape *self);
void coffret_list_shape_popup (CoffretListShape *self);

G_END_DECLS
