/* Proofs inside documents that the tests sign themselves, and what is done to them afterwards. */
#include "integrity-test.h"

#include <string.h>

#include "base/json.h"

static void
test_good (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);
    g_autoptr (GPtrArray) results = NULL;
    const CoffretProofResult *result;
    g_autofree char *name = g_strndup (test_suites[i].suite, strcspn (test_suites[i].suite, "+"));

    g_test_message ("%s", test_suites[i].suite);
    test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
    results = test_verify (fixture, badge);
    result = results->pdata[0];
    g_assert_cmpstr (result->name, ==, name);
    g_assert_true (g_str_has_prefix (result->method, "did:key:z"));
    g_assert_cmpint (coffret_key_get_type (result->key), ==, test_suites[i].type);
    g_assert_cmpint (result->created, ==, coffret_instant_parse ("2026-01-02T03:04:05Z"));
    g_assert_cmpint (result->expires, ==, COFFRET_INSTANT_NONE);
    g_assert_cmpuint (result->dropped->len, ==, 0);
    g_assert_cmpuint (result->used->len, ==, 0);
    if (test_suite_is_rdf (i))
      g_assert_cmpstr (coffret_json_string (result->details, "escaping"), ==,
                       strchr (test_suites[i].suite, '+') != NULL ? "URDNA2015" : "RDFC-1.0");
    else
      g_assert_null (coffret_json_string (result->details, "escaping"));
  }
}

/* The other suites know only one escaping. */
static void
test_older_escaping_refused (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);

  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022+urdna2015", NULL, fixture->contexts);
  test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
}

static void
test_changed (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);

    json_object_set_new (badge, "name", json_string ("Large engines"));
    test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

static void
test_changed_proof (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);

    json_object_set_new (json_object_get (badge, "proof"), "created",
                         json_string ("2026-01-02T03:04:06Z"));
    test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* Anybody's key signs anything, but not for another. */
static void
test_key_of_another (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (TestIssuer) other = test_issuer_new (test_suites[i].type, 9);
    g_autoptr (json_t) badge = test_sign (fixture, i, test_badge (other), NULL);

    test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-of-another");
  }
}

static void
test_purpose (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) members = json_pack ("{s:s}", "proofPurpose", "authentication");
    g_autoptr (json_t) none = json_pack ("{s:n}", "proofPurpose");
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, members);
    g_autoptr (json_t) other = test_sign (fixture, i, NULL, none);

    test_assert_answers (fixture, badge, "purpose-wrong", "not-decided", "key-is-issuer");
    test_assert_answers (fixture, other, "proof-malformed", "not-decided", "key-is-issuer");
  }
}

static void
test_dates (TestIntegrity *fixture, gconstpointer data)
{
  static const char *const bad[] = { "yesterday", "2026-01-02", "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (json_t) members = json_pack ("{s:s}", "created", bad[i]);
    g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, members);

    test_assert_answers (fixture, badge, "proof-malformed", "not-decided", "key-is-issuer");
  }
}

static void
test_method (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) none = json_pack ("{s:n}", "verificationMethod");
  g_autoptr (json_t) written = json_pack ("{s:{s:s, s:s}}", "verificationMethod", "id",
                                          "did:example:1#key", "type", "Multikey");
  g_autoptr (json_t) unknown =
    json_pack ("{s:s}", "verificationMethod", "did:web:college.example#k");
  g_autoptr (json_t) one = test_sign (fixture, 0, NULL, none);
  g_autoptr (json_t) two = test_sign (fixture, 0, NULL, written);
  g_autoptr (json_t) three = test_sign (fixture, 0, NULL, unknown);

  test_assert_answers (fixture, one, "key-not-named", "not-decided", "key-not-named");
  test_assert_answers (fixture, two, "key-brought-along", "not-decided", "key-brought-along");
  test_assert_answers (fixture, three, "key-not-given", "not-decided", "key-not-given");
}

/* A did:key has one key: its fragment may be left out. */
static void
test_method_without_fragment (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) members = json_pack ("{s:s}", "verificationMethod", test_issuer_did (issuer));
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, members);

  test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
}

/* Intact, but nobody's. */
static void
test_key_in_fragment (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  const char *key = strchr (test_issuer_method (issuer), '#');
  g_autofree char *method = g_strconcat ("https://college.example/issuer", key, NULL);
  g_autoptr (json_t) members = json_pack ("{s:s}", "verificationMethod", method);
  g_autoptr (json_t) badge = test_badge (issuer);

  json_object_set_new (json_object_get (badge, "issuer"), "id",
                       json_string ("https://college.example/issuer"));
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", members, fixture->contexts);
  test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-in-fragment");
}

