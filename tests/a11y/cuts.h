/* cuts.h: which texts and controls on the screen are cut off.
 *
 * Of what is mapped, in every window: a text that ends in an ellipsis and has no tooltip, or is
 * larger than its place, a text or control that reaches out of the window or of what scrolls it
 * (sideways there is no scrolling to it), a window that asks for more width than there is; and
 * broken words on a button, in the title of a row and in a heading. What has to be scrolled to
 * downwards is not cut off.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Appends a line for each to FOUND: "ellipsis", "wide", "high", "broken", "outside" or "window",
 * a tab, and the text. ROOM: pixels that a window may have; 0: whatever it likes. */
void cuts_find (GString *found, int room);

G_END_DECLS
