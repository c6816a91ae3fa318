/* tokens.h: what the tests of tokens share: issuers, what is known of them, and asking. */
#pragma once

#include "verify/proof.h"
#include "verify/signer.h"

G_BEGIN_DECLS

#define TOKENS_NOW "2026-06-01T00:00:00Z"

typedef struct {
  CoffretContexts *contexts;
  CoffretGrounds *grounds;
  Signer *ed25519; /* $ED: its did:key, $EDKEY: its multikey, $EDJWK: as a JWK */
  Signer *other;   /* $OTHER, $OTHERKEY, $OTHERJWK: another such */
  Signer *p256;    /* $P256: its did:jwk, $P256JWK */
} Tokens;

void tokens_set_up (Tokens *tokens, gconstpointer data);
void tokens_tear_down (Tokens *tokens, gconstpointer data);

/* TEXT with " for ', and the names above filled in. Owned. */
char *tokens_fill (const Tokens *tokens, const char *text);
/* A document that is known, filled in. */
void tokens_give (Tokens *tokens, const char *document);
/* A token of both, filled in, signed by SIGNER. Owned. */
char *
tokens_sign (const Tokens *tokens, const Signer *signer, const char *header, const char *payload);

/* The only proof of TOKEN, which is read as the reader does as far as it can be. */
CoffretProofResult *tokens_verify (const Tokens *tokens, const char *token);

/* EXPECTED: the answers to proof, coverage and binding, "yes unknown no", and CODE of the proof. */
void tokens_assert (const Tokens *tokens,
                    const char *name,
                    const char *token,
                    const char *expected,
                    const char *code);

G_END_DECLS
