/* whole.h: the platform's own labels show all of their words.
 *
 * In a head, on a button, in a row that is a button, above a group and in a banner the platform
 * keeps to a line or two and cuts off what has no room. In a narrow window with large text these
 * are the words that say what to do. Where letters are large, or the window is narrower than the
 * platform's own are, such a label goes on in further lines instead, on a button between its words
 * only (head.h and dialog-size.h make room for them); so do messages and the buttons of questions.
 * The name of a field, which has no place for a second line, gets a tooltip as long as it is cut
 * off. What we cut off on purpose is left alone: what people wrote, in rows of ours.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For all windows of the process, before the first is on the screen. Once is enough. */
void coffret_whole_begin (void);
/* Whether the letters of WIDGET's desktop are so large, at 150 % and more, that what stands beside
 * words has its place below them. */
gboolean coffret_whole_is_large (GtkWidget *widget);
/* WIDGET, which fills a window, never has less room than all pages need: 320 pixels, as
 * EN 301 549 asks of what is read by scrolling one way only, and 360 where letters are large. */
void coffret_whole_ask_for_room (GtkWidget *widget);

G_END_DECLS
