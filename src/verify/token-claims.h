/* token-claims.h: whether a token and the credential in it say the same.
 *
 * Inside the module only. A token repeats some of what its credential says as registered
 * claims: issuer, id, subject, dates. Readers differ in which of the two they
 * believe, so they must be equal.
 */
#pragma once

#include "verify/token-header.h"

G_BEGIN_DECLS

/* Whom TOKEN says it is from: its "iss", else SECURED's signer. Borrowed, nullable. */
const char *coffret_token_claims_issuer (const CoffretSecured *secured, const CoffretToken *token);

/* Answers COVERAGE of RESULT, turns its BINDING into a no when the issuers differ, and fills its
 * dates. CLAIMS is TOKEN's payload with whatever was disclosed in it, and DOCUMENT what follows
 * from that; PROOF must be answered before. */
void coffret_token_claims_check (const CoffretSecured *secured,
                                 const json_t *claims,
                                 const json_t *document,
                                 CoffretProofResult *result);

G_END_DECLS
