/* Proofs inside documents that the tests sign themselves, and what is done to them afterwards. */
#include "verify/proof.h"

#include <string.h>

#include "base/json.h"
#include "issue.h"

typedef struct {
  CoffretContexts *contexts;
  CoffretGrounds *grounds;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->contexts = coffret_contexts_new ();
  fixture->grounds =
    coffret_grounds_new (fixture->contexts, coffret_instant_parse ("2026-06-01T00:00:00Z"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  coffret_grounds_unref (fixture->grounds);
  coffret_contexts_unref (fixture->contexts);
}

static GPtrArray *
verify (Fixture *fixture, const json_t *document)
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

static void
assert_check (const CoffretCheck *check, CoffretAnswer answer, const char *code)
{
  g_assert_cmpstr (check->code, ==, code);
  g_assert_cmpint (check->answer, ==, answer);
}

/* The answers of the only proof. */
static void
assert_answers (Fixture *fixture,
                const json_t *document,
                const char *proof,
                const char *coverage,
                const char *binding)
{
  g_autoptr (GPtrArray) results = verify (fixture, document);
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

static const struct {
  const char *suite;
  CoffretKeyType type;
} suites[] = {
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

static gboolean
is_rdf (guint suite)
{
  return strstr (suites[suite].suite, "-jcs-") == NULL;
}

static json_t *
sign (Fixture *fixture, guint suite, json_t *document, const json_t *members)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (suites[suite].type, 1);

  if (document == NULL)
    document = test_badge (issuer);
  test_issuer_prove (issuer, document, suites[suite].suite, members, fixture->contexts);
  return document;
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);
    g_autoptr (GPtrArray) results = NULL;
    const CoffretProofResult *result;
    g_autofree char *name = g_strndup (suites[i].suite, strcspn (suites[i].suite, "+"));

    g_test_message ("%s", suites[i].suite);
    assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
    results = verify (fixture, badge);
    result = results->pdata[0];
    g_assert_cmpstr (result->name, ==, name);
    g_assert_true (g_str_has_prefix (result->method, "did:key:z"));
    g_assert_cmpint (coffret_key_get_type (result->key), ==, suites[i].type);
    g_assert_cmpint (result->created, ==, coffret_instant_parse ("2026-01-02T03:04:05Z"));
    g_assert_cmpint (result->expires, ==, COFFRET_INSTANT_NONE);
    g_assert_cmpuint (result->dropped->len, ==, 0);
    g_assert_cmpuint (result->used->len, ==, 0);
    if (is_rdf (i))
      g_assert_cmpstr (coffret_json_string (result->details, "escaping"), ==,
                       strchr (suites[i].suite, '+') != NULL ? "URDNA2015" : "RDFC-1.0");
    else
      g_assert_null (coffret_json_string (result->details, "escaping"));
  }
}

/* The other suites know only one escaping. */
static void
test_older_escaping_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);

  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022+urdna2015", NULL, fixture->contexts);
  assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);

    json_object_set_new (badge, "name", json_string ("Large engines"));
    assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

static void
test_changed_proof (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);

    json_object_set_new (json_object_get (badge, "proof"), "created",
                         json_string ("2026-01-02T03:04:06Z"));
    assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* Anybody's key signs anything, but not for another. */
static void
test_key_of_another (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (TestIssuer) other = test_issuer_new (suites[i].type, 9);
    g_autoptr (json_t) badge = sign (fixture, i, test_badge (other), NULL);

    assert_answers (fixture, badge, "signature-matches", "all-covered", "key-of-another");
  }
}

