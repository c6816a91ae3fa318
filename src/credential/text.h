/* text.h: a text in the languages that its issuer wrote it in.
 *
 * Immutable once its reader is done with it. Variants keep the order of the
 * document; the language of a variant is a BCP 47 tag, or "" where the document
 * names none. Read from JSON-LD value objects, language maps and plain strings.
 */
#pragma once

#include "base/json.h"

G_BEGIN_DECLS

typedef struct _CoffretText CoffretText;

CoffretText *coffret_text_new (const char *language, const char *value);
/* From a string, {"@value", "@language"}, {"fr": …, "en": …}, an array of
 * these, or what coffret_text_to_json() wrote. DEFAULT_LANGUAGE (nullable) is that of plain
 * strings. NULL when VALUE holds no text. */
CoffretText *coffret_text_new_from_json (const json_t *value, const char *default_language);
/* An array of [language, value], which the above reads again. Owned. */
json_t *coffret_text_to_json (const CoffretText *text);
CoffretText *coffret_text_ref (CoffretText *text);
void coffret_text_unref (CoffretText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretText, coffret_text_unref)

/* Only while the text is being built. A second variant in one language is
 * appended as another variant. */
void coffret_text_add (CoffretText *text, const char *language, const char *value);

guint coffret_text_count (const CoffretText *text);
const char *coffret_text_value (const CoffretText *text, guint index);
const char *coffret_text_language (const CoffretText *text, guint index);

/* The variant that suits LANGUAGES best (as g_get_language_names() orders them;
 * NULL: the reader's own), else the first. TEXT may be NULL: then NULL. */
const char *coffret_text_best (const CoffretText *text, const char *const *languages);

G_END_DECLS
