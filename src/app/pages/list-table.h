/* list-table.h: the credentials of one place as a table, for a list page.
 *
 * The same slots (slots.h) as the list has, a row for each, a column for what a row would say.
 * Columns can be made wider and narrower, by pointer and by key; a head that is clicked asks for
 * another order. Holds no more rows than GTK keeps ready, and fills only those that can be seen at
 * once. Without slots it holds none. Properties: choosing (several are being chosen), widths
 * (a{si}: of the columns that have been given one, by their ids).
 * Signals: "activate" (the position of a row), "sort" (a CoffretOrder, as a uint).
 */
#pragma once

#include <adwaita.h>

#include "app/slots.h"
#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_LIST_TABLE (coffret_list_table_get_type ())
G_DECLARE_FINAL_TYPE (CoffretListTable, coffret_list_table, COFFRET, LIST_TABLE, AdwBin)

void coffret_list_table_set_session (CoffretListTable *self, CoffretSession *session);
/* SLOTS: nullable. */
void coffret_list_table_set_slots (CoffretListTable *self, CoffretSlots *slots);
/* Under KEY of SETTINGS, from here on and the next time. */
void coffret_list_table_keep_widths (CoffretListTable *self, GSettings *settings, const char *key);
/* What the heads say that the rows are in; HEADERS (nullable): makes the headings between them. */
void coffret_list_table_set_order (CoffretListTable *self,
                                   CoffretOrder order,
                                   GtkListItemFactory *headers);

/* As GtkListView has it. */
void
coffret_list_table_scroll_to (CoffretListTable *self, guint position, GtkListScrollFlags flags);
/* The widget that rows are in, for the focus. */
GtkWidget *coffret_list_table_get_view (CoffretListTable *self);
/* Some credentials changed: rows say so when they have settled. */
void coffret_list_table_moved (CoffretListTable *self);

/* The credential whose row has the focus; borrowed, nullable. */
CoffretEntry *coffret_list_table_get_focus (CoffretListTable *self);
/* Chooses it besides the others, or no more; FALSE when there is none. */
gboolean coffret_list_table_toggle (CoffretListTable *self);
/* The menu of that credential. */
void coffret_list_table_popup (CoffretListTable *self);

G_END_DECLS
