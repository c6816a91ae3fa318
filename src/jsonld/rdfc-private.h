/* rdfc-private.h: what the two halves of the canonicalisation share.
 *
 * Inside the module only. Blank nodes are their numbers in the data set; canonical
 * identifiers are numbers too, until they are written.
 */
#pragma once

#include "jsonld/rdfc.h"

G_BEGIN_DECLS

typedef guint8 CoffretHash[COFFRET_DIGEST_MAX_LENGTH];

typedef struct {
  const CoffretQuad *quads;
  guint n_blanks;
  guint *first; /* by blank node: where its quads begin in ITS_QUADS; N_BLANKS + 1 of them */
  guint *its_quads;
  const CoffretDigest *digest;
  CoffretHash *hashes; /* first degree, by blank node */
  guint *issued;       /* by blank node: its canonical number plus one; 0: none yet */
  guint n_issued;
  guint work; /* steps left */
} CoffretLabelling;

static inline void
coffret_labelling_issue (CoffretLabelling *labelling, guint blank)
{
  labelling->issued[blank] = ++labelling->n_issued;
}

/* FALSE with the error when the limit is reached. */
gboolean coffret_labelling_charge (CoffretLabelling *labelling, gsize steps, GError **error);

/* Gives canonical numbers to the COUNT blank nodes of GROUP, which share their first-degree hash
 * (RDFC-1.0, 4.4.3 step 5), and to others on the way. */
gboolean coffret_labelling_settle (CoffretLabelling *labelling,
                                   const guint *group,
                                   guint count,
                                   GError **error);

G_END_DECLS
