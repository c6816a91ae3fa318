/* fold.h: text made comparable: for search and for sorting by eye.
 *
 * Folded text has no case, no accents and one space between words: "Émile  ZOLA"
 * and "emile zola" fold to the same, and so do the ways to type an Arabic word.
 * Cleaned text is safe to show in one line: valid UTF-8 without control characters
 * or characters that reorder a line (Unicode bidirectional overrides), which could
 * make one name look like another.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Owned by the caller; NULL gives "". */
char *coffret_fold (const char *text);

/* Owned by the caller; NULL stays NULL. MAX_CHARS 0 is no limit; longer text
 * ends in an ellipsis. Line breaks stay when LINES, else they become spaces. */
char *coffret_clean (const char *text, gsize max_chars, gboolean lines);
/* The same less the space around it; NULL when nothing is left. */
char *coffret_clean_filled (const char *text, gsize max_chars, gboolean lines);

G_END_DECLS
