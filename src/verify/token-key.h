/* token-key.h: whose key signed a token.
 *
 * Inside the module only. A key that the token names by "kid" or by its issuer is looked up;
 * one that it brings along ("jwk") belongs to nobody, unless it is the issuer's
 * own too. Two different keys in one header are a contradiction.
 */
#pragma once

#include "verify/token-header.h"

G_BEGIN_DECLS

/* Answers PROOF and BINDING of RESULT for the compact JWS of LENGTH bytes at the beginning of
 * SECURED's token, which ISSUER (nullable) says it has issued. */
void coffret_token_key_check (const CoffretSecured *secured,
                              gsize length,
                              const CoffretTokenHeader *header,
                              const char *issuer,
                              const CoffretGrounds *grounds,
                              CoffretProofResult *result);

/* The same for keys that are there already: FOUND has CoffretResolvedKey's, at least one. Without a
 * "kid" in HEADER a signature that fits none of them is not known to be wrong. */
void coffret_token_key_try (const CoffretSecured *secured,
                            gsize length,
                            const CoffretTokenHeader *header,
                            GPtrArray *found,
                            CoffretProofResult *result);
/* The same for a key of which it is not known whose it is; CODE says why. */
void coffret_token_key_try_unbound (const CoffretSecured *secured,
                                    gsize length,
                                    const CoffretTokenHeader *header,
                                    CoffretKey *key,
                                    const char *code,
                                    CoffretProofResult *result);

/* Whether the compact JWS of LENGTH bytes at TEXT is signed by KEY. */
gboolean coffret_token_is_signed (const char *text,
                                  gsize length,
                                  const CoffretKey *key,
                                  CoffretAlgorithm algorithm);

G_END_DECLS
