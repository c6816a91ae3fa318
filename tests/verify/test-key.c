#include "verify/key.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

#include "base/base58.h"
#include "base/base64.h"
#include "base/json.h"
#include "base/multibase.h"

/* RFC 8037, appendix A. */
#define ED25519_X "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define ED25519_THUMBPRINT "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"
/* RFC 7515, appendix A.3. */
#define P256_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define P256_Y "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
#define P256_TOKEN                                                                                 \
  "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"  \
  "bS9pc19yb290Ijp0cnVlfQ"
#define P256_SIGNATURE                                                                             \
  "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

static CoffretKey *
from_jwk (const char *text, GError **error)
{
  g_autoptr (json_t) jwk = coffret_json_parse (text, strlen (text), NULL, NULL);

  g_assert_nonnull (jwk);
  return coffret_key_from_jwk (jwk, error);
}

static void
assert_refused (CoffretKey *key, GError *error, CoffretVerifyError code)
{
  g_assert_null (key);
  g_assert_error (error, COFFRET_VERIFY_ERROR, (int) code);
  g_error_free (error);
}

static void
test_ed25519 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretKey) jwk =
    from_jwk ("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" ED25519_X "\"}", &error);
  g_autoptr (GBytes) bytes = coffret_base64url_decode (ED25519_X, strlen (ED25519_X));
  g_autoptr (GBytes) signature = coffret_base64url_decode (
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg", 86);
  const char *message = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  g_autofree char *base58 = coffret_base58_encode (g_bytes_get_data (bytes, NULL), 32);
  g_autofree char *thumbprint = coffret_key_thumbprint (jwk);
  g_autoptr (CoffretKey) plain = coffret_key_from_base58 (base58, NULL);
  g_autofree guint8 *changed = g_memdup2 (g_bytes_get_data (signature, NULL), 64);

  g_assert_no_error (error);
  g_assert_cmpint (coffret_key_get_type (jwk), ==, COFFRET_KEY_ED25519);
  g_assert_true (coffret_key_equal (jwk, plain));
  g_assert_cmpstr (thumbprint, ==, ED25519_THUMBPRINT);
  g_assert_true (coffret_key_verify (jwk, COFFRET_ALGORITHM_EDDSA, message, strlen (message),
                                     g_bytes_get_data (signature, NULL), 64));
  g_assert_false (coffret_key_verify (jwk, COFFRET_ALGORITHM_EDDSA, message, strlen (message) - 1,
                                      g_bytes_get_data (signature, NULL), 64));
  g_assert_false (coffret_key_verify (jwk, COFFRET_ALGORITHM_EDDSA, message, strlen (message),
                                      g_bytes_get_data (signature, NULL), 63));
  g_assert_false (coffret_key_verify (jwk, COFFRET_ALGORITHM_ES256, message, strlen (message),
                                      g_bytes_get_data (signature, NULL), 64));
  changed[63] ^= 0x10;
  g_assert_false (
    coffret_key_verify (jwk, COFFRET_ALGORITHM_EDDSA, message, strlen (message), changed, 64));
}

/* Points of small order: under the plain equation of RFC 8032 such a signature fits any message. */
static void
test_small_order (void)
{
  static const guint8 points[][32] = {
    { 0 },
    { 1 },
    { 0xec, [1 ... 30] = 0xff, 0x7f },
    { 0xed, [1 ... 30] = 0xff, 0x7f },
    { 0xee, [1 ... 30] = 0xff, 0x7f },
  };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    for (guint j = 0; j < G_N_ELEMENTS (points); j++) {
      guint8 code[34] = { 0xed, 0x01 };
      guint8 signature[64] = { 0 };
      g_autoptr (CoffretKey) key = NULL;

      memcpy (code + 2, points[i], 32);
      memcpy (signature, points[j], 32);
      key = coffret_key_from_multicodec (code, sizeof code, NULL);
      g_assert_true (key == NULL || !coffret_key_verify (key, COFFRET_ALGORITHM_EDDSA, "any", 3,
                                                         signature, sizeof signature));
    }
}

