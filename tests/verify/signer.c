#include "verify/signer.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <string.h>

#include "base/base64.h"
#include "base/multibase.h"

struct _Signer {
  char *kind;
  EVP_PKEY *pair;
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  char *jwk;
  char *did_jwk;
  char *multikey;
};

static void
name_key (Signer *signer)
{
  g_autofree char *encoded =
    coffret_base64url_encode ((const guint8 *) signer->jwk, strlen (signer->jwk));

  signer->did_jwk = g_strconcat ("did:jwk:", encoded, NULL);
}

Signer *
signer_new_ed25519 (guint8 seed)
{
  Signer *signer = g_new0 (Signer, 1);
  guint8 seeds[crypto_sign_SEEDBYTES];
  guint8 public[2 + crypto_sign_PUBLICKEYBYTES] = { 0xed, 0x01 };
  g_autofree char *x = NULL;

  memset (seeds, seed, sizeof seeds);
  crypto_sign_seed_keypair (public + 2, signer->secret, seeds);
  x = coffret_base64url_encode (public + 2, crypto_sign_PUBLICKEYBYTES);
  signer->kind = g_strdup ("Ed25519");
  signer->multikey = coffret_multibase_encode (public, sizeof public);
  signer->jwk = g_strdup_printf ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}", x);
  name_key (signer);
  return signer;
}

static char *
encode_number (const Signer *signer, const char *name, int length)
{
  BIGNUM *number = NULL;
  guint8 bytes[512];

  g_assert_cmpint (EVP_PKEY_get_bn_param (signer->pair, name, &number), ==, 1);
  if (length == 0)
    length = BN_num_bytes (number);
  BN_bn2binpad (number, bytes, length);
  BN_free (number);
  return coffret_base64url_encode (bytes, (gsize) length);
}

static int
coordinate_length (const Signer *signer)
{
  return (EVP_PKEY_get_bits (signer->pair) + 7) / 8;
}

Signer *
signer_new (const char *kind)
{
  Signer *signer = g_new0 (Signer, 1);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  signer->kind = g_strdup (kind);
  if (g_str_equal (kind, "RSA")) {
    signer->pair = EVP_PKEY_Q_keygen (NULL, NULL, "RSA", (size_t) 2048);
    first = encode_number (signer, OSSL_PKEY_PARAM_RSA_N, 0);
    second = encode_number (signer, OSSL_PKEY_PARAM_RSA_E, 0);
    signer->jwk = g_strdup_printf ("{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}", first, second);
  } else {
    signer->pair = EVP_PKEY_Q_keygen (NULL, NULL, "EC", kind);
    first = encode_number (signer, OSSL_PKEY_PARAM_EC_PUB_X, coordinate_length (signer));
    second = encode_number (signer, OSSL_PKEY_PARAM_EC_PUB_Y, coordinate_length (signer));
    signer->jwk = g_strdup_printf ("{\"kty\":\"EC\",\"crv\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}",
                                   kind, first, second);
  }
  name_key (signer);
  return signer;
}

void
signer_free (Signer *signer)
{
  EVP_PKEY_free (signer->pair);
  g_free (signer->kind);
  g_free (signer->jwk);
  g_free (signer->did_jwk);
  g_free (signer->multikey);
  g_free (signer);
}

const char *
signer_get_jwk (const Signer *signer)
{
  return signer->jwk;
}

const char *
signer_get_did_jwk (const Signer *signer)
{
  return signer->did_jwk;
}

const char *
signer_get_multikey (const Signer *signer)
{
  return signer->multikey;
}

/* JOSE wants both numbers one after the other. */
static GBytes *
from_der (const Signer *signer, const guint8 *der, gsize length)
{
  int coordinate = coordinate_length (signer);
  ECDSA_SIG *numbers = d2i_ECDSA_SIG (NULL, &der, (long) length);
  g_autofree guint8 *plain = g_malloc0 (2 * (gsize) coordinate);

  g_assert_nonnull (numbers);
  BN_bn2binpad (ECDSA_SIG_get0_r (numbers), plain, coordinate);
  BN_bn2binpad (ECDSA_SIG_get0_s (numbers), plain + coordinate, coordinate);
  ECDSA_SIG_free (numbers);
  return g_bytes_new_take (g_steal_pointer (&plain), 2 * (gsize) coordinate);
}

GBytes *
signer_sign (const Signer *signer, const char *digest, const char *text)
{
  guint8 signature[512];
  size_t length = sizeof signature;
  EVP_MD_CTX *context;

  if (signer->pair == NULL) {
    crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), signer->secret);
    return g_bytes_new (signature, crypto_sign_BYTES);
  }
  context = EVP_MD_CTX_new ();
  g_assert_cmpint (EVP_DigestSignInit_ex (context, NULL, digest, NULL, NULL, signer->pair, NULL),
                   ==, 1);
  g_assert_cmpint (
    EVP_DigestSign (context, signature, &length, (const guint8 *) text, strlen (text)), ==, 1);
  EVP_MD_CTX_free (context);
  if (g_str_equal (signer->kind, "RSA"))
    return g_bytes_new (signature, length);
  return from_der (signer, signature, length);
}

char *
signer_sign_token (const Signer *signer, const char *header, const char *payload)
{
  g_autofree char *first = coffret_base64url_encode ((const guint8 *) header, strlen (header));
  g_autofree char *second = coffret_base64url_encode ((const guint8 *) payload, strlen (payload));
  g_autofree char *text = g_strconcat (first, ".", second, NULL);
  const char *digest = g_str_equal (signer->kind, "P-384")   ? "SHA384"
                       : g_str_equal (signer->kind, "P-521") ? "SHA512"
                                                             : "SHA256";
  g_autoptr (GBytes) signature = signer_sign (signer, digest, text);
  g_autofree char *third =
    coffret_base64url_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));

  return g_strconcat (text, ".", third, NULL);
}
