#include "issue.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <sodium.h>
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "base/multibase.h"
#include "jsonld/jcs.h"
#include "jsonld/jsonld.h"
#include "jsonld/rdfc.h"
#include "verify/digests.h"

struct _TestIssuer {
  CoffretKeyType type;
  guint8 ed25519[crypto_sign_SECRETKEYBYTES];
  EVP_PKEY *evp;
  char *did;
  char *method;
};

static EVP_PKEY *
make_ec (const char *group_name, guint8 seed, guint8 *point, gsize *length)
{
  EC_GROUP *group = EC_GROUP_new_by_curve_name (OBJ_sn2nid (group_name));
  BIGNUM *secret = BN_new ();
  EC_POINT *public_point = EC_POINT_new (group);
  OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new ();
  OSSL_PARAM *parameters;
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name (NULL, "EC", NULL);
  EVP_PKEY *evp = NULL;

  BN_set_word (secret, 1000003u * (seed + 1u));
  EC_POINT_mul (group, public_point, secret, NULL, NULL, NULL);
  *length = EC_POINT_point2oct (group, public_point, POINT_CONVERSION_COMPRESSED, point, 64, NULL);
  OSSL_PARAM_BLD_push_utf8_string (builder, OSSL_PKEY_PARAM_GROUP_NAME, group_name, 0);
  OSSL_PARAM_BLD_push_BN (builder, OSSL_PKEY_PARAM_PRIV_KEY, secret);
  OSSL_PARAM_BLD_push_octet_string (builder, OSSL_PKEY_PARAM_PUB_KEY, point, *length);
  parameters = OSSL_PARAM_BLD_to_param (builder);
  EVP_PKEY_fromdata_init (context);
  g_assert_cmpint (EVP_PKEY_fromdata (context, &evp, EVP_PKEY_KEYPAIR, parameters), ==, 1);
  EVP_PKEY_CTX_free (context);
  OSSL_PARAM_free (parameters);
  OSSL_PARAM_BLD_free (builder);
  EC_POINT_free (public_point);
  BN_free (secret);
  EC_GROUP_free (group);
  return evp;
}

TestIssuer *
test_issuer_new (CoffretKeyType type, guint8 seed)
{
  TestIssuer *issuer = g_new0 (TestIssuer, 1);
  guint8 key[2 + 64];
  gsize length = crypto_sign_PUBLICKEYBYTES;
  guint8 seeds[crypto_sign_SEEDBYTES];
  g_autofree char *id = NULL;

  issuer->type = type;
  if (type == COFFRET_KEY_ED25519) {
    memset (seeds, seed, sizeof seeds);
    crypto_sign_seed_keypair (key + 2, issuer->ed25519, seeds);
    memcpy (key, "\xed\x01", 2);
  } else if (type == COFFRET_KEY_P256) {
    issuer->evp = make_ec (SN_X9_62_prime256v1, seed, key + 2, &length);
    memcpy (key, "\x80\x24", 2);
  } else {
    issuer->evp = make_ec (SN_secp384r1, seed, key + 2, &length);
    memcpy (key, "\x81\x24", 2);
  }
  id = coffret_multibase_encode (key, 2 + length);
  issuer->did = g_strconcat ("did:key:", id, NULL);
  issuer->method = g_strconcat (issuer->did, "#", id, NULL);
  return issuer;
}

void
test_issuer_free (TestIssuer *issuer)
{
  EVP_PKEY_free (issuer->evp);
  g_free (issuer->did);
  g_free (issuer->method);
  g_free (issuer);
}

const char *
test_issuer_did (const TestIssuer *issuer)
{
  return issuer->did;
}

const char *
test_issuer_method (const TestIssuer *issuer)
{
  return issuer->method;
}

static GBytes *
sign_ec (const TestIssuer *issuer, const void *message, gsize message_length)
{
  gsize coordinate = issuer->type == COFFRET_KEY_P256 ? 32 : 48;
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  guint8 der[160];
  gsize length = sizeof der;
  const guint8 *at = der;
  guint8 raw[96];
  ECDSA_SIG *signature;

  EVP_DigestSignInit_ex (context, NULL, issuer->type == COFFRET_KEY_P256 ? "SHA256" : "SHA384",
                         NULL, NULL, issuer->evp, NULL);
  g_assert_cmpint (EVP_DigestSign (context, der, &length, message, message_length), ==, 1);
  signature = d2i_ECDSA_SIG (NULL, &at, (long) length);
  BN_bn2binpad (ECDSA_SIG_get0_r (signature), raw, (int) coordinate);
  BN_bn2binpad (ECDSA_SIG_get0_s (signature), raw + coordinate, (int) coordinate);
  ECDSA_SIG_free (signature);
  EVP_MD_CTX_free (context);
  return g_bytes_new (raw, 2 * coordinate);
}