static void
test_undefined_term (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);
    json_t *subject = json_object_get (badge, "credentialSubject");
    g_autoptr (GPtrArray) results = NULL;
    const CoffretProofResult *result;

    json_object_set_new (subject, "grade", json_string ("A+"));
    results = verify (fixture, badge);
    result = results->pdata[0];
    if (is_rdf (i)) {
      assert_check (&result->proof, COFFRET_ANSWER_YES, "signature-matches");
      assert_check (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined");
      g_assert_cmpstr (result->coverage.subject, ==, "grade");
      g_assert_cmpuint (result->dropped->len, ==, 1);
      g_assert_true (g_str_has_prefix (result->dropped->pdata[0], "/credentialSubject/grade: "));
    } else {
      assert_check (&result->proof, COFFRET_ANSWER_NO, "signature-wrong");
    }
  }
}

/* What the proof itself says, but in a word that nobody defined. */
static void
test_undefined_in_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;

  json_object_set_new (json_object_get (badge, "proof"), "mood", json_string ("good"));
  results = verify (fixture, badge);
  result = results->pdata[0];
  assert_check (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined");
  g_assert_true (g_str_has_prefix (result->dropped->pdata[0], "/proof/mood: "));
}

/* The end of a proof, under a name that the old vocabulary has for it too. */
static void
test_renamed_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) members = json_pack ("{s:s}", "expires", "2026-03-01T00:00:00Z");
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, members);
  json_t *proof = json_object_get (badge, "proof");
  g_autoptr (GPtrArray) results = verify (fixture, badge);
  const CoffretProofResult *result = results->pdata[0];

  g_assert_cmpint (result->expires, ==, coffret_instant_parse ("2026-03-01T00:00:00Z"));
  json_object_set (proof, "expiration", json_object_get (proof, "expires"));
  json_object_del (proof, "expires");
  json_array_append_new (json_object_get (badge, "@context"),
                         json_string ("https://w3id.org/security/v1"));
  g_ptr_array_unref (g_steal_pointer (&results));
  results = verify (fixture, badge);
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
test_words_written_out (Fixture *fixture, gconstpointer data)
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

  for (guint i = 0; i < G_N_ELEMENTS (suites); i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++) {
      g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);
      g_autoptr (GPtrArray) results = NULL;
      const CoffretProofResult *result;

      change_word (badge, words[k].from, words[k].to);
      if (k == 0)
        json_object_set_new (badge, words[k].to,
                             json_pack ("{s:s, s:s}", "@value", "2036-01-01T00:00:00Z", "@type",
                                        "http://www.w3.org/2001/XMLSchema#dateTime"));
      results = verify (fixture, badge);
      result = results->pdata[0];
      g_assert_cmpint (result->proof.answer, ==,
                       is_rdf (i) ? COFFRET_ANSWER_YES : COFFRET_ANSWER_NO);
      g_assert_cmpint (result->coverage.answer, !=, COFFRET_ANSWER_YES);
    }
}

/* Nor may a value be where only RDF finds it. */
static void
test_values_wrapped (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++) {
    g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
    g_autoptr (json_t) badge = test_badge (issuer);
    json_t *status = json_pack ("{s:s, s:s, s:s, s:s}", "type", "BitstringStatusListEntry",
                                "statusPurpose", "revocation", "statusListIndex", "7",
                                "statusListCredential", "https://college.example/status/1");

    json_object_set_new (badge, "credentialStatus", status);
    test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
    assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
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
      assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
    else
      assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* What another node says of the credential by its id. */
static void
test_moved_statement (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  json_t *evidence = json_pack ("{s:s}", "id", "urn:uuid:badge");

  json_object_set_new (badge, "evidence", evidence);
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  json_object_set_new (evidence, "type", json_string ("VerifiableCredential"));
  json_object_set (evidence, "validUntil", json_object_get (badge, "validUntil"));
  json_object_del (badge, "validUntil");
  assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
}

/* Texts with a language are written so by the standard itself. */
static void
test_language_value (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (TestIssuer) issuer = test_issuer_new (suites[i].type, 1);
    g_autoptr (json_t) badge = test_badge (issuer);

    json_object_set_new (
      badge, "name", json_pack ("{s:s, s:s}", "@value", "Petits moteurs", "@language", "fr-CA"));
    sign (fixture, i, badge, NULL);
    assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  }
}

