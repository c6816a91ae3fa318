/* nearly.h: words that were typed with one slip.
 *
 * A slip is a letter too many, one too few, another one, or two that changed places, anywhere in a
 * word. Words of fewer than COFFRET_NEARLY_SHORTEST letters and words with digits are right or
 * wrong: between "cat" and "car", or between 2024 and 2025, there is no slip.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_NEARLY_SHORTEST 4
/* A word of so many letters need not be typed to its end. */
#define COFFRET_NEARLY_PREFIX 6
/* Longer words are not looked at. */
#define COFFRET_NEARLY_LONGEST 40

/* Whether slips in WORD, folded, are forgiven at all. */
gboolean coffret_nearly_may (const char *word);
/* Whether a word of TEXT is WORD but for one slip at most; both folded. */
gboolean coffret_nearly_has (const char *text, const char *word);

G_END_DECLS
