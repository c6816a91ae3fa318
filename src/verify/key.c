#include "verify/key-private.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <string.h>

#include "base/base64.h"
#include "verify/openssl.h"
#include "verify/roca.h"

#define MAX_POINT 133 /* P-521, uncompressed */
#define MIN_RSA_BITS 2048
#define MAX_RSA_BITS 8192
#define MAX_EXPONENT 8 /* bytes; every key in use has 1 or 3. More would only take time */
#define MAX_DER_SIGNATURE 160

struct _CoffretKey {
  gatomicrefcount references;
  CoffretKeyType type;
  gboolean restricted;
  CoffretAlgorithm algorithm; /* the only one, when restricted */
  guint8 ed25519[crypto_sign_PUBLICKEYBYTES];
  EVP_PKEY *evp; /* of all other types */
};

static const struct {
  const char *name;
  const char *group;
  gsize coordinate;
} types[] = {
  [COFFRET_KEY_ED25519] = { "Ed25519", NULL, 0 }, [COFFRET_KEY_P256] = { "P-256", "P-256", 32 },
  [COFFRET_KEY_P384] = { "P-384", "P-384", 48 },  [COFFRET_KEY_P521] = { "P-521", "P-521", 66 },
  [COFFRET_KEY_RSA] = { "RSA", NULL, 0 },
};

static const struct {
  const char *name;
  CoffretKeyType type;
  const char *digest;
  gboolean pss;
} algorithms[] = {
  [COFFRET_ALGORITHM_EDDSA] = { "EdDSA", COFFRET_KEY_ED25519, NULL },
  [COFFRET_ALGORITHM_ES256] = { "ES256", COFFRET_KEY_P256, "SHA256" },
  [COFFRET_ALGORITHM_ES384] = { "ES384", COFFRET_KEY_P384, "SHA384" },
  [COFFRET_ALGORITHM_ES512] = { "ES512", COFFRET_KEY_P521, "SHA512" },
  [COFFRET_ALGORITHM_RS256] = { "RS256", COFFRET_KEY_RSA, "SHA256" },
  [COFFRET_ALGORITHM_RS384] = { "RS384", COFFRET_KEY_RSA, "SHA384" },
  [COFFRET_ALGORITHM_RS512] = { "RS512", COFFRET_KEY_RSA, "SHA512" },
  [COFFRET_ALGORITHM_PS256] = { "PS256", COFFRET_KEY_RSA, "SHA256", TRUE },
  [COFFRET_ALGORITHM_PS384] = { "PS384", COFFRET_KEY_RSA, "SHA384", TRUE },
  [COFFRET_ALGORITHM_PS512] = { "PS512", COFFRET_KEY_RSA, "SHA512", TRUE },
};

CoffretKey *
coffret_key_refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_KEY, format, arguments);
  va_end (arguments);
  return NULL;
}

CoffretKey *
coffret_key_refuse_kind (GError **error, const char *kind)
{
  g_set_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_UNSUPPORTED,
               "keys of the kind %s are not supported", kind);
  return NULL;
}

gsize
coffret_key_coordinate_length (CoffretKeyType type)
{
  return types[type].coordinate;
}

static CoffretKey *
key_new (CoffretKeyType type)
{
  CoffretKey *key = g_new0 (CoffretKey, 1);

  g_atomic_ref_count_init (&key->references);
  key->type = type;
  return key;
}

CoffretKey *
coffret_key_new_ed25519 (const guint8 *data, gsize length, GError **error)
{
  CoffretKey *key;

  if (length != crypto_sign_PUBLICKEYBYTES)
    return coffret_key_refuse (error, "an Ed25519 key has 32 bytes, this has %" G_GSIZE_FORMAT,
                               length);
  key = key_new (COFFRET_KEY_ED25519);
  memcpy (key->ed25519, data, length);
  return key;
}

/* Takes nothing; NULL when OpenSSL finds the numbers wrong. */
static CoffretKey *
key_from_parameters (CoffretKeyType type, const char *kind, OSSL_PARAM *parameters)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, kind, NULL);
  EVP_PKEY *evp = NULL;
  CoffretKey *key = NULL;

  if (context != NULL && EVP_PKEY_fromdata_init (context) > 0 &&
      EVP_PKEY_fromdata (context, &evp, EVP_PKEY_PUBLIC_KEY, parameters) > 0) {
    key = key_new (type);
    key->evp = evp;
  }
  EVP_PKEY_CTX_free (context);
  return key;
}

