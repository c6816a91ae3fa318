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

/* LABEL, as it comes to the screen; one that is not of the platform's is left alone. */
void coffret_whole_keep (GtkLabel *label);

G_END_DECLS
