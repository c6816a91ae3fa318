/* signer.h: signs tokens for the tests, as an issuer does; nothing but tests may sign. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Signer Signer;

/* The same key for the same SEED. */
Signer *signer_new_ed25519 (guint8 seed);
/* KIND: "P-256", "P-384", "P-521" or "RSA"; a new key each time. */
Signer *signer_new (const char *kind);
void signer_free (Signer *signer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Signer, signer_free)

/* The public key as a JWK, and the did:jwk of it; borrowed. */
const char *signer_get_jwk (const Signer *signer);
const char *signer_get_did_jwk (const Signer *signer);
/* Of an Ed25519 key: "z6Mk…"; borrowed. */
const char *signer_get_multikey (const Signer *signer);

/* A raw signature, as JOSE wants it; DIGEST as OpenSSL calls it. */
GBytes *signer_sign (const Signer *signer, const char *digest, const char *text);
/* A compact JWS of both, which are signed as they are written. The digest is that which the curve
 * goes with. */
char *signer_sign_token (const Signer *signer, const char *header, const char *payload);

G_END_DECLS
