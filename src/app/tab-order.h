/* tab-order.h: along a line, the Tab key goes as one reads.
 *
 * GTK 4.18 goes through a box by where its children lie, and from right to left it goes backwards;
 * of two that do not lie at quite the same height it goes to the higher first. What lies in a line
 * is gone through in the order of the children instead, which is that of reading in every language.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For all windows of the process, before the first. Once is enough. */
void coffret_tab_order_begin (void);

G_END_DECLS
