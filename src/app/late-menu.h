/* late-menu.h: the menu of a button, made when it is first asked for.
 *
 * The popover of a menu is many widgets, which a window that opens would have to make before
 * anybody sees it.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* BUTTON opens MENU, or what it was set to last. */
void coffret_late_menu_set (GtkMenuButton *button, GMenuModel *menu);

G_END_DECLS