CoffretKey *
coffret_key_new_ec (CoffretKeyType type, const guint8 *point, gsize length, GError **error)
{
  gsize coordinate = types[type].coordinate;
  gboolean compressed = length > 0 && (point[0] == 2 || point[0] == 3);
  guint8 copy[MAX_POINT];
  OSSL_PARAM parameters[3];
  CoffretKey *key;

  g_assert (coordinate > 0);
  /* SEC 1 knows more forms: infinity and, elsewhere, both forms in one. */
  if (length != (compressed ? 1 + coordinate : 1 + 2 * coordinate) ||
      (!compressed && point[0] != 4))
    return coffret_key_refuse (error, "this is no point of %s in a form of SEC 1",
                               types[type].name);

  coffret_openssl_wake ();
  memcpy (copy, point, length);
  parameters[0] =
    OSSL_PARAM_construct_utf8_string (OSSL_PKEY_PARAM_GROUP_NAME, (char *) types[type].group, 0);
  parameters[1] = OSSL_PARAM_construct_octet_string (OSSL_PKEY_PARAM_PUB_KEY, copy, length);
  parameters[2] = OSSL_PARAM_construct_end ();
  key = key_from_parameters (type, "EC", parameters);
  if (key == NULL)
    return coffret_key_refuse (error, "the point is not on %s", types[type].name);
  return key;
}

static CoffretKey *
rsa_from_numbers (const guint8 *modulus,
                  gsize modulus_length,
                  const guint8 *exponent,
                  gsize exponent_length)
{
  BIGNUM *n = BN_bin2bn (modulus, (int) modulus_length, NULL);
  BIGNUM *e = BN_bin2bn (exponent, (int) exponent_length, NULL);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  OSSL_PARAM *parameters = NULL;
  CoffretKey *key = NULL;

  if (n != NULL && e != NULL && builder != NULL &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_N, n) > 0 &&
      OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_RSA_E, e) > 0)
    parameters = OSSL_PARAM_BLD_to_param (builder);
  if (parameters != NULL)
    key = key_from_parameters (COFFRET_KEY_RSA, "RSA", parameters);
  OSSL_PARAM_free (parameters);
  OSSL_PARAM_BLD_free (builder);
  BN_free (e);
  BN_free (n);
  return key;
}

CoffretKey *
coffret_key_new_rsa (const guint8 *modulus,
                     gsize modulus_length,
                     const guint8 *exponent,
                     gsize exponent_length,
                     GError **error)
{
  gsize bits = modulus_length * 8;
  CoffretKey *key;

  if (modulus_length == 0 || exponent_length == 0 || modulus[0] == 0 || exponent[0] == 0)
    return coffret_key_refuse (error, "a number of the RSA key begins with zeros or is missing");
  for (guint8 top = modulus[0]; (top & 0x80) == 0; top = (guint8) (top << 1))
    bits--;
  if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS)
    return coffret_key_refuse (error, "an RSA key of %" G_GSIZE_FORMAT " bits is not used", bits);
  if (exponent_length > MAX_EXPONENT || (exponent[exponent_length - 1] & 1) == 0 ||
      (modulus[modulus_length - 1] & 1) == 0 || (exponent_length == 1 && exponent[0] == 1))
    return coffret_key_refuse (error, "the numbers of the RSA key make no key");
  if (coffret_roca_leaks (modulus, modulus_length))
    return coffret_key_refuse (error, "the RSA key was made by a chip whose keys can be computed "
                                      "(ROCA, CVE-2017-15361)");

  coffret_openssl_wake ();
  key = rsa_from_numbers (modulus, modulus_length, exponent, exponent_length);
  if (key == NULL)
    return coffret_key_refuse (error, "the numbers of the RSA key make no key");
  return key;
}

void
coffret_key_restrict (CoffretKey *key, CoffretAlgorithm algorithm)
{
  key->restricted = TRUE;
  key->algorithm = algorithm;
}

CoffretKey *
coffret_key_ref (CoffretKey *key)
{
  g_atomic_ref_count_inc (&key->references);
  return key;
}

void
coffret_key_unref (CoffretKey *key)
{
  if (!g_atomic_ref_count_dec (&key->references))
    return;
  EVP_PKEY_free (key->evp);
  g_free (key);
}

CoffretKeyType
coffret_key_get_type (const CoffretKey *key)
{
  return key->type;
}

gboolean
coffret_key_equal (const CoffretKey *a, const CoffretKey *b)
{
  if (a->type != b->type)
    return FALSE;
  if (a->type == COFFRET_KEY_ED25519)
    return memcmp (a->ed25519, b->ed25519, sizeof a->ed25519) == 0;
  return EVP_PKEY_eq (a->evp, b->evp) == 1;
}

/* LENGTH 0: as many bytes as the number takes. */
static char *
encode_number (const CoffretKey *key, const char *parameter, gsize length)
{
  BIGNUM *number = NULL;
  g_autofree guint8 *bytes = NULL;

  if (EVP_PKEY_get_bn_param (key->evp, parameter, &number) <= 0)
    return g_strdup ("");
  if (length == 0)
    length = (gsize) BN_num_bytes (number);
  bytes = g_malloc0 (length);
  BN_bn2binpad (number, bytes, (int) length);
  BN_free (number);
  return coffret_base64url_encode (bytes, length);
}

