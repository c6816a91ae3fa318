/* Whole verdicts: what several proofs, an issuer's name, embedded credentials and the owner's word
 * come to, and a report as JSON. */
#include "verify/verifier.h"

#include <string.h>

#include "base/json.h"
#include "verify/issue.h"

#define NOW "2030-06-01T12:00:00Z"

typedef struct {
  CoffretContexts *contexts;
  CoffretGrounds *grounds;
  TestIssuer *issuer;
  TestIssuer *other;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->contexts = coffret_contexts_new ();
  fixture->grounds = coffret_grounds_new (fixture->contexts, coffret_instant_parse (NOW));
  fixture->issuer = test_issuer_new (COFFRET_KEY_ED25519, 1);
  fixture->other = test_issuer_new (COFFRET_KEY_ED25519, 2);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_issuer_free (fixture->issuer);
  test_issuer_free (fixture->other);
  coffret_grounds_unref (fixture->grounds);
  coffret_contexts_unref (fixture->contexts);
}

static void
trust (Fixture *fixture, const TestIssuer *issuer, const char *name)
{
  coffret_grounds_trust (fixture->grounds, test_issuer_did (issuer), name,
                         coffret_instant_parse ("2030-01-01"));
}

static json_t *
make_badge (Fixture *fixture)
{
  json_t *badge = test_badge (fixture->issuer);

  test_issuer_prove (fixture->issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  return badge;
}

static CoffretReport *
verify_item (Fixture *fixture, const json_t *document, guint item)
{
  g_autofree char *text = json_dumps (document, 0);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = coffret_reader_read_all (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (items->len, >, item);
  return coffret_verify_item (g_ptr_array_index (items, item), fixture->grounds);
}

static void
assert_verdict (Fixture *fixture, const json_t *document, const char *verdict)
{
  g_autoptr (CoffretReport) report = verify_item (fixture, document, 0);

  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    g_test_message ("%s: %s", coffret_check_id_to_string ((CoffretCheckId) i),
                    report->checks[i].code);
  g_assert_cmpstr (coffret_verdict_to_id (report->verdict), ==, verdict);
}

static void
test_trust (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = make_badge (fixture);
  g_autoptr (CoffretReport) report = NULL;
  g_autofree char *registry = g_strdup_printf ("{\"meta\":{\"updated\":\"2026-01-31T00:00:00Z\"},"
                                               "\"registry\":{\"%s\":{\"name\":\"Collège\"}}}",
                                               test_issuer_did (fixture->issuer));
  g_autoptr (GBytes) bytes = g_bytes_new (registry, strlen (registry));

  assert_verdict (fixture, badge, "signed");
  g_assert_true (coffret_grounds_add_registry (fixture->grounds, bytes, "Test", NULL));
  report = verify_item (fixture, badge, 0);
  g_assert_cmpint (report->verdict, ==, COFFRET_VERDICT_VERIFIED);
  g_assert_cmpstr (report->vouched_name, ==, "Collège");
  g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].by, ==, "Test");
  coffret_grounds_distrust (fixture->grounds, test_issuer_did (fixture->issuer), 0);
  g_clear_pointer (&report, coffret_report_unref);
  report = verify_item (fixture, badge, 0);
  g_assert_cmpint (report->verdict, ==, COFFRET_VERDICT_SIGNED);
  g_assert_cmpint (report->checks[COFFRET_CHECK_ISSUER].answer, ==, COFFRET_ANSWER_NO);
  g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].code, ==, "distrusted");
  trust (fixture, fixture->issuer, NULL);
  assert_verdict (fixture, badge, "verified");
}

/* A name that somebody vouches for says nothing while the signature is not its. */
static void
test_unproven (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (CoffretReport) report = NULL;

  trust (fixture, fixture->issuer, "Collège");
  test_issuer_prove (fixture->other, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  report = verify_item (fixture, badge, 0);
  g_assert_cmpint (report->verdict, ==, COFFRET_VERDICT_INVALID);
  g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].code, ==, "trusted-unproven");
  g_assert_null (report->vouched_name);
}

