/* search-words.h: what a search says, as people read it. */
#pragma once

#include "organise/facets.h"
#include "organise/pieces.h"

G_BEGIN_DECLS

/* "Issuer: Collège du Nord", "Not year: 2025"; owned. */
char *coffret_search_words_filter (CoffretTermKey key, const char *value, gboolean negated);
/* The key alone: "Issuer". */
const char *coffret_search_words_key (CoffretTermKey key);
/* A suggestion, as it is read out: "Issuer: Collège du Nord. 12 credentials."; owned. */
char *coffret_search_words_facet (const CoffretFacet *facet);
/* WORDS without the piece with INDEX; owned. */
char *coffret_search_words_without (const char *words, guint index);

G_END_DECLS
