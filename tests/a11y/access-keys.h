/* access-keys.h: which access keys two controls on the screen have at once.
 *
 * Pressing such a key gives the focus to one of them and then to the other, and does nothing: who
 * cannot see which has it has pressed it in vain. What lies under a dialog does not count.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Appends a line for each text of WINDOW whose key another before it has to FOUND: "key", a tab,
 * and both texts with their mnemonics. */
void access_keys_find (GString *found, GtkWidget *window);

G_END_DECLS
