/* invented-issuer.h: one who signs what invented people have, for as long as this process lives.
 *
 * Its key is made for the occasion, never written anywhere and forgotten with it: nobody can sign
 * in its name again, and what it signed is known to nobody who was not given it.
 */
#pragma once

#include "share/holder-key.h"

G_BEGIN_DECLS

typedef struct _CoffretInventedIssuer CoffretInventedIssuer;

/* PLAN: its part of a person's file; referenced. MARK: what is said of all that is invented, by
 * language. */
CoffretInventedIssuer *coffret_invented_issuer_new (json_t *plan, const json_t *mark);
void coffret_invented_issuer_free (CoffretInventedIssuer *issuer);

const char *coffret_invented_issuer_get_did (const CoffretInventedIssuer *issuer);
/* As it stands in a credential. A new reference. */
json_t *coffret_invented_issuer_profile (const CoffretInventedIssuer *issuer);
/* What a registry says of it; NULL: no registry knows it. A new reference. */
json_t *coffret_invented_issuer_entry (const CoffretInventedIssuer *issuer);
/* Of its key, where it is not named by that and has published it; else NULL. A new reference. */
json_t *coffret_invented_issuer_document (const CoffretInventedIssuer *issuer);

/* A credentialStatus. BLANK: "revocation" or "suspension" for one that may be withdrawn, with
 * "/set" for one that was, with "/nowhere" where the list is nowhere to be found. A new reference.
 */
json_t *coffret_invented_issuer_status (CoffretInventedIssuer *issuer, const char *blank);
/* Its lists, signed: json_t's, owned. */
GPtrArray *coffret_invented_issuer_lists (CoffretInventedIssuer *issuer,
                                          CoffretInstant now,
                                          CoffretContexts *contexts);

void coffret_invented_issuer_sign (const CoffretInventedIssuer *issuer,
                                   json_t *document,
                                   CoffretInstant created,
                                   CoffretContexts *contexts);

G_END_DECLS
