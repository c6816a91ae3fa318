/* collate.h: text in the order of the reader's alphabet, with numbers by what they are worth.
 *
 * "Part 6" comes before "part 54", whatever the script that its digits are of. All else is as the
 * language of the process (LC_COLLATE) has it: accents and case count only where nothing else
 * tells two texts apart, also where a number follows. Numbers of more than ten digits compare
 * digit by digit, as letters do. For sorting by eye only: texts that compare the same may differ.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What strcmp() compares; made once where many are sorted. Owned by the caller. */
char *coffret_collate_key (const char *text);
/* As strcmp(). For few: it makes two keys. */
int coffret_collate (const char *one, const char *other);

G_END_DECLS
