/* menu-room.h: a menu is no wider than the window that it belongs to.
 *
 * The platform has each item of a menu in one line, with its keys beside it: where letters are
 * large that is wider than a narrow window, which on a telephone is all of the screen.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* MENU, a GtkPopoverMenu with what it shows now: where that is too wide for its window it leaves
 * the keys out, which are in the list of all keys too, and what is still too long goes on in
 * further lines. Each time that it comes. */
void coffret_menu_room_fit (GtkPopover *menu);

G_END_DECLS
