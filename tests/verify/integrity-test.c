#include "integrity-test.h"

#include <string.h>

#include "base/json.h"

void
test_integrity_set_up (TestIntegrity *fixture, gconstpointer data)
{
  fixture->contexts = coffret_contexts_new ();
  fixture->grounds =
    coffret_grounds_new (fixture->contexts, coffret_instant_parse ("2026-06-01T00:00:00Z"));
}

void
test_integrity_tear_down (TestIntegrity *fixture, gconstpointer data)
{
  coffret_grounds_unref (fixture->grounds);
  coffret_contexts_unref (fixture->contexts);
}

GPtrArray *
test_verify (TestIntegrity *fixture, const json_t *document)
{
  const json_t *issuer = json_object_get (document, "issuer");
  CoffretSecured secured = {
    .document = document,
    .format = "ob3",
    .purpose = "assertionMethod",
    .signer =
      json_is_string (issuer) ? json_string_value (issuer) : coffret_json_string (issuer, "id"),
  };

  return coffret_proofs_verify (&secured, fixture->grounds);
}

void
test_assert_check (const CoffretCheck *check, CoffretAnswer answer, const char *code)
{
  g_assert_cmpstr (check->code, ==, code);
  g_assert_cmpint (check->answer, ==, answer);
}

void
test_assert_answers (TestIntegrity *fixture,
                     const json_t *document,
                     const char *proof,
                     const char *coverage,
                     const char *binding)
{
  g_autoptr (GPtrArray) results = test_verify (fixture, document);
  const CoffretProofResult *result;

  g_assert_cmpuint (results->len, ==, 1);
  result = results->pdata[0];
  g_assert_cmpstr (result->proof.code, ==, proof);
  g_assert_cmpstr (result->coverage.code, ==, coverage);
  g_assert_cmpstr (result->binding.code, ==, binding);
  g_assert_cmpint (result->proof.answer == COFFRET_ANSWER_YES, ==,
                   g_str_equal (proof, "signature-matches"));
  g_assert_cmpint (result->coverage.answer == COFFRET_ANSWER_YES, ==,
                   g_str_equal (coverage, "all-covered"));
  g_assert_cmpint (result->binding.answer == COFFRET_ANSWER_YES, ==,
                   g_str_equal (binding, "key-is-issuer"));
}

const TestSuite test_suites[TEST_N_SUITES] = {
  { "eddsa-rdfc-2022", COFFRET_KEY_ED25519 },
  { "eddsa-2022", COFFRET_KEY_ED25519 },
  { "eddsa-jcs-2022", COFFRET_KEY_ED25519 },
  { "ecdsa-rdfc-2019", COFFRET_KEY_P256 },
  { "ecdsa-rdfc-2019", COFFRET_KEY_P384 },
  { "ecdsa-jcs-2019", COFFRET_KEY_P256 },
  { "ecdsa-jcs-2019", COFFRET_KEY_P384 },
  { "ecdsa-sd-2023", COFFRET_KEY_P256 },
  { "Ed25519Signature2020", COFFRET_KEY_ED25519 },
  { "Ed25519Signature2020+urdna2015", COFFRET_KEY_ED25519 },
  { "Ed25519Signature2018", COFFRET_KEY_ED25519 },
  { "Ed25519Signature2018+urdna2015", COFFRET_KEY_ED25519 },
};

gboolean
test_suite_is_rdf (guint suite)
{
  return strstr (test_suites[suite].suite, "-jcs-") == NULL;
}

json_t *
test_sign (TestIntegrity *fixture, guint suite, json_t *document, const json_t *members)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (test_suites[suite].type, 1);

  if (document == NULL)
    document = test_badge (issuer);
  test_issuer_prove (issuer, document, test_suites[suite].suite, members, fixture->contexts);
  return document;
}