/* Two words change places, and a context of the document's own sees to it that they mean what they
 * meant. */
static void
test_inline_context (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);

    json_array_append_new (json_object_get (badge, "@context"),
                           json_pack ("{s:s}", "grade", "https://schema.org/grade"));
    if (is_rdf (i))
      assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
    else
      assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");

    json_array_remove (json_object_get (badge, "@context"), 3);
    json_object_set_new (json_object_get (badge, "credentialSubject"), "@context", json_object ());
    if (is_rdf (i))
      assert_answers (fixture, badge, "signature-matches", "context-inline", "key-is-issuer");
  }
}

/* A bundled context in the wrong place gives words another meaning as well. */
static void
test_nested_context (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);

  json_object_set_new (json_object_get (badge, "credentialSubject"), "@context",
                       json_string ("https://w3id.org/security/multikey/v1"));
  assert_answers (fixture, badge, "signature-matches", "context-order", "key-is-issuer");
}

static void
test_unknown_context (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);

    json_array_append_new (json_object_get (badge, "@context"),
                           json_string ("https://evil.example/context"));
    if (is_rdf (i))
      assert_answers (fixture, badge, "context-unknown", "context-unknown", "key-is-issuer");
    else
      assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

/* Signed together with the text, but still not known. */
static void
test_unknown_context_as_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);

  json_array_append_new (json_object_get (badge, "@context"),
                         json_string ("https://college.example/context"));
  test_issuer_prove (issuer, badge, "eddsa-jcs-2022", NULL, fixture->contexts);
  assert_answers (fixture, badge, "signature-matches", "context-unknown", "key-is-issuer");
}

static void
test_catch_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);

  json_array_append_new (json_object_get (badge, "@context"),
                         json_string ("https://www.w3.org/ns/credentials/undefined-terms/v2"));
  json_object_set_new (badge, "grade", json_string ("A+"));
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  assert_answers (fixture, badge, "signature-matches", "context-unknown", "key-is-issuer");
}

static void
test_context_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
  json_t *contexts = json_object_get (badge, "@context");

  json_array_insert_new (contexts, 0, json_string ("https://w3id.org/security/multikey/v1"));
  assert_answers (fixture, badge, "signature-matches", "context-order", "key-is-issuer");
}

static void
test_context_removed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);

    json_array_remove (json_object_get (badge, "@context"), 1);
    assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
    json_object_del (badge, "@context");
    assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

static void
test_purpose (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) members = json_pack ("{s:s}", "proofPurpose", "authentication");
    g_autoptr (json_t) none = json_pack ("{s:n}", "proofPurpose");
    g_autoptr (json_t) badge = sign (fixture, i, NULL, members);
    g_autoptr (json_t) other = sign (fixture, i, NULL, none);

    assert_answers (fixture, badge, "purpose-wrong", "not-decided", "not-decided");
    assert_answers (fixture, other, "proof-malformed", "not-decided", "not-decided");
  }
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "yesterday", "2026-01-02", "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (json_t) members = json_pack ("{s:s}", "created", bad[i]);
    g_autoptr (json_t) badge = sign (fixture, 0, NULL, members);

    assert_answers (fixture, badge, "proof-malformed", "not-decided", "not-decided");
  }
}

static void
test_method (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) none = json_pack ("{s:n}", "verificationMethod");
  g_autoptr (json_t) written = json_pack ("{s:{s:s, s:s}}", "verificationMethod", "id",
                                          "did:example:1#key", "type", "Multikey");
  g_autoptr (json_t) unknown =
    json_pack ("{s:s}", "verificationMethod", "did:web:college.example#k");
  g_autoptr (json_t) one = sign (fixture, 0, NULL, none);
  g_autoptr (json_t) two = sign (fixture, 0, NULL, written);
  g_autoptr (json_t) three = sign (fixture, 0, NULL, unknown);

  assert_answers (fixture, one, "key-not-named", "not-decided", "key-not-named");
  assert_answers (fixture, two, "key-brought-along", "not-decided", "key-brought-along");
  assert_answers (fixture, three, "key-not-given", "not-decided", "key-not-given");
}