GBytes *
test_issuer_sign (const TestIssuer *issuer, const void *message, gsize length)
{
  guint8 signature[crypto_sign_BYTES];

  if (issuer->type != COFFRET_KEY_ED25519)
    return sign_ec (issuer, message, length);
  crypto_sign_detached (signature, NULL, message, length, issuer->ed25519);
  return g_bytes_new (signature, sizeof signature);
}

typedef struct {
  const CoffretDigest *digest;
  CoffretNquadsEscaping escaping;
  gboolean jcs;
  gboolean i18n;
  guint edition;
  CoffretContexts *contexts;
} Way;

static CoffretDataset *
to_rdf (const Way *way, const json_t *json)
{
  CoffretJsonldOptions options = {
    .contexts = way->contexts,
    .inline_contexts = TRUE,
    .edition = way->edition,
    .rdf_direction = way->i18n ? COFFRET_RDF_DIRECTION_I18N : COFFRET_RDF_DIRECTION_NONE,
  };
  g_autoptr (GError) error = NULL;
  CoffretDataset *dataset = coffret_jsonld_to_rdf (json, &options, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

static void
append_hash (const Way *way, GString *hashes, const json_t *json)
{
  guint8 hash[COFFRET_DIGEST_MAX_LENGTH];

  if (way->jcs) {
    g_autoptr (GString) text = coffret_jcs_write (json, NULL);

    way->digest->compute (text->str, text->len, hash);
  } else {
    g_autoptr (CoffretDataset) dataset = to_rdf (way, json);
    g_autoptr (CoffretCanonical) canonical = coffret_rdfc_canonicalise (
      dataset, way->digest, way->escaping, COFFRET_RDFC_WORK, NULL, NULL);

    way->digest->compute (canonical->text, canonical->length, hash);
  }
  g_string_append_len (hashes, (const char *) hash, (gssize) way->digest->length);
}

static void
append_head (GByteArray *cbor, guint major, guint value)
{
  guint8 head[] = { (guint8) (major << 5 | 24), (guint8) value };

  g_assert_cmpuint (value, <, 256);
  if (value < 24) {
    head[0] = (guint8) (major << 5 | value);
    g_byte_array_append (cbor, head, 1);
  } else {
    g_byte_array_append (cbor, head, 2);
  }
}

static void
append_bytes (GByteArray *cbor, const void *data, gsize length)
{
  append_head (cbor, 2, (guint) length);
  g_byte_array_append (cbor, data, (guint) length);
}

/* What a holder derives: every line is shown, every other one is mandatory. MORE signatures than
 * there are lines, or fewer. */
static char *
disclose (
  const TestIssuer *issuer, const Way *way, const json_t *document, const json_t *options, int more)
{
  g_autoptr (TestIssuer) once = test_issuer_new (COFFRET_KEY_P256, 200);
  g_autoptr (CoffretDataset) dataset = to_rdf (way, document);
  g_autofree char **canonical =
    coffret_rdfc_label (dataset, way->digest, COFFRET_NQUADS_CANONICAL, COFFRET_RDFC_WORK, NULL);
  guint n_blanks = coffret_dataset_count_blanks (dataset);
  g_auto (GStrv) names = g_new0 (char *, n_blanks + 1);
  g_autoptr (CoffretCanonical) lines = NULL;
  g_autoptr (GByteArray) cbor = g_byte_array_new ();
  g_autoptr (GByteArray) signatures = g_byte_array_new ();
  g_autoptr (GByteArray) labels = g_byte_array_new ();
  g_autoptr (GByteArray) mandatory = g_byte_array_new ();
  g_autoptr (GString) shown = g_string_new (NULL);
  g_autoptr (GString) message = g_string_new (NULL);
  g_autoptr (GBytes) key = coffret_multibase_decode (once->did + strlen ("did:key:"));
  g_autoptr (GBytes) base = NULL;
  g_autofree char *text = NULL;
  guint8 hash[COFFRET_DIGEST_MAX_LENGTH];
  guint n_others = 0;

  for (guint i = 0; i < n_blanks; i++) {
    guint8 name[32];
    g_autofree char *encoded = NULL;

    /* Not in the order of the canonical labels. */
    memset (name, (int) (255 - g_ascii_strtoull (canonical[i] + 4, NULL, 10) * 7), sizeof name);
    encoded = coffret_base64url_encode (name, sizeof name);
    names[i] = g_strconcat ("u", encoded, NULL);
    append_head (labels, 0, (guint) g_ascii_strtoull (canonical[i] + 4, NULL, 10));
    append_bytes (labels, name, sizeof name);
  }
  lines = coffret_rdfc_write (dataset, (const char *const *) names, COFFRET_NQUADS_CANONICAL, NULL);
  for (guint i = 0; i < lines->n_lines; i++) {
    const char *line = lines->text + lines->starts[i];
    gsize length = lines->starts[i + 1] - lines->starts[i];

    if (i % 2 == 0) {
      g_string_append_len (shown, line, (gssize) length);
      append_head (mandatory, 0, i);
    } else {
      g_autoptr (GBytes) signature = test_issuer_sign (once, line, length);

      append_bytes (signatures, g_bytes_get_data (signature, NULL), 64);
      n_others++;
    }
  }
  if (more > 0)
    append_bytes (signatures, shown->str, 64);
  else if (more < 0)
    g_byte_array_set_size (signatures, signatures->len - 66);
  append_hash (way, message, options);
  g_string_append_len (message, g_bytes_get_data (key, NULL), 35);
  way->digest->compute (shown->str, shown->len, hash);
  g_string_append_len (message, (const char *) hash, 32);
  base = test_issuer_sign (issuer, message->str, message->len);

  g_byte_array_append (cbor, (const guint8 *) "\xd9\x5d\x01\x85", 4);
  append_bytes (cbor, g_bytes_get_data (base, NULL), 64);
  append_bytes (cbor, g_bytes_get_data (key, NULL), 35);
  append_head (cbor, 4, (guint) ((int) n_others + more));
  g_byte_array_append (cbor, signatures->data, signatures->len);
  append_head (cbor, 5, n_blanks);
  g_byte_array_append (cbor, labels->data, labels->len);
  append_head (cbor, 4, lines->n_lines - n_others);
  g_byte_array_append (cbor, mandatory->data, mandatory->len);
  text = coffret_base64url_encode (cbor->data, cbor->len);
  return g_strconcat ("u", text, NULL);
}

static json_t *
make_options (const TestIssuer *issuer, const char *suite, const json_t *members)
{
  gboolean old = g_str_has_prefix (suite, "Ed25519Signature");
  json_t *options = json_pack ("{s:s, s:s, s:s, s:s}", "type", old ? suite : "DataIntegrityProof",
                               "created", "2026-01-02T03:04:05Z", "verificationMethod",
                               issuer->method, "proofPurpose", "assertionMethod");
  const char *key;
  json_t *value;

  if (!old)
    json_object_set_new (options, "cryptosuite", json_string (suite));
  json_object_foreach ((json_t *) members, key, value) {
    if (json_is_null (value))
      json_object_del (options, key);
    else
      json_object_set (options, key, value);
  }
  return options;
}

static void
add_proof (json_t *document, json_t *proofs, json_t *proof)
{
  if (proofs == NULL) {
    json_object_set_new (document, "proof", proof);
    return;
  }
  if (!json_is_array (proofs))
    proofs = json_pack ("[O]", proofs);
  else
    json_incref (proofs);
  json_array_append_new (proofs, proof);
  json_object_set_new (document, "proof", proofs);
}

/* The earlier proofs that this one builds on, in the order in which it names them. */
static json_t *
find_previous (json_t *proofs, const json_t *options)
{
  json_t *previous = json_array ();

  for (gsize i = 0; i < coffret_json_count (options, "previousProof"); i++) {
    const char *id = json_string_value (coffret_json_at (options, "previousProof", i));
    gsize count = json_is_array (proofs) ? json_array_size (proofs) : 1;

    for (gsize k = 0; k < count; k++) {
      json_t *proof = json_is_array (proofs) ? json_array_get (proofs, k) : proofs;

      if (g_strcmp0 (coffret_json_string (proof, "id"), id) == 0)
        json_array_append (previous, proof);
    }
  }
  return previous;
}

void
test_issuer_prove (const TestIssuer *issuer,
                   json_t *document,
                   const char *suite,
                   const json_t *members,
                   CoffretContexts *contexts)
{
  gboolean older = g_str_has_suffix (suite, "+urdna2015");
  const char *edition = strstr (suite, "+edition");
  g_autofree char *name = g_strndup (suite, strcspn (suite, "+"));
  g_autoptr (json_t) proofs = json_incref (json_object_get (document, "proof"));
  json_t *proof = make_options (issuer, name, members);
  g_autoptr (json_t) options = json_copy (proof);
  g_autoptr (json_t) secured = json_copy (document);
  g_autoptr (GString) hashes = g_string_new (NULL);
  g_autoptr (GBytes) signature = NULL;
  gboolean by_jws = g_str_equal (name, "Ed25519Signature2018");
  Way way = {
    .digest = issuer->type == COFFRET_KEY_P384 ? &coffret_digest_sha384 : &coffret_digest_sha256,
    .escaping = older ? COFFRET_NQUADS_URDNA2015 : COFFRET_NQUADS_CANONICAL,
    .jcs = strstr (suite, "-jcs-") != NULL,
    .i18n = !g_str_has_prefix (suite, "Ed25519Signature"),
    .edition =
      edition != NULL ? (guint) g_ascii_strtoull (edition + strlen ("+edition"), NULL, 10) : 0,
    .contexts = contexts,
  };

  json_object_del (secured, "proof");
  if (json_object_get (options, "previousProof") != NULL)
    json_object_set_new (secured, "proof", find_previous (proofs, options));
  if (by_jws)
    json_object_set_new (options, "@context", json_string ("https://w3id.org/security/v2"));
  else if (!way.jcs)
    json_object_set (options, "@context", json_object_get (document, "@context"));

  if (g_str_equal (name, "ecdsa-sd-2023")) {
    g_autofree char *value = disclose (issuer, &way, secured, options,
                                       g_str_has_suffix (suite, "+more")    ? 1
                                       : g_str_has_suffix (suite, "+fewer") ? -1
                                                                            : 0);

    json_object_set_new (proof, "proofValue", json_string (value));
    add_proof (document, proofs, proof);
    return;
  }
  if (by_jws)
    g_string_append (hashes, "eyJhbGciOiJFZERTQSIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.");
  append_hash (&way, hashes, options);
  append_hash (&way, hashes, secured);
  signature = test_issuer_sign (issuer, hashes->str, hashes->len);
  if (by_jws) {
    g_autofree char *encoded = coffret_base64url_encode (g_bytes_get_data (signature, NULL), 64);
    g_autofree char *jws =
      g_strconcat ("eyJhbGciOiJFZERTQSIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..", encoded, NULL);

    json_object_set_new (proof, "jws", json_string (jws));
  } else {
    g_autofree char *value =
      coffret_multibase_encode (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));

    json_object_set_new (proof, "proofValue", json_string (value));
  }
  add_proof (document, proofs, proof);
}

json_t *
test_badge (const TestIssuer *issuer)
{
  return json_pack (
    "{s:[sss], s:s, s:[ss], s:s, s:{ssss}, s:s, s:s, s:{s:s, s:[s], s:{s:s, s:[s], s:s, s:{s:s}, "
    "s:s}}}",
    "@context", "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://w3id.org/security/suites/ed25519-2020/v1", "id", "urn:uuid:badge", "type",
    "VerifiableCredential", "OpenBadgeCredential", "name", "Small engines", "issuer", "id",
    issuer->did, "type", "Profile", "validFrom", "2026-01-01T00:00:00Z", "validUntil",
    "2036-01-01T00:00:00Z", "credentialSubject", "id", "did:example:zoe", "type",
    "AchievementSubject", "achievement", "id", "urn:uuid:achievement", "type", "Achievement",
    "name", "Small engines", "criteria", "narrative", "Take one apart.\tPut it together.",
    "description", "Repairs a \"two-stroke\" engine.");
}
