/* token-header.h: what a token says about how it is signed, by the rules of JOSE.
 *
 * Inside the module only. The rules are those of RFC 7515 and RFC 8725: no unsecured
 * tokens, no shared secrets, no extension that is not understood, one type of token
 * never taken for another.
 */
#pragma once

#include "credential/token.h"
#include "verify/proof.h"

G_BEGIN_DECLS

typedef struct {
  CoffretAlgorithm algorithm;
  const char *kid;   /* not empty; nullable */
  const json_t *jwk; /* an object; nullable */
  gboolean x5c;      /* it brings certificates along */
} CoffretTokenHeader;

/* HEADER's members are borrowed from TOKEN. TYPES, NULL-terminated, are those that its "typ" may
 * have, "" for none at all. FALSE when ANSWER, which is set then, says why nothing can be checked.
 */
gboolean coffret_token_header_read (const CoffretToken *token,
                                    const char *const *types,
                                    CoffretTokenHeader *header,
                                    CoffretCheck *answer);

G_END_DECLS