/* A did:key has one key: its fragment may be left out. */
static void
test_method_without_fragment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) members = json_pack ("{s:s}", "verificationMethod", test_issuer_did (issuer));
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, members);

  assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
}

/* Intact, but nobody's. */
static void
test_key_in_fragment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  const char *key = strchr (test_issuer_method (issuer), '#');
  g_autofree char *method = g_strconcat ("https://college.example/issuer", key, NULL);
  g_autoptr (json_t) members = json_pack ("{s:s}", "verificationMethod", method);
  g_autoptr (json_t) badge = test_badge (issuer);

  json_object_set_new (json_object_get (badge, "issuer"), "id",
                       json_string ("https://college.example/issuer"));
  test_issuer_prove (issuer, badge, "eddsa-rdfc-2022", members, fixture->contexts);
  assert_answers (fixture, badge, "signature-matches", "all-covered", "key-in-fragment");
}

static void
test_other_kind_of_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) p384 = test_issuer_new (COFFRET_KEY_P384, 1);
  g_autoptr (TestIssuer) ed25519 = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) one = test_badge (p384);
  g_autoptr (json_t) two = test_badge (ed25519);

  test_issuer_prove (p384, one, "ecdsa-rdfc-2019", NULL, fixture->contexts);
  json_object_set_new (json_object_get (one, "proof"), "cryptosuite",
                       json_string ("eddsa-rdfc-2022"));
  assert_answers (fixture, one, "algorithm-wrong", "not-decided", "key-is-issuer");
  test_issuer_prove (ed25519, two, "ecdsa-jcs-2019", NULL, fixture->contexts);
  assert_answers (fixture, two, "algorithm-wrong", "not-decided", "key-is-issuer");
}

static void
test_proof_value (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    const char *name = strstr (suites[i].suite, "2018") != NULL ? "jws" : "proofValue";
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);
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
      results = verify (fixture, badge);
      result = results->pdata[0];
      g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_NO);
    }
    json_object_set_new (proof, name, json_integer (7));
    assert_answers (fixture, badge, "signature-malformed", "not-decided", "not-decided");
    json_object_del (proof, name);
    assert_answers (fixture, badge, "signature-malformed", "not-decided", "not-decided");
  }
}

/* "jws" where the standard wants "proofValue". */
static void
test_other_member (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  json_t *proof;

  test_issuer_prove (issuer, badge, "Ed25519Signature2018", NULL, fixture->contexts);
  proof = json_object_get (badge, "proof");
  json_object_set_new (proof, "type", json_string ("Ed25519Signature2020"));
  assert_answers (fixture, badge, "signature-malformed", "not-decided", "not-decided");
}

static void
test_jws_header (Fixture *fixture, gconstpointer data)
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
    assert_answers (fixture, badge, "signature-malformed", "not-decided", "not-decided");
  }
}

static void
test_base_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 7, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;

  json_object_set_new (json_object_get (badge, "proof"), "proofValue", json_string ("u2V0AhVhA"));
  results = verify (fixture, badge);
  result = results->pdata[0];
  assert_check (&result->proof, COFFRET_ANSWER_UNKNOWN, "proof-base");
}

/* Every byte of a disclosure counts, and none can be left out. */
static void
test_disclosure_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 7, NULL, NULL);
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
      results = verify (fixture, badge);
      result = results->pdata[0];
      g_assert_cmpint (result->proof.answer, !=, COFFRET_ANSWER_YES);
    }
  }
}