static void
spoil (json_t *proof)
{
  const char *value = coffret_json_string (proof, "proofValue");
  g_autofree char *other = g_strdup (value);

  other[20] = other[20] == '2' ? '3' : '2';
  json_object_set_new (proof, "proofValue", json_string (other));
}

/* Whether an issuer at an address lists a stranger's key, only its document can say. */
static void
test_open_binding (Fixture *fixture, gconstpointer data)
{
  static const char profile[] =
    "{\"id\":\"https://college.example/issuer\",\"assertionMethod\":[]}";
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (GBytes) bytes = g_bytes_new (profile, strlen (profile));

  json_object_set_new (
    badge, "issuer",
    json_pack ("{s:s, s:s}", "id", "https://college.example/issuer", "type", "Profile"));
  test_issuer_prove (fixture->other, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  assert_verdict (fixture, badge, "unchecked");
  g_assert_true (coffret_grounds_add (fixture->grounds, COFFRET_GROUND_DOCUMENT, bytes, NULL,
                                      coffret_instant_parse (NOW), NULL));
  assert_verdict (fixture, badge, "invalid");
}

/* A stranger who adds a bad signature changes nothing about what is not known. */
static void
test_open_with_stranger (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (json_t) members =
    json_pack ("{s:s}", "verificationMethod", "did:web:college.example#key-1");

  json_object_set_new (
    badge, "issuer", json_pack ("{s:s, s:s}", "id", "did:web:college.example", "type", "Profile"));
  test_issuer_prove (fixture->issuer, badge, "eddsa-rdfc-2022", members, fixture->contexts);
  test_issuer_prove (fixture->other, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  spoil (coffret_json_at (badge, "proof", 1));
  assert_verdict (fixture, badge, "unchecked");
}

static void
test_unsigned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (CoffretReport) report = verify_item (fixture, badge, 0);

  trust (fixture, fixture->issuer, NULL);
  g_assert_cmpint (report->verdict, ==, COFFRET_VERDICT_UNSIGNED);
  g_assert_null (report->proof);
  g_assert_cmpstr (report->checks[COFFRET_CHECK_ISSUER].code, ==, "no-proof");
}

/* Only the issuer's own proofs count, and all of them must hold. */
static void
test_proof_sets (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    gboolean issuer_second; /* whose the second proof is */
    int spoilt;             /* which is wrong; -1: none */
    const char *verdict;
  } cases[] = {
    { "two of the issuer", TRUE, -1, "verified" },
    { "the issuer's first wrong", TRUE, 0, "invalid" },
    { "the issuer's second wrong", TRUE, 1, "invalid" },
    { "a witness", FALSE, -1, "verified" },
    { "a witness who is wrong", FALSE, 1, "verified" },
    { "a good witness of a wrong proof", FALSE, 0, "invalid" },
  };

  trust (fixture, fixture->issuer, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (json_t) badge = make_badge (fixture);

    g_test_message ("%s", cases[i].name);
    test_issuer_prove (cases[i].issuer_second ? fixture->issuer : fixture->other, badge,
                       "eddsa-jcs-2022", NULL, fixture->contexts);
    if (cases[i].spoilt >= 0)
      spoil (coffret_json_at (badge, "proof", (gsize) cases[i].spoilt));
    assert_verdict (fixture, badge, cases[i].verdict);
  }
}

/* Two strangers do not make an issuer. */
static void
test_strangers_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);

  trust (fixture, fixture->issuer, NULL);
  test_issuer_prove (fixture->other, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  test_issuer_prove (fixture->other, badge, "eddsa-jcs-2022", NULL, fixture->contexts);
  assert_verdict (fixture, badge, "invalid");
}

