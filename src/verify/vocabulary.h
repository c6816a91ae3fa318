/* vocabulary.h: whether a document uses only words whose meaning cannot be changed.
 *
 * Inside the module only. A signature over RDF covers what words mean, not how they are
 * written, and not the contexts that give them meaning: who may bring a context along, or
 * write a name out as an IRI, can make a document say something else, or hide its end date
 * from whoever reads it as JSON, under the same signature (VC Data Integrity 1.0, 2.4.1 and
 * 5.2). Here only bundled contexts, named by the standard's own first, and plain names pass.
 *
 * A context that only names the language or the direction of the texts is no vocabulary: no word
 * gets a meaning from it or loses one. Who adds, changes or takes away such a context changes what
 * is signed, be it RDF (each text is signed with its language) or the JSON itself. Two things would
 * not be signed: a malformed tag, with which texts vanish from the RDF, and a direction in the two
 * suites that are older than directions; neither passes.
 *
 * A signature over the text (JCS, a token) covers every word as it is written, and so it does when
 * a later context is not known here: the terms of the standards are protected
 * (JSON-LD 1.1, 4.1.11), so that no later context can change what they mean. A word that only such
 * a context can explain is signed and yet not understood: then, and only then, "context-unknown". A
 * word that no context at all explains is what it says; nobody can explain it otherwise.
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
  gboolean unknown_context; /* what it means cannot be said at all; of text: not all of it */
  char *unknown;            /* the first such; nullable */
  gboolean directed;        /* a context names the direction of the texts */
  guint n_editions;         /* the most that any of its contexts has; at least 1 */
  guint rank;               /* of what was found, the gravest first; private */
} CoffretVocabulary;

/* Looks at DOCUMENT without its proofs. BY_MEANING: what is signed is what words mean, so that how
 * they are written counts; else only the contexts do. */
void coffret_vocabulary_look (CoffretVocabulary *vocabulary,
                              const json_t *document,
                              CoffretContexts *contexts,
                              gboolean by_meaning);
/* For suites whose RDF has no direction of texts (COFFRET_RDF_DIRECTION_NONE). */
void coffret_vocabulary_refuse_direction (CoffretVocabulary *vocabulary);
/* What in DOCUMENT, which was signed as text, none of the contexts that are known explains:
 * "POINTER: what", owned. NULL with a COFFRET_JSONLD_ERROR. */
GPtrArray *coffret_vocabulary_find_unexplained (const json_t *document,
                                                CoffretContexts *contexts,
                                                guint n_editions,
                                                GError **error);
/* As coffret_vocabulary_look() for the members of PROOF: what no standard has there is not passed
 * over. */
void coffret_vocabulary_look_at_proof (CoffretVocabulary *vocabulary,
                                       const json_t *proof,
                                       CoffretContexts *contexts);
void coffret_vocabulary_clear (CoffretVocabulary *vocabulary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CoffretVocabulary, coffret_vocabulary_clear)

G_END_DECLS
