/* vocabulary.h: whether a document uses only words whose meaning cannot be changed.
 *
 * Inside the module only. A signature over RDF covers what words mean, not how they are
 * written, and not the contexts that give them meaning: who may bring a context along, or
 * write a name out as an IRI, can make a document say something else, or hide its end date
 * from whoever reads it as JSON, under the same signature (VC Data Integrity 1.0, 2.4.1 and
 * 5.2). Here only bundled contexts, named by the standard's own first, and plain names pass.
 */
#pragma once

#include "jsonld/contexts.h"
#include "verify/check.h"

G_BEGIN_DECLS

typedef struct {
  CoffretAnswer answer;     /* to "coverage"; YES when nothing is wrong */
  const char *code;         /* NULL with YES */
  char *subject;            /* of the code; nullable */
  char *details;            /* nullable */
  gboolean unknown_context; /* what it means cannot be said at all */
  guint n_editions;         /* the most that any of its contexts has; at least 1 */
  guint rank;               /* of what was found, the gravest first; private */
} CoffretVocabulary;

/* Looks at DOCUMENT without its proofs. BY_MEANING: what is signed is what words mean, so that how
 * they are written counts; else only the contexts do. */
void coffret_vocabulary_look (CoffretVocabulary *vocabulary,
                              const json_t *document,
                              CoffretContexts *contexts,
                              gboolean by_meaning);
/* The same for the members of PROOF: what no standard has there is not passed over. */
void coffret_vocabulary_look_at_proof (CoffretVocabulary *vocabulary,
                                       const json_t *proof,
                                       CoffretContexts *contexts);
void coffret_vocabulary_clear (CoffretVocabulary *vocabulary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CoffretVocabulary, coffret_vocabulary_clear)

G_END_DECLS
