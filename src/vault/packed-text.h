/* packed-text.h: texts in several languages as one column.
 *
 * Language, unit separator, value, record separator: thousands are read at every
 * start, and parsing JSON would take most of that time. No separator can be in a
 * cleaned text; where one is all the same, it becomes a space. Inside the module only.
 */
#pragma once

#include "credential/text.h"

G_BEGIN_DECLS

/* Owned; NULL for NULL. */
char *coffret_text_pack (const CoffretText *text);
/* NULL when PACKED (nullable) holds none. */
CoffretText *coffret_text_unpack (const char *packed);

/* CoffretText's in one column; NULL when there are none. */
char *coffret_texts_pack (const GPtrArray *texts);
/* CoffretText's, owned; never NULL. */
GPtrArray *coffret_texts_unpack (const char *packed);

G_END_DECLS
