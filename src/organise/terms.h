/* terms.h: what somebody typed into the search, taken apart.
 *
 * Plain words, each of which must be found in some text of a credential or in what the
 * holder wrote over it; and words for one thing only: issuer:, type:, year: and skill:,
 * in English or in the reader's language. After the colon stands a part of it; in straight
 * quotes, with "" for a quote within, the whole of it. What is no such key is a plain
 * word. Accents and case aside. Immutable; any thread.
 */
#pragma once

#include "organise/row.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_TERM_WORD,
  COFFRET_TERM_ISSUER,
  COFFRET_TERM_KIND,
  COFFRET_TERM_YEAR,
  COFFRET_TERM_SKILL,
} CoffretTermKey;

typedef struct _CoffretTerms CoffretTerms;

CoffretTerms *coffret_terms_new (const char *words); /* NULL: no terms */
void coffret_terms_free (CoffretTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretTerms, coffret_terms_free)

gboolean coffret_terms_match (const CoffretTerms *terms, const CoffretRow *row);

/* What to type to find the whole VALUE, in the reader's language: issuer:"Collège du Nord".
 * Owned. */
char *coffret_terms_quote (CoffretTermKey key, const char *value);

G_END_DECLS
