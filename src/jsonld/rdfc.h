/* rdfc.h: RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation, 21 May 2024).
 *
 * Gives isomorphic data sets the same text, whatever their blank nodes are called.
 * Graphs made to take for ever (section 7.1) are refused once WORK steps are used up.
 * Pure; any thread.
 */
#pragma once

#include "jsonld/dataset.h"
#include "jsonld/digest.h"
#include "jsonld/error.h"
#include "jsonld/nquads.h"

G_BEGIN_DECLS

typedef struct {
  GPtrArray *lines; /* char *, each with its line feed, in code point order, no duplicates */
  char **labels;    /* by number of the blank node in the data set: "c14n0"; NULL-terminated */
} CoffretCanonical;

/* More than any real credential needs; a poison graph uses it up in well under a second. */
#define COFFRET_RDFC_WORK 50000

CoffretCanonical *coffret_rdfc_canonicalise (const CoffretDataset *dataset,
                                             const CoffretDigest *digest,
                                             CoffretNquadsEscaping escaping,
                                             guint work,
                                             GError **error);
void coffret_canonical_free (CoffretCanonical *canonical);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCanonical, coffret_canonical_free)
/* The canonical form: all lines one after the other. Owned. */
GString *coffret_canonical_to_text (const CoffretCanonical *canonical);

G_END_DECLS
