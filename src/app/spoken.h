/* spoken.h: what a screen reader says of a row of libadwaita's.
 *
 * Its title and its subtitle label and describe it, and that wins over any label or description
 * of ours; and a screen reader leaves out a description that is short, or much like the name. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* WORDS are all that is said of ROW, of the header of an expander row, or of a button whose label
 * is too short to be told from another's. */
void coffret_spoken_set (GtkWidget *row, const char *words);
/* In place of that, whatever is set meanwhile; INSTEAD NULL: no more. Nothing else may name ROW. */
void coffret_spoken_cover (GtkWidget *row, const char *instead);
/* The rows of GROUP are named by its description, too: of its own accord nobody hears that. Where
 * nothing can be done right without having heard it. */
void coffret_spoken_name_rows (AdwPreferencesGroup *group);
/* The Tab key stops at what scrolls the words of a question, which has no name of its own: they are
 * said once more there. Nothing happens to a SCROLLED that is in no question. */
void coffret_spoken_name_question (GtkScrolledWindow *scrolled);

G_END_DECLS