/* A signature that belongs to no line, or a line without one. */
static void
test_disclosure_counts (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "ecdsa-sd-2023+more", "ecdsa-sd-2023+fewer" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_P256, 1);
    g_autoptr (json_t) badge = test_badge (issuer);

    test_issuer_prove (issuer, badge, wrong[i], NULL, fixture->contexts);
    assert_answers (fixture, badge, "signature-wrong", "not-decided", "key-is-issuer");
  }
}

static void
test_unsupported (Fixture *fixture, gconstpointer data)
{
  static const char *const types[] = {
    "JsonWebSignature2020",        "RsaSignature2018", "BbsBlsSignature2020",
    "EcdsaSecp256k1Signature2019", "bbs-2023",         "eddsa-rdfc-2099"
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
    g_autoptr (GPtrArray) results = NULL;
    const CoffretProofResult *result;
    gboolean is_type = g_ascii_isupper (types[i][0]);

    json_object_set_new (json_object_get (badge, "proof"), is_type ? "type" : "cryptosuite",
                         json_string (types[i]));
    results = verify (fixture, badge);
    result = results->pdata[0];
    assert_check (&result->proof, COFFRET_ANSWER_UNKNOWN, "suite-unsupported");
    g_assert_cmpstr (result->proof.subject, ==, types[i]);
    g_assert_cmpstr (result->name, ==, types[i]);
  }
}

static void
test_not_a_proof (Fixture *fixture, gconstpointer data)
{
  json_t *const bad[] = { json_string ("proof"), json_object (), json_integer (1),
                          json_pack ("{s:[s]}", "type", "DataIntegrityProof") };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);

    json_object_set_new (badge, "proof", bad[i]);
    assert_answers (fixture, badge, "proof-malformed", "not-decided", "not-decided");
  }
}

static void
test_no_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (GPtrArray) none = verify (fixture, badge);
  g_autoptr (GPtrArray) empty = NULL;

  json_object_set_new (badge, "proof", json_array ());
  empty = verify (fixture, badge);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

static const CoffretCheck *
proof_check (GPtrArray *results, guint index)
{
  return &((CoffretProofResult *) results->pdata[index])->proof;
}

/* In a set each proof is answered for itself, in the document's order. */
static void
test_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  json_t *proofs;

  sign (fixture, 8, badge, NULL);
  sign (fixture, 2, badge, NULL);
  results = verify (fixture, badge);
  g_assert_cmpuint (results->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    assert_check (proof_check (results, i), COFFRET_ANSWER_YES, "signature-matches");

  proofs = json_object_get (badge, "proof");
  json_object_set_new (json_array_get (proofs, 1), "created", json_string ("2026-01-02T00:00:00Z"));
  g_ptr_array_unref (g_steal_pointer (&results));
  results = verify (fixture, badge);
  assert_check (proof_check (results, 0), COFFRET_ANSWER_YES, "signature-matches");
  assert_check (proof_check (results, 1), COFFRET_ANSWER_NO, "signature-wrong");
  assert_check (proof_check (results, 2), COFFRET_ANSWER_YES, "signature-matches");
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
  json_t *proof = json_incref (json_object_get (badge, "proof"));
  json_t *proofs = json_array ();
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < 20; i++)
    json_array_append (proofs, proof);
  json_decref (proof);
  json_object_set_new (badge, "proof", proofs);
  results = verify (fixture, badge);
  g_assert_cmpuint (results->len, ==, 20);
  assert_check (proof_check (results, 15), COFFRET_ANSWER_YES, "signature-matches");
  assert_check (proof_check (results, 16), COFFRET_ANSWER_UNKNOWN, "too-many-proofs");
}

