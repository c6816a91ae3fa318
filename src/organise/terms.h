/* terms.h: what somebody typed into the search, taken apart and understood.
 *
 * Plain words, each of which must be found in some text of a credential or in what the
 * holder wrote over it, also as what means the same (synonyms.h), and phrases in straight quotes;
 * and words for one thing only, in English or in the reader's language:
 *
 *     issuer: type: skill: tag:     a part of the name; in quotes, with "" for a quote, all of it
 *     year: awarded: expires:       a time (span.h); year:none, expires:never
 *     language: verdict:            how they are called; verdict:none was never checked
 *     in:                           a compartment's name; in:none lies in no compartment
 *     is:favourite is:expired       has:note has:attachment
 *
 * A hyphen before any of them asks for what is not so. What is no such key is a plain word.
 * Accents and case aside. Of one asker, on any thread.
 */
#pragma once

#include "organise/beside.h"
#include "organise/drawers.h"
#include "organise/pieces.h"
#include "organise/row.h"

G_BEGIN_DECLS

typedef struct _CoffretTerms CoffretTerms;

/* WORDS (nullable: no terms) asked at NOW in a vault with DRAWERS (nullable: without
 * compartments), of rows whose words are of VOCABULARY (nullable: only to be listed). */
CoffretTerms *coffret_terms_new (const char *words,
                                 const CoffretDrawers *drawers,
                                 CoffretInstant now,
                                 CoffretVocabulary *vocabulary);
void coffret_terms_free (CoffretTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretTerms, coffret_terms_free)

/* What is to be looked for in the files beside credentials: words, folded, and COFFRET_BESIDE_ANY;
 * NULL-terminated, owned. And what was found there: nullable, borrowed as long as it is matched. */
char **coffret_terms_list_beside (const CoffretTerms *terms);
void coffret_terms_set_beside (CoffretTerms *terms, const CoffretBeside *beside);

/* Whether nothing is asked for, so that every row is as it should be. */
gboolean coffret_terms_is_empty (const CoffretTerms *terms);
gboolean coffret_terms_match (const CoffretTerms *terms, const CoffretRow *row);

/* Whether a slip may have been made in one of them; and the same again where one slip in each word
 * is forgiven (nearly.h). */
gboolean coffret_terms_may_slip (const CoffretTerms *terms);
gboolean coffret_terms_match_nearly (const CoffretTerms *terms, const CoffretRow *row);

/* What to type to find the whole VALUE, in the reader's language: issuer:"Collège du Nord".
 * Owned. */
char *coffret_terms_quote (CoffretTermKey key, const char *value);

G_END_DECLS