static void
test_other_kind_of_key (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) p384 = test_issuer_new (COFFRET_KEY_P384, 1);
  g_autoptr (TestIssuer) ed25519 = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) one = test_badge (p384);
  g_autoptr (json_t) two = test_badge (ed25519);

  test_issuer_prove (p384, one, "ecdsa-rdfc-2019", NULL, fixture->contexts);
  json_object_set_new (json_object_get (one, "proof"), "cryptosuite",
                       json_string ("eddsa-rdfc-2022"));
  test_assert_answers (fixture, one, "algorithm-wrong", "not-decided", "key-is-issuer");
  test_issuer_prove (ed25519, two, "ecdsa-jcs-2019", NULL, fixture->contexts);
  test_assert_answers (fixture, two, "algorithm-wrong", "not-decided", "key-is-issuer");
}

static void
test_proof_value (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    const char *name = strstr (test_suites[i].suite, "2018") != NULL ? "jws" : "proofValue";
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);
    json_t *proof = json_object_get (badge, "proof");
    const char *value = coffret_json_string (proof, name);
    g_autofree char *longer = g_strconcat (value, "1", NULL);
    g_autofree char *other_base = g_strconcat (value[0] == 'u' ? "z" : "u", value + 1, NULL);
    g_autofree char *huge = g_strnfill (200000, 'z');
    g_autofree char *padded = g_strconcat (value, "=", NULL);
    const char *const bad[] = { longer, other_base, huge, padded, "", "z", "u", "ü" };

    for (guint k = 0; k < G_N_ELEMENTS (bad); k++) {
      g_autoptr (GPtrArray) results = NULL;
      const CoffretProofResult *result;

      json_object_set_new (proof, name, json_string (bad[k]));
      results = test_verify (fixture, badge);
      result = results->pdata[0];
      g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_NO);
    }
    json_object_set_new (proof, name, json_integer (7));
    test_assert_answers (fixture, badge, "signature-malformed", "not-decided", "key-is-issuer");
    json_object_del (proof, name);
    test_assert_answers (fixture, badge, "signature-malformed", "not-decided", "key-is-issuer");
  }
}

/* "jws" where the standard wants "proofValue". */
static void
test_other_member (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  json_t *proof;

  test_issuer_prove (issuer, badge, "Ed25519Signature2018", NULL, fixture->contexts);
  proof = json_object_get (badge, "proof");
  json_object_set_new (proof, "type", json_string ("Ed25519Signature2020"));
  test_assert_answers (fixture, badge, "signature-malformed", "not-decided", "key-is-issuer");
}

static void
test_jws_header (TestIntegrity *fixture, gconstpointer data)
{
  static const char *const headers[] = {
    "{\"alg\":\"none\",\"b64\":false,\"crit\":[\"b64\"]}",
    "{\"alg\":\"EdDSA\",\"b64\":true,\"crit\":[\"b64\"]}",
    "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\",\"exp\"]}",
    "{\"alg\":\"EdDSA\",\"b64\":false,\"crit\":[\"b64\"],\"jwk\":{}}",
    "{\"alg\":\"EdDSA\",\"b64\":false}",
    "{\"alg\":\"EdDSA\"}",
  };
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autofree char *signature = NULL;

  test_issuer_prove (issuer, badge, "Ed25519Signature2018", NULL, fixture->contexts);
  signature =
    g_strdup (strstr (coffret_json_string (json_object_get (badge, "proof"), "jws"), ".."));
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++) {
    g_autofree char *header = g_base64_encode ((const guchar *) headers[i], strlen (headers[i]));
    g_autofree char *jws = NULL;

    header[strcspn (header, "=")] = '\0';
    jws = g_strconcat (header, signature, NULL);
    json_object_set_new (json_object_get (badge, "proof"), "jws", json_string (jws));
    test_assert_answers (fixture, badge, "signature-malformed", "not-decided", "key-is-issuer");
  }
}

static void
test_base_proof (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 7, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;

  json_object_set_new (json_object_get (badge, "proof"), "proofValue", json_string ("u2V0AhVhA"));
  results = test_verify (fixture, badge);
  result = results->pdata[0];
  test_assert_check (&result->proof, COFFRET_ANSWER_UNKNOWN, "proof-base");
}

