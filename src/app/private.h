/* private.h: what nobody else is to see or to hear while the window is presented.
 *
 * For the eye the style class "private" covers it (presenter.h); this one covers it for the ear as
 * well: while the root has the class "presenting", neither the widget's words nor its texts are on
 * the accessibility bus, and what is said in their place says so. It holds nothing back from who
 * operates the window, and changes nothing that is kept.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Once, as long as WIDGET lives. A row with the class "property" keeps its title, any other row has
 * its title covered too, and its buttons are called by their tooltips; of anything else that is no
 * row, nothing is left. */
void coffret_private_mark (GtkWidget *widget);
/* What is said of NAME, such as "Address", in place of its value; owned. */
char *coffret_private_words (const char *name);
/* Of a row whose parts are marked themselves: WORDS are said of it in place of all of them. */
void coffret_private_mark_words (GtkWidget *row, const char *words);

G_END_DECLS