static void
test_p256 (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretKey) key = from_jwk (
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" P256_X "\",\"y\":\"" P256_Y "\"}", &error);
  g_autoptr (CoffretKey) other =
    from_jwk ("{\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"key_ops\":[\"verify\"],"
              "\"use\":\"sig\",\"x\":\"" P256_X "\",\"y\":\"" P256_Y "\"}",
              &error);
  g_autoptr (GBytes) x = coffret_base64url_decode (P256_X, strlen (P256_X));
  g_autoptr (GBytes) signature = coffret_base64url_decode (P256_SIGNATURE, strlen (P256_SIGNATURE));
  guint8 compressed[35] = { 0x80, 0x24, 0x03 };
  g_autofree char *multibase = NULL;
  g_autoptr (CoffretKey) multikey = NULL;
  g_autoptr (CoffretKey) multicodec = NULL;
  guint8 der[72];

  g_assert_no_error (error);
  memcpy (compressed + 3, g_bytes_get_data (x, NULL), 32);
  multibase = coffret_multibase_encode (compressed, sizeof compressed);
  multikey = coffret_key_from_multibase (multibase, &error);
  g_assert_no_error (error);
  multicodec = coffret_key_from_multicodec (compressed, sizeof compressed, &error);
  g_assert_no_error (error);
  g_assert_true (coffret_key_equal (key, multikey));
  g_assert_true (coffret_key_equal (key, multicodec));

  g_assert_true (coffret_key_verify (key, COFFRET_ALGORITHM_ES256, P256_TOKEN, strlen (P256_TOKEN),
                                     g_bytes_get_data (signature, NULL), 64));
  g_assert_true (coffret_key_verify (other, COFFRET_ALGORITHM_ES256, P256_TOKEN,
                                     strlen (P256_TOKEN), g_bytes_get_data (signature, NULL), 64));
  g_assert_false (coffret_key_verify (key, COFFRET_ALGORITHM_ES384, P256_TOKEN, strlen (P256_TOKEN),
                                      g_bytes_get_data (signature, NULL), 64));
  g_assert_false (coffret_key_verify (key, COFFRET_ALGORITHM_ES256, P256_TOKEN, strlen (P256_TOKEN),
                                      g_bytes_get_data (signature, NULL), 63));
  memset (der, 0, sizeof der);
  g_assert_false (coffret_key_verify (key, COFFRET_ALGORITHM_ES256, P256_TOKEN, strlen (P256_TOKEN),
                                      der, sizeof der));
  g_assert_false (
    coffret_key_verify (key, COFFRET_ALGORITHM_ES256, P256_TOKEN, strlen (P256_TOKEN), der, 64));
}

/* A key of every kind that OpenSSL makes here signs and is read back from its PEM text. */
static void
test_made (void)
{
  static const struct {
    const char *kind;
    const char *detail;
    CoffretAlgorithm algorithm;
    const char *digest;
    CoffretKeyType type;
  } kinds[] = {
    { "EC", "P-256", COFFRET_ALGORITHM_ES256, "SHA256", COFFRET_KEY_P256 },
    { "EC", "P-384", COFFRET_ALGORITHM_ES384, "SHA384", COFFRET_KEY_P384 },
    { "EC", "P-521", COFFRET_ALGORITHM_ES512, "SHA512", COFFRET_KEY_P521 },
    { "RSA", NULL, COFFRET_ALGORITHM_RS256, "SHA256", COFFRET_KEY_RSA },
    { "RSA", NULL, COFFRET_ALGORITHM_PS256, "SHA256", COFFRET_KEY_RSA },
  };
  static const char message[] = "what was signed";

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    EVP_PKEY *pair = kinds[i].detail != NULL
                       ? EVP_PKEY_Q_keygen (NULL, NULL, kinds[i].kind, kinds[i].detail)
                       : EVP_PKEY_Q_keygen (NULL, NULL, kinds[i].kind, (size_t) 2048);
    g_autofree char *pem = NULL;
    guint8 *at = NULL;
    int info_length = i2d_PUBKEY (pair, &at);
    g_autofree char *base64 = g_base64_encode (at, (gsize) info_length);
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretKey) key = NULL;
    g_autofree char *thumbprint = NULL;
    EVP_MD_CTX *context = EVP_MD_CTX_new ();
    EVP_PKEY_CTX *settings = NULL;
    guint8 made[512];
    size_t length = sizeof made;

    OPENSSL_free (at);
    pem = g_strdup_printf ("-----BEGIN PUBLIC KEY-----\n%s\r\n-----END PUBLIC KEY-----\n", base64);
    key = coffret_key_from_pem (pem, &error);
    g_assert_no_error (error);
    g_assert_cmpint (coffret_key_get_type (key), ==, kinds[i].type);
    thumbprint = coffret_key_thumbprint (key);
    g_assert_cmpuint (strlen (thumbprint), ==, 43);

    g_assert_cmpint (
      EVP_DigestSignInit_ex (context, &settings, kinds[i].digest, NULL, NULL, pair, NULL), ==, 1);
    if (kinds[i].algorithm == COFFRET_ALGORITHM_PS256)
      EVP_PKEY_CTX_ctrl_str (settings, "rsa_padding_mode", "pss");
    if (kinds[i].type == COFFRET_KEY_RSA) {
      if (kinds[i].algorithm == COFFRET_ALGORITHM_PS256)
        EVP_PKEY_CTX_ctrl_str (settings, "rsa_pss_saltlen", "digest");
      g_assert_cmpint (
        EVP_DigestSign (context, made, &length, (const guint8 *) message, sizeof message), ==, 1);
      g_assert_true (
        coffret_key_verify (key, kinds[i].algorithm, message, sizeof message, made, length));
      g_assert_false (coffret_key_verify (key,
                                          kinds[i].algorithm == COFFRET_ALGORITHM_PS256
                                            ? COFFRET_ALGORITHM_RS256
                                            : COFFRET_ALGORITHM_PS256,
                                          message, sizeof message, made, length));
      made[length - 1] ^= 1;
      g_assert_false (
        coffret_key_verify (key, kinds[i].algorithm, message, sizeof message, made, length));
      g_assert_false (
        coffret_key_verify (key, kinds[i].algorithm, message, sizeof message, made, length - 1));
    }
    EVP_MD_CTX_free (context);
    EVP_PKEY_free (pair);
  }
}

