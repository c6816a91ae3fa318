/* synonyms.h: words that mean the same, in English, French and Arabic.
 *
 * Half of somebody's credentials may be in the other language: who looks for "first aid" means
 * "secourisme", too. Found are whole words and phrases, also in the plural, never parts of others.
 */
#pragma once

#include "credential/credential.h"

G_BEGIN_DECLS

/* The longest phrase that is looked up. */
#define COFFRET_SYNONYMS_WORDS 3

typedef struct {
  const char *words[16]; /* folded, NULL-terminated */
  CoffretKind kind;      /* that they are the name of; COFFRET_KIND_OTHER: none */
} CoffretSynonyms;

/* Those to which FOLDED, a word or a phrase, belongs; NULL: none are known. */
const CoffretSynonyms *coffret_synonyms_find (const char *folded);
/* Whether one of them is in TEXT, folded. */
gboolean coffret_synonyms_are_in (const CoffretSynonyms *synonyms, const char *text);
/* Whether WORD is in TEXT, as a whole or with a plural's letter; both folded. */
gboolean coffret_synonyms_has_word (const char *text, const char *word);
/* Whether TEXT ends with a whole WORD, so that another could follow; or begins with one. */
gboolean coffret_synonyms_end_in (const char *text, const char *word);
gboolean coffret_synonyms_begin_in (const char *text, const char *word);

G_END_DECLS
