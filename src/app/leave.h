/* leave.h: lets go of many widgets without holding the main thread.
 *
 * To destroy a page with a long list takes longer than a frame lasts. What is let go here is seen
 * no more, and is destroyed when there is nothing better to do; but soon, whatever else goes on in
 * the window, for what it showed may have been locked away.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes a part of PAGE away, as much as is not felt; FALSE: there was none any more. */
typedef gboolean (*CoffretLeaveFunc) (GtkWidget *page);

/* Takes WIDGETS, an array that owns what is in it: one after the other, some in each turn. */
void coffret_leave (GPtrArray *widgets);
/* Takes PAGE out of the box that it is in, where it is hidden at once: part by part with FUNC
 * (NULL: it has none), then what is left. */
void coffret_leave_page (GtkWidget *page, CoffretLeaveFunc func);

G_END_DECLS