/* Every byte of a disclosure counts, and none can be left out. */
static void
test_disclosure_bytes (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 7, NULL, NULL);
  json_t *proof = json_object_get (badge, "proof");
  g_autofree char *value = g_strdup (coffret_json_string (proof, "proofValue"));
  gsize length = strlen (value);

  for (gsize i = 1; i < length; i += 13) {
    g_autofree char *changed = g_strdup (value);
    g_autofree char *shorter = g_strndup (value, i);
    const char *const bad[] = { changed, shorter };

    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    for (guint k = 0; k < G_N_ELEMENTS (bad); k++) {
      g_autoptr (GPtrArray) results = NULL;
      const CoffretProofResult *result;

      json_object_set_new (proof, "proofValue", json_string (bad[k]));
      results = test_verify (fixture, badge);
      result = results->pdata[0];
      g_assert_cmpint (result->proof.answer, !=, COFFRET_ANSWER_YES);
    }
  }
}

/* A signature that belongs to no line, or a line without one. */
static void
test_disclosure_counts (TestIntegrity *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "ecdsa-sd-2023+more", "ecdsa-sd-2023+fewer" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_P256, 1);
    g_autoptr (json_t) badge = test_badge (issuer);

    test_issuer_prove (issuer, badge, wrong[i], NULL, fixture->contexts);
    test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

static void
test_unsupported (TestIntegrity *fixture, gconstpointer data)
{
  static const char *const types[] = {
    "JsonWebSignature2020",        "RsaSignature2018", "BbsBlsSignature2020",
    "EcdsaSecp256k1Signature2019", "bbs-2023",         "eddsa-rdfc-2099"
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
    g_autoptr (GPtrArray) results = NULL;
    const CoffretProofResult *result;
    gboolean is_type = g_ascii_isupper (types[i][0]);

    json_object_set_new (json_object_get (badge, "proof"), is_type ? "type" : "cryptosuite",
                         json_string (types[i]));
    results = test_verify (fixture, badge);
    result = results->pdata[0];
    test_assert_check (&result->proof, COFFRET_ANSWER_UNKNOWN, "suite-unsupported");
    g_assert_cmpstr (result->proof.subject, ==, types[i]);
    g_assert_cmpstr (result->name, ==, types[i]);
  }
}

static void
test_not_a_proof (TestIntegrity *fixture, gconstpointer data)
{
  json_t *const bad[] = { json_string ("proof"), json_object (), json_integer (1),
                          json_pack ("{s:[s]}", "type", "DataIntegrityProof") };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);

    json_object_set_new (badge, "proof", bad[i]);
    test_assert_answers (fixture, badge, "proof-malformed", "not-decided", "not-decided");
  }
}

static void
test_no_proof (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (GPtrArray) none = test_verify (fixture, badge);
  g_autoptr (GPtrArray) empty = NULL;

  json_object_set_new (badge, "proof", json_array ());
  empty = test_verify (fixture, badge);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

/* JCS: the proof may name the context that it was made under. */
static void
test_jcs_context (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (json_t) members = json_pack ("{s:O}", "@context", json_object_get (badge, "@context"));
  json_t *contexts;

  test_issuer_prove (issuer, badge, "eddsa-jcs-2022", members, fixture->contexts);
  test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  contexts = json_copy (json_object_get (badge, "@context"));
  json_object_set_new (badge, "@context", contexts);
  json_array_append_new (contexts, json_string ("https://w3id.org/security/multikey/v1"));
  test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  json_array_remove (contexts, 1);
  test_assert_answers (fixture, badge, "proof-malformed", "not-decided", "key-is-issuer");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/integrity/" path, TestIntegrity, NULL, test_integrity_set_up, function,            \
              test_integrity_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("older-escaping-refused", test_older_escaping_refused);
  ADD ("changed", test_changed);
  ADD ("changed-proof", test_changed_proof);
  ADD ("key-of-another", test_key_of_another);
  ADD ("purpose", test_purpose);
  ADD ("dates", test_dates);
  ADD ("method", test_method);
  ADD ("method-without-fragment", test_method_without_fragment);
  ADD ("key-in-fragment", test_key_in_fragment);
  ADD ("other-kind-of-key", test_other_kind_of_key);
  ADD ("proof-value", test_proof_value);
  ADD ("other-member", test_other_member);
  ADD ("jws-header", test_jws_header);
  ADD ("base-proof", test_base_proof);
  ADD ("disclosure-bytes", test_disclosure_bytes);
  ADD ("disclosure-counts", test_disclosure_counts);
  ADD ("unsupported", test_unsupported);
  ADD ("not-a-proof", test_not_a_proof);
  ADD ("no-proof", test_no_proof);
  ADD ("jcs-context", test_jcs_context);
  return g_test_run ();
}
