/* bidi.h: lines made of parts that may run in different directions, "title · issuer · date".
 *
 * A name in Latin letters that stands in an Arabic line, or the other way round, would draw the
 * digits, dots and brackets beside it to its own side. Each such part is isolated (Unicode
 * Standard Annex 9: FSI and PDI), and a line of a leftward language says of itself that it is
 * one (RLM), even where its first part is not. A line of one direction only stays as it is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether LANGUAGE ("ar", "ar_EG", "he-IL") is written from right to left. */
gboolean coffret_is_leftward (const char *language);

/* Whether the interface is. */
gboolean coffret_speaks_leftward (void);

/* PART, unless NULL or empty, at the end of LINE, and MARK before it unless it is the first; in
 * the language of the interface. */
void coffret_append_part (GString *line, const char *mark, const char *part);

/* The same in a language that is LEFTWARD, or not. */
void coffret_append_part_in (GString *line, const char *mark, const char *part, gboolean leftward);

/* The parts that there are, "A · B". */
char *coffret_join_parts (const char *const *parts, gsize n_parts);

/* The parts that there are, one below the other. Where one line of several runs in the other
 * direction, it is isolated too: it would stand at the other side, far from the rest. */
char *coffret_join_lines (const char *const *parts, gsize n_parts);

G_END_DECLS