/* More proofs than are looked at: the last may be the issuer's, and wrong. */
static void
test_many_proofs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = make_badge (fixture);
  json_t *proof = json_object_get (badge, "proof");
  json_t *proofs = json_array ();

  for (guint i = 0; i < 16; i++)
    json_array_append (proofs, proof);
  json_object_set_new (badge, "proof", proofs);
  trust (fixture, fixture->issuer, NULL);
  assert_verdict (fixture, badge, "verified");
  json_array_append (proofs, json_array_get (proofs, 0));
  assert_verdict (fixture, badge, "unchecked");
}

static void
test_proof_expires (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (json_t) members = json_pack ("{s:s}", "expires", "2030-06-01T11:59:59Z");

  trust (fixture, fixture->issuer, NULL);
  test_issuer_prove (fixture->issuer, badge, "eddsa-rdfc-2022", members, fixture->contexts);
  assert_verdict (fixture, badge, "expired");
}

/* Signed as it stands, but what its words mean is not what they look like. */
static void
test_first_context (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  json_t *contexts = json_object_get (badge, "@context");

  trust (fixture, fixture->issuer, NULL);
  json_array_append (contexts, json_array_get (contexts, 0));
  json_array_remove (contexts, 0);
  test_issuer_prove (fixture->issuer, badge, "eddsa-jcs-2022", NULL, fixture->contexts);
  assert_verdict (fixture, badge, "unchecked");
}

static json_t *
make_endorsement (Fixture *fixture, const TestIssuer *signer)
{
  json_t *endorsement = json_pack (
    "{s:[s, s], s:[s, s], s:s, s:s, s:{s:s, s:[s], s:s}}", "@context",
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "type", "VerifiableCredential",
    "EndorsementCredential", "issuer", test_issuer_did (signer), "validFrom",
    "2030-01-01T00:00:00Z", "credentialSubject", "id", test_issuer_did (fixture->issuer), "type",
    "EndorsementSubject", "endorsementComment", "Very good.");

  test_issuer_prove (signer, endorsement, "eddsa-jcs-2022", NULL, fixture->contexts);
  return endorsement;
}

/* Each by its own proof; none changes what holds it. */
static void
test_endorsements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  json_t *bad = make_endorsement (fixture, fixture->other);
  g_autoptr (CoffretReport) report = NULL;
  const CoffretReportPart *part;

  spoil (json_object_get (bad, "proof"));
  json_object_set_new (badge, "endorsement",
                       json_pack ("[o, o, {}]", make_endorsement (fixture, fixture->other), bad));
  trust (fixture, fixture->issuer, NULL);
  test_issuer_prove (fixture->issuer, badge, "eddsa-jcs-2022", NULL, fixture->contexts);

  report = verify_item (fixture, badge, 0);
  g_assert_cmpint (report->verdict, ==, COFFRET_VERDICT_VERIFIED);
  g_assert_cmpuint (report->parts->len, ==, 3);
  part = g_ptr_array_index (report->parts, 0);
  g_assert_cmpstr (part->pointer, ==, "/endorsement/0");
  g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_SIGNED);
  part = g_ptr_array_index (report->parts, 1);
  g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_INVALID);
  part = g_ptr_array_index (report->parts, 2);
  g_assert_cmpint (part->report->verdict, ==, COFFRET_VERDICT_MALFORMED);
}

static void
test_many_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  json_t *endorsements = json_array ();
  g_autoptr (CoffretReport) report = NULL;
  const CoffretReportPart *last;

  for (guint i = 0; i < 300; i++)
    json_array_append_new (endorsements, json_object ());
  json_object_set_new (badge, "endorsement", endorsements);
  report = verify_item (fixture, badge, 0);
  g_assert_cmpuint (report->parts->len, ==, 257);
  last = g_ptr_array_index (report->parts, 256);
  g_assert_cmpstr (last->pointer, ==, "");
  g_assert_cmpint (last->report->verdict, ==, COFFRET_VERDICT_UNCHECKED);
}

