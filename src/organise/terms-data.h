/* terms-data.h: what terms are made of, for the two files that deal with it: terms.c reads what
 * somebody typed, terms-match.c asks rows whether they are so. Nothing else includes this.
 */
#pragma once

#include "organise/span.h"
#include "organise/synonyms.h"
#include "organise/terms.h"
#include "verify/verdict.h"

G_BEGIN_DECLS

/* Beside a bit for each CoffretVerdict. */
#define COFFRET_TERM_NOT_CHECKED (1u << (COFFRET_VERDICT_VERIFIED + 1))

typedef struct {
  CoffretTermKey key;
  gboolean negated;
  gboolean whole;
  gboolean slips; /* may have been made in it */
  char *value; /* folded; of a phrase with synonyms its words, each of them a string of its own */
  guint n_words;
  const CoffretSynonyms *synonyms; /* nullable */
  guint set;                       /* a bit for each CoffretKind or CoffretVerdict that is meant */
  gboolean none;                   /* asks for what has none of it */
  gboolean odd;                    /* nothing is like that */
  gboolean begun;                  /* asks for nothing yet */
  CoffretSpan span;
  GPtrArray *ids;          /* of compartments; NULL: it names none */
  GPtrArray *rules;        /* CoffretTerms, of those with a rule */
  GPtrArray *words;        /* for each of its words a run: GPtrArray of CoffretWordSet's */
  GPtrArray *synonym_runs; /* of each synonym of several words; NULL: there are none */
  CoffretWordSet *alike;   /* in which a synonym of one word stands; NULL: there are none */
  CoffretWordSet *near;    /* NULL until slips are forgiven */
  GHashTable *known[2];    /* what many rows share -> whether it is in there, also nearly */
} CoffretTerm;

struct _CoffretTerms {
  GArray *terms;
  CoffretInstant now;
  const CoffretBeside *beside; /* nullable */
  CoffretVocabulary *vocabulary;
  GString *text; /* of the row that is looked at more closely */
};

/* Whether the term's value stands in TEXT, or in what is folded already; NEARLY: a slip is forgiven
 * where one may have been made. */
gboolean coffret_term_says (const char *text, const CoffretTerm *term, gboolean nearly);
gboolean coffret_term_says_folded (const char *folded, const CoffretTerm *term, gboolean nearly);

G_END_DECLS
