/* What a signature over meaning does not cover, and how words may hide what they mean. */
#include "integrity-test.h"

#include <string.h>

#include "base/json.h"

static void
test_undefined_term (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);
    json_t *subject = json_object_get (badge, "credentialSubject");
    g_autoptr (GPtrArray) results = NULL;
    const CoffretProofResult *result;

    json_object_set_new (subject, "grade", json_string ("A+"));
    results = test_verify (fixture, badge);
    result = results->pdata[0];
    if (test_suite_is_rdf (i)) {
      test_assert_check (&result->proof, COFFRET_ANSWER_YES, "signature-matches");
      test_assert_check (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined");
      g_assert_cmpstr (result->coverage.subject, ==, "grade");
      g_assert_cmpuint (result->dropped->len, ==, 1);
      g_assert_true (g_str_has_prefix (result->dropped->pdata[0], "/credentialSubject/grade: "));
    } else {
      test_assert_check (&result->proof, COFFRET_ANSWER_NO, "signature-wrong");
    }
  }
}

/* What the proof itself says, but in a word that nobody defined. */
static void
test_undefined_in_proof (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;

  json_object_set_new (json_object_get (badge, "proof"), "mood", json_string ("good"));
  results = test_verify (fixture, badge);
  result = results->pdata[0];
  test_assert_check (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined");
  g_assert_true (g_str_has_prefix (result->dropped->pdata[0], "/proof/mood: "));
}

/* The end of a proof, under a name that the old vocabulary has for it too. */
static void
test_renamed_end (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) members = json_pack ("{s:s}", "expires", "2026-03-01T00:00:00Z");
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, members);
  json_t *proof = json_object_get (badge, "proof");
  g_autoptr (GPtrArray) results = test_verify (fixture, badge);
  const CoffretProofResult *result = results->pdata[0];

  g_assert_cmpint (result->expires, ==, coffret_instant_parse ("2026-03-01T00:00:00Z"));
  json_object_set (proof, "expiration", json_object_get (proof, "expires"));
  json_object_del (proof, "expires");
  json_array_append_new (json_object_get (badge, "@context"),
                         json_string ("https://w3id.org/security/v1"));
  g_ptr_array_unref (g_steal_pointer (&results));
  results = test_verify (fixture, badge);
  result = results->pdata[0];
  g_assert_cmpint (result->coverage.answer, !=, COFFRET_ANSWER_YES);
}

static void
change_word (json_t *object, const char *from, const char *to)
{
  json_object_set (object, to, json_object_get (object, from));
  json_object_del (object, from);
}

/* The same meaning in other words than those that are read: an end that nobody sees. */
static void
test_words_written_out (TestIntegrity *fixture, gconstpointer data)
{
  static const struct {
    const char *from;
    const char *to;
  } words[] = {
    { "validUntil", "https://www.w3.org/2018/credentials#validUntil" },
    { "id", "@id" },
    { "type", "@type" },
    { "issuer", "https://www.w3.org/2018/credentials#issuer" },
  };

  for (guint i = 0; i < TEST_N_SUITES; i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++) {
      g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);
      g_autoptr (GPtrArray) results = NULL;
      const CoffretProofResult *result;

      change_word (badge, words[k].from, words[k].to);
      if (k == 0)
        json_object_set_new (badge, words[k].to,
                             json_pack ("{s:s, s:s}", "@value", "2036-01-01T00:00:00Z", "@type",
                                        "http://www.w3.org/2001/XMLSchema#dateTime"));
      results = test_verify (fixture, badge);
      result = results->pdata[0];
      g_assert_cmpint (result->proof.answer, ==,
                       test_suite_is_rdf (i) ? COFFRET_ANSWER_YES : COFFRET_ANSWER_NO);
      g_assert_cmpint (result->coverage.answer, !=, COFFRET_ANSWER_YES);
    }
}

/* Nor may a value be where only RDF finds it. */
static void
test_values_wrapped (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++) {
    g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
    g_autoptr (json_t) badge = test_badge (issuer);
    json_t *status = json_pack ("{s:s, s:s, s:s, s:s}", "type", "BitstringStatusListEntry",
                                "statusPurpose", "revocation", "statusListIndex", "7",
                                "statusListCredential", "https://college.example/status/1");

    json_object_set_new (badge, "credentialStatus", status);
    test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
    test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
    json_incref (status);
    switch (i) {
    case 0:
      json_object_set_new (badge, "credentialStatus", json_pack ("[[O]]", status));
      break;
    case 1:
      json_object_set_new (badge, "credentialStatus", json_pack ("[nO]", status));
      break;
    case 2:
      json_object_set_new (badge, "credentialStatus", json_pack ("{s:[O]}", "@set", status));
      break;
    case 3:
      json_object_set_new (status, "type",
                           json_string ("https://www.w3.org/ns/credentials/status#"
                                        "BitstringStatusListEntry"));
      break;
    default:
      json_object_set_new (badge, "credentialStatus", json_pack ("{s:O}", "@graph", status));
      break;
    }
    json_decref (status);
    if (i < 3)
      test_assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
    else
      test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* What another node says of the credential by its id. */
static void
test_moved_statement (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  json_t *evidence = json_pack ("{s:s}", "id", "urn:uuid:badge");

  json_object_set_new (badge, "evidence", evidence);
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  json_object_set_new (evidence, "type", json_string ("VerifiableCredential"));
  json_object_set (evidence, "validUntil", json_object_get (badge, "validUntil"));
  json_object_del (badge, "validUntil");
  test_assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
}

/* Texts with a language are written so by the standard itself. */
static void
test_language_value (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (TestIssuer) issuer = test_issuer_new (test_suites[i].type, 1);
    g_autoptr (json_t) badge = test_badge (issuer);

    json_object_set_new (
      badge, "name", json_pack ("{s:s, s:s}", "@value", "Petits moteurs", "@language", "fr-CA"));
    test_sign (fixture, i, badge, NULL);
    test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  }
}

