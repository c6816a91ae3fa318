/* row-menu.h: the menu of a credential in a list, by pointer, touch or key.
 *
 * One for all rows of a page. Belongs to its page, which must let go of it before its own parts go.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ROW_MENU (coffret_row_menu_get_type ())
G_DECLARE_FINAL_TYPE (CoffretRowMenu, coffret_row_menu, COFFRET, ROW_MENU, GObject)

CoffretRowMenu *coffret_row_menu_new (GtkWidget *page);
void coffret_row_menu_set_session (CoffretRowMenu *self, CoffretSession *session);
CoffretSession *coffret_row_menu_get_session (CoffretRowMenu *self); /* borrowed */
/* At POINT in the widget AT. The focus returns to ROW (nullable). */
void coffret_row_menu_popup (CoffretRowMenu *self,
                             GtkWidget *at,
                             const GdkRectangle *point,
                             CoffretEntry *entry,
                             GtkWidget *row);

G_END_DECLS