char *
coffret_key_thumbprint (const CoffretKey *key)
{
  guint8 digest[crypto_hash_sha256_BYTES];
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  switch (key->type) {
  case COFFRET_KEY_ED25519:
    first = coffret_base64url_encode (key->ed25519, sizeof key->ed25519);
    text = g_strdup_printf ("{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"%s\"}", first);
    break;
  case COFFRET_KEY_RSA:
    first = encode_number (key, OSSL_PKEY_PARAM_RSA_E, 0);
    second = encode_number (key, OSSL_PKEY_PARAM_RSA_N, 0);
    text = g_strdup_printf ("{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}", first, second);
    break;
  default:
    first = encode_number (key, OSSL_PKEY_PARAM_EC_PUB_X, types[key->type].coordinate);
    second = encode_number (key, OSSL_PKEY_PARAM_EC_PUB_Y, types[key->type].coordinate);
    text = g_strdup_printf ("{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}",
                            types[key->type].name, first, second);
    break;
  }
  crypto_hash_sha256 (digest, (const guint8 *) text, strlen (text));
  return coffret_base64url_encode (digest, sizeof digest);
}

gboolean
coffret_algorithm_from_name (const char *name, CoffretAlgorithm *algorithm)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (algorithms); i++)
    if (strcmp (name, algorithms[i].name) == 0) {
      *algorithm = (CoffretAlgorithm) i;
      return TRUE;
    }
  /* RFC 9864 gives the only kind of EdDSA that is used here a name of its own. */
  *algorithm = COFFRET_ALGORITHM_EDDSA;
  return g_strcmp0 (name, "Ed25519") == 0;
}

gboolean
coffret_algorithm_fits (CoffretAlgorithm algorithm, CoffretKeyType type)
{
  return algorithms[algorithm].type == type;
}

static guint8 *
append_integer (guint8 *at, const guint8 *number, gsize length)
{
  gboolean negative;

  while (length > 1 && *number == 0) {
    number++;
    length--;
  }
  /* DER's integers have a sign. */
  negative = (*number & 0x80) != 0;
  *at++ = 0x02;
  *at++ = (guint8) (length + negative);
  if (negative)
    *at++ = 0;
  memcpy (at, number, length);
  return at + length;
}

/* r‖s as the SEQUENCE of two INTEGERs that OpenSSL wants; how many bytes of DER it is. */
static gsize
encode_ecdsa (const guint8 *signature, gsize coordinate, guint8 *der)
{
  guint8 body[MAX_DER_SIGNATURE];
  guint8 *end = append_integer (body, signature, coordinate);
  gsize length;
  gsize start = 0;

  end = append_integer (end, signature + coordinate, coordinate);
  length = (gsize) (end - body);
  der[start++] = 0x30;
  if (length >= 0x80)
    der[start++] = 0x81;
  der[start++] = (guint8) length;
  memcpy (der + start, body, length);
  return start + length;
}

static gboolean
verify_evp (const CoffretKey *key,
            CoffretAlgorithm algorithm,
            const void *message,
            gsize message_length,
            const guint8 *signature,
            gsize signature_length)
{
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *settings = NULL; /* CONTEXT's */
  gboolean good;

  good =
    context != NULL && EVP_DigestVerifyInit_ex (context, &settings, algorithms[algorithm].digest,
                                                NULL, NULL, key->evp, NULL) > 0;
  /* RFC 7518 section 3.5: the salt is as long as the hash. */
  if (good && algorithms[algorithm].pss)
    good = EVP_PKEY_CTX_set_rsa_padding (settings, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen (settings, RSA_PSS_SALTLEN_DIGEST) > 0;
  good =
    good && EVP_DigestVerify (context, signature, signature_length, message, message_length) == 1;
  EVP_MD_CTX_free (context);
  return good;
}

gboolean
coffret_key_verify (const CoffretKey *key,
                    CoffretAlgorithm algorithm,
                    const void *message,
                    gsize message_length,
                    const guint8 *signature,
                    gsize signature_length)
{
  gsize coordinate = types[key->type].coordinate;
  guint8 der[MAX_DER_SIGNATURE];

  if (!coffret_algorithm_fits (algorithm, key->type) ||
      (key->restricted && key->algorithm != algorithm))
    return FALSE;
  if (key->type == COFFRET_KEY_ED25519)
    return signature_length == crypto_sign_BYTES &&
           crypto_sign_verify_detached (signature, message, message_length, key->ed25519) == 0;
  if (coordinate > 0) {
    if (signature_length != 2 * coordinate)
      return FALSE;
    return verify_evp (key, algorithm, message, message_length, der,
                       encode_ecdsa (signature, coordinate, der));
  }
  return signature_length == (gsize) EVP_PKEY_get_size (key->evp) &&
         verify_evp (key, algorithm, message, message_length, signature, signature_length);
}
