/* witnesses.h: the rows of what proves credentials besides themselves: documents of
 * issuers and their keys, status lists, each as it came and with when it came.
 *
 * They are kept for good, every edition: a credential must verify when its issuer
 * is gone, and a revocation once seen stands.
 */
#pragma once

#include "base/instant.h"
#include "vault/database.h"

G_BEGIN_DECLS

typedef struct {
  char *sha256;       /* of the bytes, hex */
  char *kind;         /* "document" or "status" */
  char *name;         /* the DID or URL that it says it is */
  char *fetched_from; /* NULL: given as a file */
  CoffretInstant received;
  GBytes *bytes;
} CoffretWitnessRow;

/* The hash is computed. */
CoffretWitnessRow *coffret_witness_row_new (const char *kind,
                                            const char *name,
                                            const char *fetched_from,
                                            CoffretInstant received,
                                            GBytes *bytes);
void coffret_witness_row_free (CoffretWitnessRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretWitnessRow, coffret_witness_row_free)

/* CoffretWitnessRow's, the oldest first, owned. */
GPtrArray *coffret_witnesses_list (CoffretDatabase *database, GError **error);
/* Nothing happens when the same bytes are there. */
gboolean
coffret_witnesses_add (CoffretDatabase *database, const CoffretWitnessRow *row, GError **error);

G_END_DECLS
