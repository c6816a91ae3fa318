/* trust.h: the rows of whom the owner vouches for, and whom not.
 *
 * The owner's own word about an issuer: it comes before any registry. One row an issuer.
 */
#pragma once

#include "base/instant.h"
#include "vault/database.h"

G_BEGIN_DECLS

typedef struct {
  char *issuer;     /* its id: a DID or URL, exactly as credentials name it */
  char *name;       /* what the owner knows it as; NULL: as it calls itself */
  gboolean trusted; /* FALSE: distrusted */
  CoffretInstant since;
} CoffretTrustRow;

CoffretTrustRow *coffret_trust_row_new (const char *issuer,
                                        const char *name,
                                        gboolean trusted,
                                        CoffretInstant since);
CoffretTrustRow *coffret_trust_row_copy (const CoffretTrustRow *row);
void coffret_trust_row_free (CoffretTrustRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretTrustRow, coffret_trust_row_free)

/* CoffretTrustRow's in the order of their issuers' ids, owned. */
GPtrArray *coffret_trust_list (CoffretDatabase *database, GError **error);
/* Inserts, or overwrites the row of that issuer. */
gboolean coffret_trust_save (CoffretDatabase *database, const CoffretTrustRow *row, GError **error);
/* Nothing is said about ISSUER any more. */
gboolean coffret_trust_remove (CoffretDatabase *database, const char *issuer, GError **error);

G_END_DECLS
