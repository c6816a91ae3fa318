/* dataset.h: an RDF 1.1 data set in memory: quads of interned terms.
 *
 * Everything lies in one arena that is freed at once; equal terms are the same
 * pointer, so that they are compared without looking at text. Quads keep the order
 * in which they were added; one that is there already is not added again. Not thread
 * safe; a data set that nobody changes any more may be read on any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_TERM_IRI,
  COFFRET_TERM_BLANK, /* value: the label without "_:" */
  COFFRET_TERM_LITERAL,
} CoffretTermKind;

typedef struct {
  CoffretTermKind kind;
  guint number;         /* counted from 0 among the terms of its kind in this data set */
  const char *value;    /* UTF-8, terminated; of literals, it may hold U+0000 */
  gsize length;         /* of value, in bytes */
  const char *datatype; /* literals: an IRI; xsd:string where none was given */
  const char *language; /* literals: a tag in lower case, or NULL */
} CoffretTerm;

typedef struct {
  const CoffretTerm *subject;
  const CoffretTerm *predicate;
  const CoffretTerm *object;
  const CoffretTerm *graph; /* NULL: the default graph */
} CoffretQuad;

typedef struct _CoffretDataset CoffretDataset;

CoffretDataset *coffret_dataset_new (void);
void coffret_dataset_free (CoffretDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretDataset, coffret_dataset_free)

/* Borrowed from the data set. */
const CoffretTerm *coffret_dataset_iri (CoffretDataset *dataset, const char *iri);
const CoffretTerm *coffret_dataset_blank (CoffretDataset *dataset, const char *label);
/* A new blank node with a label of its own. */
const CoffretTerm *coffret_dataset_new_blank (CoffretDataset *dataset);
/* DATATYPE NULL: xsd:string, or rdf:langString with LANGUAGE. */
const CoffretTerm *coffret_dataset_literal (CoffretDataset *dataset,
                                            const char *value,
                                            const char *datatype,
                                            const char *language);
/* The same for LENGTH bytes that may hold U+0000; VALUE needs no terminator. */
const CoffretTerm *coffret_dataset_literal_sized (CoffretDataset *dataset,
                                                  const char *value,
                                                  gsize length,
                                                  const char *datatype,
                                                  const char *language);

void coffret_dataset_add (CoffretDataset *dataset,
                          const CoffretTerm *subject,
                          const CoffretTerm *predicate,
                          const CoffretTerm *object,
                          const CoffretTerm *graph);

/* Borrowed, COUNT of them. */
const CoffretQuad *coffret_dataset_quads (const CoffretDataset *dataset, guint *count);
guint coffret_dataset_count_blanks (const CoffretDataset *dataset);

G_END_DECLS