/* Two words change places, and a context of the document's own sees to it that they mean what they
 * meant. */
static void
test_inline_context (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);

    json_array_append_new (json_object_get (badge, "@context"),
                           json_pack ("{s:s}", "grade", "https://schema.org/grade"));
    if (test_suite_is_rdf (i))
      test_assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
    else
      test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");

    json_array_remove (json_object_get (badge, "@context"), 3);
    json_object_set_new (json_object_get (badge, "credentialSubject"), "@context", json_object ());
    if (test_suite_is_rdf (i))
      test_assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
  }
}

/* A bundled context in the wrong place gives words another meaning as well. */
static void
test_nested_context (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);

  json_object_set_new (json_object_get (badge, "credentialSubject"), "@context",
                       json_string ("https://w3id.org/security/multikey/v1"));
  test_assert_answers (fixture, badge, "signature-matches", "context-order", "key-is-issuer");
}

static void
test_unknown_context (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);

    json_array_append_new (json_object_get (badge, "@context"),
                           json_string ("https://evil.example/context"));
    if (test_suite_is_rdf (i))
      test_assert_answers (fixture, badge, "context-unknown", "context-unknown", "key-is-issuer");
    else
      test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* Signed together with the text: whether it explains any of the words, the verifier asks. */
static void
test_unknown_context_as_text (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);

  json_array_append_new (json_object_get (badge, "@context"),
                         json_string ("https://college.example/context"));
  test_issuer_prove (issuer, badge, "eddsa-jcs-2022", NULL, fixture->contexts);
  test_assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
}

static void
test_catch_all (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);

  json_array_append_new (json_object_get (badge, "@context"),
                         json_string ("https://www.w3.org/ns/credentials/undefined-terms/v2"));
  json_object_set_new (badge, "grade", json_string ("A+"));
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  test_assert_answers (fixture, badge, "signature-matches", "context-unknown", "key-is-issuer");
}

static void
test_context_order (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
  json_t *contexts = json_object_get (badge, "@context");

  json_array_insert_new (contexts, 0, json_string ("https://w3id.org/security/multikey/v1"));
  test_assert_answers (fixture, badge, "signature-matches", "context-order", "key-is-issuer");
}

static void
test_context_removed (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);

    json_array_remove (json_object_get (badge, "@context"), 1);
    test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
    json_object_del (badge, "@context");
    test_assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* A word came to a context after the badge was signed: it was not covered then, and is not now. */
static void
test_editions (TestIntegrity *fixture, gconstpointer data)
{
  const char *url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
  guint n_editions = coffret_contexts_count_editions (fixture->contexts, url);
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) today = test_badge (issuer);
  g_autoptr (json_t) before = test_badge (issuer);
  g_autofree char *oldest = g_strdup_printf ("eddsa-rdfc-2022+edition%u", n_editions - 1);
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;

  g_assert_cmpuint (n_editions, >, 1);
  json_object_set_new (today, "awardedDate", json_string ("2026-01-01T00:00:00Z"));
  json_object_set_new (before, "awardedDate", json_string ("2026-01-01T00:00:00Z"));
  test_issuer_prove (issuer, today, "eddsa-rdfc-2022", NULL, fixture->contexts);
  test_issuer_prove (issuer, before, oldest, NULL, fixture->contexts);

  results = test_verify (fixture, today);
  result = results->pdata[0];
  test_assert_check (&result->coverage, COFFRET_ANSWER_YES, "all-covered");
  g_assert_cmpstr (coffret_json_string (result->details, "edition"), ==,
                   coffret_contexts_edition_name (fixture->contexts, url, 0));

  g_ptr_array_unref (g_steal_pointer (&results));
  results = test_verify (fixture, before);
  result = results->pdata[0];
  test_assert_check (&result->proof, COFFRET_ANSWER_YES, "signature-matches");
  test_assert_check (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined");
  g_assert_cmpstr (result->coverage.subject, ==, "awardedDate");
  g_assert_cmpstr (coffret_json_string (result->details, "edition"), ==,
                   coffret_contexts_edition_name (fixture->contexts, url, n_editions - 1));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/vocabulary/" path, TestIntegrity, NULL, test_integrity_set_up, function,           \
              test_integrity_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undefined-term", test_undefined_term);
  ADD ("undefined-in-proof", test_undefined_in_proof);
  ADD ("renamed-end", test_renamed_end);
  ADD ("words-written-out", test_words_written_out);
  ADD ("values-wrapped", test_values_wrapped);
  ADD ("moved-statement", test_moved_statement);
  ADD ("language-value", test_language_value);
  ADD ("inline-context", test_inline_context);
  ADD ("nested-context", test_nested_context);
  ADD ("unknown-context", test_unknown_context);
  ADD ("unknown-context-as-text", test_unknown_context_as_text);
  ADD ("catch-all", test_catch_all);
  ADD ("context-order", test_context_order);
  ADD ("context-removed", test_context_removed);
  ADD ("editions", test_editions);
  return g_test_run ();
}