static void
test_jwk_refused (void)
{
  static const struct {
    const char *jwk;
    CoffretVerifyError code;
  } refused[] = {
#define ED25519 "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" ED25519_X "\""
#define P256 "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" P256_X "\",\"y\":\"" P256_Y "\""
    { "{}", COFFRET_VERIFY_ERROR_KEY },
    { "[]", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":7}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"oct\"}", COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "{\"kty\":\"oct\",\"k\":\"AAAA\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}",
      COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"d\":null}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"use\":\"enc\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"use\":[\"sig\"]}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"key_ops\":[\"sign\"]}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"key_ops\":\"verify\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"alg\":\"ES256\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"alg\":\"HS256\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{" ED25519 ",\"alg\":null}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"OKP\",\"x\":\"" ED25519_X "\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" ED25519_X "\"}",
      COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed448\",\"x\":\"" ED25519_X "\"}",
      COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AAAA\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" ED25519_X "=\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"" P256_X "\",\"y\":\"" P256_Y "\"}",
      COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" P256_X "\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" P256_X "\",\"y\":\"" P256_X "\"}",
      COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"EC\",\"crv\":\"P-384\",\"x\":\"" P256_X "\",\"y\":\"" P256_Y "\"}",
      COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{" P256 ",\"use\":\"enc\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"RSA\",\"n\":\"" P256_X "\",\"e\":\"AQAB\"}", COFFRET_VERIFY_ERROR_KEY },
    { "{\"kty\":\"RSA\",\"e\":\"AQAB\"}", COFFRET_VERIFY_ERROR_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    GError *error = NULL;
    CoffretKey *key = from_jwk (refused[i].jwk, &error);

    g_test_message ("%s", refused[i].jwk);
    assert_refused (key, error, refused[i].code);
  }
}

static void
test_rsa_numbers (void)
{
  const guint sizes[] = { 1024, 2040, 2048, 8192, 8200 };
  static const char *const exponents[] = { "AQAB", "Aw", "AQ", "AAM", "Ag", "AQAAAAAAAAAAAQ" };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (exponents); j++) {
      g_autofree guint8 *modulus = g_malloc (sizes[i] / 8);
      g_autofree char *encoded = NULL;
      g_autofree char *jwk = NULL;
      g_autoptr (CoffretKey) key = NULL;

      memset (modulus, 0xd7, sizes[i] / 8);
      encoded = coffret_base64url_encode (modulus, sizes[i] / 8);
      jwk = g_strdup_printf ("{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}", encoded, exponents[j]);
      key = from_jwk (jwk, NULL);
      g_assert_true ((key != NULL) == (sizes[i] >= 2048 && sizes[i] <= 8192 && j < 2));
    }
}

static void
test_multikey_refused (void)
{
  static const struct {
    const char *bytes;
    gsize length;
    CoffretVerifyError code;
  } refused[] = {
#define ZEROS "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
    { "", 0, COFFRET_VERIFY_ERROR_KEY },
    { "\xed", 1, COFFRET_VERIFY_ERROR_KEY },
    { "\xed\x01", 2, COFFRET_VERIFY_ERROR_KEY },
    { "\xed\x01" ZEROS, 33, COFFRET_VERIFY_ERROR_KEY },
    { "\xed\x01" ZEROS "\0", 35, COFFRET_VERIFY_ERROR_KEY },
    { "\xed\x81\x00" ZEROS, 35, COFFRET_VERIFY_ERROR_KEY },
    { "\x80\x24\x04" ZEROS, 35, COFFRET_VERIFY_ERROR_KEY },
    { "\x80\x24\x02" ZEROS, 34, COFFRET_VERIFY_ERROR_KEY },
    /* x = 5 is on no point of P-256's curve with that sign. */
    { "\x80\x24\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01", 35,
      COFFRET_VERIFY_ERROR_KEY },
    { "\xec\x01" ZEROS, 34, COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "\xe7\x01\x02" ZEROS, 35, COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "\xeb\x01" ZEROS, 34, COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "\x83\x24" ZEROS, 34, COFFRET_VERIFY_ERROR_UNSUPPORTED },
    { "\x80\x26" ZEROS, 34, COFFRET_VERIFY_ERROR_KEY },
    { "\x85\x24\x30\x03\x02\x01\x03", 7, COFFRET_VERIFY_ERROR_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    GError *error = NULL;
    CoffretKey *key =
      coffret_key_from_multicodec ((const guint8 *) refused[i].bytes, refused[i].length, &error);

    g_test_message ("%u", i);
    assert_refused (key, error, refused[i].code);
  }
  g_assert_null (coffret_key_from_multibase (NULL, NULL));
  g_assert_null (coffret_key_from_multibase ("", NULL));
  g_assert_null (coffret_key_from_multibase ("z6Mk0", NULL));
  g_assert_null (coffret_key_from_base58 (NULL, NULL));
  g_assert_null (coffret_key_from_base58 ("z", NULL));
}

static void
test_pem_refused (void)
{
#define INFO "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
  static const struct {
    const char *text;
    CoffretVerifyError code;
  } refused[] = {
    { "", COFFRET_VERIFY_ERROR_KEY },
    { INFO, COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN PUBLIC KEY-----\n" INFO, COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN PUBLIC KEY-----\n" INFO "\n-----END PUBLIC KEY-----\nmore",
      COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN PUBLIC KEY-----\n" INFO "\n-----END PRIVATE KEY-----", COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----", COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN PUBLIC KEY-----\nMC*wBQ==\n-----END PUBLIC KEY-----", COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN RSA PUBLIC KEY-----\n" INFO "\n-----END RSA PUBLIC KEY-----",
      COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN PRIVATE KEY-----\n" INFO "\n-----END PRIVATE KEY-----",
      COFFRET_VERIFY_ERROR_KEY },
    { "-----BEGIN CERTIFICATE-----\n" INFO "\n-----END CERTIFICATE-----",
      COFFRET_VERIFY_ERROR_UNSUPPORTED },
    /* X25519 instead of Ed25519. */
    { "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VuAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
      "-----END PUBLIC KEY-----",
      COFFRET_VERIFY_ERROR_UNSUPPORTED },
    /* A length of more bytes than it needs: 30 81 2a. */
    { "-----BEGIN PUBLIC KEY-----\nMIEqMAUGAytlcAMhANdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea\n"
      "-----END PUBLIC KEY-----",
      COFFRET_VERIFY_ERROR_KEY },
  };
  g_autoptr (GError) problem = NULL;
  g_autoptr (CoffretKey) good = coffret_key_from_pem (
    " \n-----BEGIN PUBLIC KEY-----" INFO "-----END PUBLIC KEY-----\n", &problem);

  g_assert_no_error (problem);
  g_assert_nonnull (good);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    GError *error = NULL;
    CoffretKey *key = coffret_key_from_pem (refused[i].text, &error);

    g_test_message ("%s", refused[i].text);
    assert_refused (key, error, refused[i].code);
  }
  g_assert_null (coffret_key_from_pem (NULL, NULL));
}

static void
test_names (void)
{
  CoffretAlgorithm algorithm;

  g_assert_true (coffret_algorithm_from_name ("EdDSA", &algorithm));
  g_assert_cmpint (algorithm, ==, COFFRET_ALGORITHM_EDDSA);
  g_assert_true (coffret_algorithm_from_name ("Ed25519", &algorithm));
  g_assert_cmpint (algorithm, ==, COFFRET_ALGORITHM_EDDSA);
  g_assert_true (coffret_algorithm_from_name ("PS256", &algorithm));
  g_assert_cmpint (algorithm, ==, COFFRET_ALGORITHM_PS256);
  g_assert_false (coffret_algorithm_from_name ("none", &algorithm));
  g_assert_false (coffret_algorithm_from_name ("HS256", &algorithm));
  g_assert_false (coffret_algorithm_from_name ("es256", &algorithm));
  g_assert_false (coffret_algorithm_from_name ("", &algorithm));
  g_assert_false (coffret_algorithm_from_name (NULL, &algorithm));
}

/* What VALUE's members of any depth called publicKeyJwk and publicKeyBase58 say must be KEY. */
static void
compare_with (const json_t *method, const CoffretKey *key, guint *compared)
{
  const json_t *jwk = coffret_json_object (method, "publicKeyJwk");
  const char *base58 = coffret_json_string (method, "publicKeyBase58");
  g_autoptr (CoffretKey) other = NULL;

  if (jwk != NULL)
    other = coffret_key_from_jwk (jwk, NULL);
  else if (base58 != NULL && coffret_key_get_type (key) == COFFRET_KEY_ED25519)
    other = coffret_key_from_base58 (base58, NULL);
  else
    return;
  g_assert_nonnull (other);
  g_assert_true (coffret_key_equal (key, other));
  *compared += 1;
}

static void
test_did_key_vectors (void)
{
  static const struct {
    const char *file;
    guint keys;
    gboolean supported;
  } files[] = {
    { "ed25519-x25519", 5, TRUE }, { "nist-curves", 7, TRUE }, { "rsa", 2, TRUE },
    { "secp256k1", 6, FALSE },     { "bls12381", 6, FALSE },
  };
  guint compared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *name = g_strconcat (files[i].file, ".json", NULL);
    g_autofree char *path = g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors",
                                              "did-method-key", "test-vectors", name, NULL);
    g_autofree char *content = NULL;
    gsize length = 0;
    g_autoptr (json_t) json = NULL;
    const char *did;
    json_t *value;
    guint keys = 0;

    if (!g_file_get_contents (path, &content, &length, NULL)) {
      g_test_skip ("the published vectors are not here");
      return;
    }
    json = coffret_json_parse (content, length, NULL, NULL);
    json_object_foreach (json, did, value) {
      g_autoptr (GError) error = NULL;
      g_autoptr (CoffretKey) key = coffret_key_from_multibase (did + strlen ("did:key:"), &error);
      const json_t *document = coffret_json_get (value, "didDocument");

      keys++;
      if (!files[i].supported) {
        g_assert_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_UNSUPPORTED);
        g_test_message ("%s: %s", files[i].file, error->message);
        continue;
      }
      g_assert_no_error (error);
      compare_with (coffret_json_get (value, "verificationKeyPair"), key, &compared);
      compare_with (value, key, &compared);
      for (gsize j = 0; j < coffret_json_count (document, "verificationMethod"); j++) {
        const json_t *method = coffret_json_at (document, "verificationMethod", j);

        if (strstr (coffret_json_string (method, "id"), "#z6LS") == NULL)
          compare_with (method, key, &compared);
      }
    }
    g_assert_cmpuint (keys, ==, files[i].keys);
  }
  g_test_message ("%u other forms of the keys compared", compared);
  g_assert_cmpuint (compared, >=, 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/ed25519", test_ed25519);
  g_test_add_func ("/key/small-order", test_small_order);
  g_test_add_func ("/key/p256", test_p256);
  g_test_add_func ("/key/made", test_made);
  g_test_add_func ("/key/jwk-refused", test_jwk_refused);
  g_test_add_func ("/key/rsa-numbers", test_rsa_numbers);
  g_test_add_func ("/key/multikey-refused", test_multikey_refused);
  g_test_add_func ("/key/pem-refused", test_pem_refused);
  g_test_add_func ("/key/names", test_names);
  g_test_add_func ("/key/did-key-vectors", test_did_key_vectors);
  return g_test_run ();
}
