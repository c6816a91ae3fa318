/* rdfc.h: RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation, 21 May 2024).
 *
 * Gives isomorphic data sets the same text, whatever their blank nodes are called.
 * Graphs made to take for ever (section 7.1) are refused once WORK steps are used up,
 * as is a text past COFFRET_RDFC_MAX_BYTES. Pure; any thread.
 */
#pragma once

#include "jsonld/dataset.h"
#include "jsonld/digest.h"
#include "jsonld/error.h"
#include "jsonld/nquads.h"

G_BEGIN_DECLS

/* More than any real credential needs; a poison graph uses it up in well under a second. */
#define COFFRET_RDFC_WORK 50000
#define COFFRET_RDFC_MAX_BYTES (12 * 1024 * 1024)

typedef struct {
  char *text;    /* the canonical form: all lines one after the other */
  gsize length;  /* of TEXT, in bytes; it may hold U+0000 */
  gsize *starts; /* where each line begins, and after the last one LENGTH */
  guint n_lines; /* in code point order, no duplicates, each with its line feed */
} CoffretCanonical;

/* The canonical label ("c14n0") of every blank node of DATASET by its number; NULL for one that
 * no quad has. Owned: one block, for g_free(). NULL with a COFFRET_JSONLD_ERROR. */
char **coffret_rdfc_label (const CoffretDataset *dataset,
                           const CoffretDigest *digest,
                           CoffretNquadsEscaping escaping,
                           guint work,
                           GError **error);
/* The sorted text with the blank nodes called by LABELS, which are all different; a label may be
 * NULL only where no quad has the blank node. */
CoffretCanonical *coffret_rdfc_write (const CoffretDataset *dataset,
                                      const char *const *labels,
                                      CoffretNquadsEscaping escaping,
                                      GError **error);
/* Both. LABELS (nullable) is set to the labels. */
CoffretCanonical *coffret_rdfc_canonicalise (const CoffretDataset *dataset,
                                             const CoffretDigest *digest,
                                             CoffretNquadsEscaping escaping,
                                             guint work,
                                             char ***labels,
                                             GError **error);
void coffret_canonical_free (CoffretCanonical *canonical);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCanonical, coffret_canonical_free)

G_END_DECLS