/* Three that build on each other: the third on both before. */
static json_t *
make_chain (Fixture *fixture, guint suite)
{
  g_autoptr (json_t) first = json_pack ("{s:s}", "id", "urn:proof:1");
  g_autoptr (json_t) second =
    json_pack ("{s:s, s:s}", "id", "urn:proof:2", "previousProof", "urn:proof:1");
  g_autoptr (json_t) third = json_pack ("{s:[ss]}", "previousProof", "urn:proof:1", "urn:proof:2");
  json_t *badge = sign (fixture, suite, NULL, first);

  sign (fixture, suite, badge, second);
  sign (fixture, suite, badge, third);
  return badge;
}

static void
test_chain (Fixture *fixture, gconstpointer data)
{
  for (guint suite = 0; suite < 3; suite += 2) {
    g_autoptr (json_t) badge = make_chain (fixture, suite);
    json_t *proofs = json_object_get (badge, "proof");
    g_autoptr (GPtrArray) results = verify (fixture, badge);

    for (guint i = 0; i < 3; i++)
      assert_check (proof_check (results, i), COFFRET_ANSWER_YES, "signature-matches");

    /* The order in which they stand says nothing. */
    json_array_insert (proofs, 0, json_array_get (proofs, 2));
    json_array_remove (proofs, 3);
    g_ptr_array_unref (g_steal_pointer (&results));
    results = verify (fixture, badge);
    for (guint i = 0; i < 3; i++)
      assert_check (proof_check (results, i), COFFRET_ANSWER_YES, "signature-matches");
  }
}

static void
test_chain_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = make_chain (fixture, 0);
  g_autoptr (json_t) missing = json_deep_copy (badge);
  json_t *proofs = json_object_get (badge, "proof");
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) gone = NULL;

  json_object_set_new (json_array_get (proofs, 0), "created", json_string ("2026-01-01T00:00:00Z"));
  changed = verify (fixture, badge);
  assert_check (proof_check (changed, 0), COFFRET_ANSWER_NO, "signature-wrong");
  g_assert_cmpint (proof_check (changed, 1)->answer, ==, COFFRET_ANSWER_NO);
  g_assert_cmpint (proof_check (changed, 2)->answer, ==, COFFRET_ANSWER_NO);

  json_array_remove (json_object_get (missing, "proof"), 0);
  gone = verify (fixture, missing);
  assert_check (proof_check (gone, 0), COFFRET_ANSWER_NO, "chain-broken");
  assert_check (proof_check (gone, 1), COFFRET_ANSWER_NO, "chain-broken");
}

/* A good signature over one that is not known to be good. */
static void
test_chain_undecided (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) first = json_pack ("{s:s, s:s}", "id", "urn:proof:1", "verificationMethod",
                                        "did:web:college.example#k");
  g_autoptr (json_t) second = json_pack ("{s:s}", "previousProof", "urn:proof:1");
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, first);
  g_autoptr (GPtrArray) results = NULL;

  sign (fixture, 0, badge, second);
  results = verify (fixture, badge);
  assert_check (proof_check (results, 0), COFFRET_ANSWER_UNKNOWN, "key-not-given");
  assert_check (proof_check (results, 1), COFFRET_ANSWER_UNKNOWN, "chain-broken");
}

static void
test_chain_ids (Fixture *fixture, gconstpointer data)
{
  json_t *const bad[] = { json_integer (7), json_pack ("[n]"), json_string ("urn:proof:self"),
                          json_object () };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
    json_t *proof = json_object_get (badge, "proof");

    json_object_set_new (proof, "id", json_string ("urn:proof:self"));
    json_object_set_new (proof, "previousProof", bad[i]);
    assert_answers (fixture, badge, "chain-broken", "not-decided", "key-is-issuer");
  }
}