static void
test_presentation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) shown =
    json_pack ("{s:[s], s:s, s:s, s:[o]}", "@context", "https://www.w3.org/ns/credentials/v2",
               "type", "VerifiablePresentation", "holder", test_issuer_did (fixture->other),
               "verifiableCredential", make_badge (fixture));
  g_autoptr (json_t) members = json_pack ("{s:s, s:s, s:s}", "proofPurpose", "authentication",
                                          "domain", "https://employer.example", "challenge", "x");
  g_autoptr (json_t) wrong = json_pack ("{s:s}", "proofPurpose", "assertionMethod");
  g_autoptr (json_t) twice = json_deep_copy (shown);
  g_autoptr (CoffretReport) member = NULL;

  trust (fixture, fixture->issuer, NULL);
  test_issuer_prove (fixture->other, shown, "eddsa-rdfc-2022", members, fixture->contexts);
  assert_verdict (fixture, shown, "signed");
  member = verify_item (fixture, shown, 1);
  g_assert_cmpint (member->verdict, ==, COFFRET_VERDICT_VERIFIED);
  /* What is signed to say that it is true does not show that somebody shows it. */
  test_issuer_prove (fixture->other, twice, "eddsa-rdfc-2022", wrong, fixture->contexts);
  assert_verdict (fixture, twice, "invalid");
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_badge (fixture->issuer);
  g_autoptr (CoffretReport) report = NULL;
  g_autoptr (CoffretReport) again = NULL;
  g_autoptr (json_t) json = NULL;
  g_autoptr (json_t) json_again = NULL;
  g_autofree char *text = NULL;

  json_object_set_new (badge, "endorsement",
                       json_pack ("[o]", make_endorsement (fixture, fixture->other)));
  test_issuer_prove (fixture->issuer, badge, "eddsa-rdfc-2022", NULL, fixture->contexts);
  trust (fixture, fixture->issuer, "Collège");
  report = verify_item (fixture, badge, 0);
  json = coffret_report_to_json (report);
  text = json_dumps (json, 0);
  /* Not the canonical text, which is as long as the credential. */
  g_assert_null (strstr (text, "_:c14n0"));
  g_assert_nonnull (strstr (text, "\"thumbprint\": \""));
  again = coffret_report_from_json (json);
  g_assert_nonnull (again);
  json_again = coffret_report_to_json (again);
  g_assert_true (json_equal (json, json_again));
  g_assert_cmpint (again->verdict, ==, report->verdict);
  g_assert_cmpint (again->checks[COFFRET_CHECK_ISSUER].as_of, ==,
                   report->checks[COFFRET_CHECK_ISSUER].as_of);
  for (guint i = 0; i < COFFRET_N_CHECKS; i++) {
    g_autofree char *one = coffret_check_sentence ((CoffretCheckId) i, &report->checks[i]);
    g_autofree char *other = coffret_check_sentence ((CoffretCheckId) i, &again->checks[i]);

    g_assert_cmpstr (one, ==, other);
  }

  json_object_set_new (json, "version", json_integer (2));
  g_assert_null (coffret_report_from_json (json));
  json_object_set_new (json, "version", json_integer (1));
  json_object_set_new (json, "verdict", json_string ("genuine"));
  g_assert_null (coffret_report_from_json (json));
  g_assert_null (coffret_report_from_json (NULL));
}

static void
test_sentences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CoffretReport) report = coffret_report_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i <= COFFRET_VERDICT_VERIFIED; i++) {
    report->verdict = (CoffretVerdict) i;
    g_assert_true (g_hash_table_add (seen, coffret_report_sentence (report)));
  }
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "trust", test_trust },
    { "unproven", test_unproven },
    { "open-binding", test_open_binding },
    { "open-with-stranger", test_open_with_stranger },
    { "unsigned", test_unsigned },
    { "proof-sets", test_proof_sets },
    { "strangers-only", test_strangers_only },
    { "many-proofs", test_many_proofs },
    { "proof-expires", test_proof_expires },
    { "first-context", test_first_context },
    { "endorsements", test_endorsements },
    { "many-parts", test_many_parts },
    { "presentation", test_presentation },
    { "round-trip", test_round_trip },
    { "sentences", test_sentences },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/verifier/", tests[i].name, NULL);

    g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
  }
  return g_test_run ();
}
