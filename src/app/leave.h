/* leave.h: lets go of many widgets without holding the main thread.
 *
 * To destroy a page with a long list takes longer than a frame lasts. What is let go here has left
 * its window already, and is destroyed when there is nothing better to do.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes WIDGETS, an array that owns what is in it: one after the other, some in each turn. */
void coffret_leave (GPtrArray *widgets);
/* Takes WIDGET, whose other work in idle turns goes first. */
void coffret_leave_one (GtkWidget *widget);

G_END_DECLS
