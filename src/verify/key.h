/* key.h: a public key, and whether it made a signature.
 *
 * Only public keys: a JWK or a PEM with private parts is refused. Ed25519 goes through
 * libsodium, the rest through OpenSSL's EVP. Exact lengths, canonical encodings,
 * points on their curve (Ed25519: found out by the check itself); RSA from 2048 to
 * 8192 bits. Immutable, counted, any thread.
 */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

#include "verify/error.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_KEY_ED25519,
  COFFRET_KEY_P256,
  COFFRET_KEY_P384,
  COFFRET_KEY_P521,
  COFFRET_KEY_RSA,
} CoffretKeyType;

/* How a signature was made: the JOSE names (RFC 7518, RFC 8037). ECDSA signatures are r‖s. */
typedef enum {
  COFFRET_ALGORITHM_EDDSA,
  COFFRET_ALGORITHM_ES256,
  COFFRET_ALGORITHM_ES384,
  COFFRET_ALGORITHM_ES512,
  COFFRET_ALGORITHM_RS256,
  COFFRET_ALGORITHM_RS384,
  COFFRET_ALGORITHM_RS512,
  COFFRET_ALGORITHM_PS256,
  COFFRET_ALGORITHM_PS384,
  COFFRET_ALGORITHM_PS512,
} CoffretAlgorithm;

typedef struct _CoffretKey CoffretKey;

/* Each: NULL with a COFFRET_VERIFY_ERROR, KEY for what breaks its standard and UNSUPPORTED, naming
 * the kind, for keys that are good but not for us. */
/* Multikey (Controlled Identifiers 1.0, 2.2.2), also the identifier of a did:key. */
CoffretKey *coffret_key_from_multibase (const char *text, GError **error);
/* RFC 7517. Refuses `use: enc`, and `key_ops` without "verify"; `alg` makes it a key for that one
 * algorithm. */
CoffretKey *coffret_key_from_jwk (const json_t *jwk, GError **error);
/* Ed25519VerificationKey2018: plain base58btc of 32 bytes. */
CoffretKey *coffret_key_from_base58 (const char *text, GError **error);
/* "BEGIN PUBLIC KEY" or "BEGIN RSA PUBLIC KEY" (Open Badges 2.0 CryptographicKey). */
CoffretKey *coffret_key_from_pem (const char *text, GError **error);
/* A multicodec prefix and the key: 35 bytes for P-256 in ecdsa-sd-2023. */
CoffretKey *coffret_key_from_multicodec (const guint8 *data, gsize length, GError **error);

CoffretKey *coffret_key_ref (CoffretKey *key);
void coffret_key_unref (CoffretKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretKey, coffret_key_unref)

CoffretKeyType coffret_key_get_type (const CoffretKey *key);
gboolean coffret_key_equal (const CoffretKey *a, const CoffretKey *b);
/* SHA-256 JWK thumbprint (RFC 7638), base64url; owned. */
char *coffret_key_thumbprint (const CoffretKey *key);

/* "EdDSA" or "Ed25519", "ES256", …; FALSE for any other name. */
gboolean coffret_algorithm_from_name (const char *name, CoffretAlgorithm *algorithm);
gboolean coffret_algorithm_fits (CoffretAlgorithm algorithm, CoffretKeyType type);

/* FALSE also when algorithm and key do not fit or the signature has another length. */
gboolean coffret_key_verify (const CoffretKey *key,
                             CoffretAlgorithm algorithm,
                             const void *message,
                             gsize message_length,
                             const guint8 *signature,
                             gsize signature_length);

G_END_DECLS