/* A word came to a context after the badge was signed: it was not covered then, and is not now. */
static void
test_editions (Fixture *fixture, gconstpointer data)
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

  results = verify (fixture, today);
  result = results->pdata[0];
  assert_check (&result->coverage, COFFRET_ANSWER_YES, "all-covered");
  g_assert_cmpstr (coffret_json_string (result->details, "edition"), ==,
                   coffret_contexts_edition_name (fixture->contexts, url, 0));

  g_ptr_array_unref (g_steal_pointer (&results));
  results = verify (fixture, before);
  result = results->pdata[0];
  assert_check (&result->proof, COFFRET_ANSWER_YES, "signature-matches");
  assert_check (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined");
  g_assert_cmpstr (result->coverage.subject, ==, "awardedDate");
  g_assert_cmpstr (coffret_json_string (result->details, "edition"), ==,
                   coffret_contexts_edition_name (fixture->contexts, url, n_editions - 1));
}

/* JCS: the proof may name the context that it was made under. */
static void
test_jcs_context (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  g_autoptr (json_t) badge = test_badge (issuer);
  g_autoptr (json_t) members = json_pack ("{s:O}", "@context", json_object_get (badge, "@context"));
  json_t *contexts;

  test_issuer_prove (issuer, badge, "eddsa-jcs-2022", members, fixture->contexts);
  assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  contexts = json_copy (json_object_get (badge, "@context"));
  json_object_set_new (badge, "@context", contexts);
  json_array_append_new (contexts, json_string ("https://w3id.org/security/multikey/v1"));
  assert_answers (fixture, badge, "signature-matches", "all-covered", "key-is-issuer");
  json_array_remove (contexts, 1);
  assert_answers (fixture, badge, "proof-malformed", "not-decided", "key-is-issuer");
}

static void
test_poison (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = sign (fixture, 0, NULL, NULL);
  json_t *subjects = json_array ();

  for (guint i = 0; i < 12; i++) {
    json_t *subject = json_object ();
    json_t *related = json_array ();
    g_autofree char *id = g_strdup_printf ("_:n%u", i);

    json_object_set_new (subject, "id", json_string (id));
    for (guint k = 0; k < 12; k++)
      if (k != i)
        json_array_append_new (related, json_pack ("{s:o}", "id", json_sprintf ("_:n%u", k)));
    json_object_set_new (subject, "https://vocabulary.example/knows", related);
    json_array_append_new (subjects, subject);
  }
  json_object_set_new (badge, "credentialSubject", subjects);
  assert_answers (fixture, badge, "too-complex", "not-decided", "key-is-issuer");
}

/* One budget for all that lies in one file: the first are answered, the rest is left open. */
static void
test_budget (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autoptr (json_t) badge = sign (fixture, i, NULL, NULL);
    CoffretProofBudget budget = { .bytes = 1024 * 1024 };
    CoffretSecured secured = {
      .document = badge, .format = "ob3", .purpose = "assertionMethod", .budget = &budget
    };
    gboolean answered = TRUE;

    for (guint k = 0; k < 40; k++) {
      g_autoptr (GPtrArray) results = coffret_proofs_verify (&secured, fixture->grounds);
      const CoffretCheck *check = proof_check (results, 0);

      answered = check->answer == COFFRET_ANSWER_YES;
      g_assert_true (answered || k > 0);
      if (!answered)
        assert_check (check, COFFRET_ANSWER_UNKNOWN, "too-complex");
    }
    g_assert_false (answered);
  }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/integrity/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("good", test_good);
  ADD ("older-escaping-refused", test_older_escaping_refused);
  ADD ("changed", test_changed);
  ADD ("changed-proof", test_changed_proof);
  ADD ("key-of-another", test_key_of_another);
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
  ADD ("set", test_set);
  ADD ("too-many", test_too_many);
  ADD ("chain", test_chain);
  ADD ("chain-broken", test_chain_broken);
  ADD ("chain-undecided", test_chain_undecided);
  ADD ("chain-ids", test_chain_ids);
  ADD ("editions", test_editions);
  ADD ("jcs-context", test_jcs_context);
  ADD ("poison", test_poison);
  ADD ("budget", test_budget);
  return g_test_run ();
}
