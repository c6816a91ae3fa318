/* Several proofs in one document, side by side and one upon the other, and what they may cost. */
#include "integrity-test.h"

#include <string.h>

#include "base/json.h"

static const CoffretCheck *
proof_check (GPtrArray *results, guint index)
{
  return &((CoffretProofResult *) results->pdata[index])->proof;
}

/* In a set each proof is answered for itself, in the document's order. */
static void
test_set (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  json_t *proofs;

  test_sign (fixture, 8, badge, NULL);
  test_sign (fixture, 2, badge, NULL);
  results = test_verify (fixture, badge);
  g_assert_cmpuint (results->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    test_assert_check (proof_check (results, i), COFFRET_ANSWER_YES, "signature-matches");

  proofs = json_object_get (badge, "proof");
  json_object_set_new (json_array_get (proofs, 1), "created", json_string ("2026-01-02T00:00:00Z"));
  g_ptr_array_unref (g_steal_pointer (&results));
  results = test_verify (fixture, badge);
  test_assert_check (proof_check (results, 0), COFFRET_ANSWER_YES, "signature-matches");
  test_assert_check (proof_check (results, 1), COFFRET_ANSWER_NO, "signature-wrong");
  test_assert_check (proof_check (results, 2), COFFRET_ANSWER_YES, "signature-matches");
}

/* A proof that breaks the rules is still the issuer's, and counts. */
static void
test_set_malformed (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;

  test_sign (fixture, 8, badge, NULL);
  json_object_set_new (json_array_get (json_object_get (badge, "proof"), 1), "proofValue",
                       json_string ("z"));
  results = test_verify (fixture, badge);
  result = results->pdata[1];
  test_assert_check (&result->proof, COFFRET_ANSWER_NO, "signature-malformed");
  test_assert_check (&result->binding, COFFRET_ANSWER_YES, "key-is-issuer");
}

static void
test_too_many (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
  json_t *proof = json_incref (json_object_get (badge, "proof"));
  json_t *proofs = json_array ();
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < 20; i++)
    json_array_append (proofs, proof);
  json_decref (proof);
  json_object_set_new (badge, "proof", proofs);
  results = test_verify (fixture, badge);
  g_assert_cmpuint (results->len, ==, 20);
  test_assert_check (proof_check (results, 15), COFFRET_ANSWER_YES, "signature-matches");
  test_assert_check (proof_check (results, 16), COFFRET_ANSWER_UNKNOWN, "too-many-proofs");
}

/* Three that build on each other: the third on both before. */
static json_t *
make_chain (TestIntegrity *fixture, guint suite)
{
  g_autoptr (json_t) first = json_pack ("{s:s}", "id", "urn:proof:1");
  g_autoptr (json_t) second =
    json_pack ("{s:s, s:s}", "id", "urn:proof:2", "previousProof", "urn:proof:1");
  g_autoptr (json_t) third = json_pack ("{s:[ss]}", "previousProof", "urn:proof:1", "urn:proof:2");
  json_t *badge = test_sign (fixture, suite, NULL, first);

  test_sign (fixture, suite, badge, second);
  test_sign (fixture, suite, badge, third);
  return badge;
}

static void
test_chain (TestIntegrity *fixture, gconstpointer data)
{
  for (guint suite = 0; suite < 3; suite += 2) {
    g_autoptr (json_t) badge = make_chain (fixture, suite);
    json_t *proofs = json_object_get (badge, "proof");
    g_autoptr (GPtrArray) results = test_verify (fixture, badge);

    for (guint i = 0; i < 3; i++)
      test_assert_check (proof_check (results, i), COFFRET_ANSWER_YES, "signature-matches");

    /* The order in which they stand says nothing. */
    json_array_insert (proofs, 0, json_array_get (proofs, 2));
    json_array_remove (proofs, 3);
    g_ptr_array_unref (g_steal_pointer (&results));
    results = test_verify (fixture, badge);
    for (guint i = 0; i < 3; i++)
      test_assert_check (proof_check (results, i), COFFRET_ANSWER_YES, "signature-matches");
  }
}

static void
test_chain_broken (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = make_chain (fixture, 0);
  g_autoptr (json_t) missing = json_deep_copy (badge);
  json_t *proofs = json_object_get (badge, "proof");
  g_autoptr (GPtrArray) changed = NULL;
  g_autoptr (GPtrArray) gone = NULL;

  json_object_set_new (json_array_get (proofs, 0), "created", json_string ("2026-01-01T00:00:00Z"));
  changed = test_verify (fixture, badge);
  test_assert_check (proof_check (changed, 0), COFFRET_ANSWER_NO, "signature-wrong");
  g_assert_cmpint (proof_check (changed, 1)->answer, ==, COFFRET_ANSWER_NO);
  g_assert_cmpint (proof_check (changed, 2)->answer, ==, COFFRET_ANSWER_NO);

  json_array_remove (json_object_get (missing, "proof"), 0);
  gone = test_verify (fixture, missing);
  test_assert_check (proof_check (gone, 0), COFFRET_ANSWER_NO, "chain-broken");
  test_assert_check (proof_check (gone, 1), COFFRET_ANSWER_NO, "chain-broken");
}

/* A good signature over one that is not known to be good. */
static void
test_chain_undecided (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) first = json_pack ("{s:s, s:s}", "id", "urn:proof:1", "verificationMethod",
                                        "did:web:college.example#k");
  g_autoptr (json_t) second = json_pack ("{s:s}", "previousProof", "urn:proof:1");
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, first);
  g_autoptr (GPtrArray) results = NULL;

  test_sign (fixture, 0, badge, second);
  results = test_verify (fixture, badge);
  test_assert_check (proof_check (results, 0), COFFRET_ANSWER_UNKNOWN, "key-not-given");
  test_assert_check (proof_check (results, 1), COFFRET_ANSWER_UNKNOWN, "chain-broken");
}

static void
test_chain_ids (TestIntegrity *fixture, gconstpointer data)
{
  json_t *const bad[] = { json_integer (7), json_pack ("[n]"), json_string ("urn:proof:self"),
                          json_object () };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
    json_t *proof = json_object_get (badge, "proof");

    json_object_set_new (proof, "id", json_string ("urn:proof:self"));
    json_object_set_new (proof, "previousProof", bad[i]);
    test_assert_answers (fixture, badge, "chain-broken", "not-decided", "key-is-issuer");
  }
}

static void
test_poison (TestIntegrity *fixture, gconstpointer data)
{
  g_autoptr (json_t) badge = test_sign (fixture, 0, NULL, NULL);
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
  test_assert_answers (fixture, badge, "too-complex", "not-decided", "key-is-issuer");
}

/* One budget for all that lies in one file: the first are answered, the rest is left open. */
static void
test_budget (TestIntegrity *fixture, gconstpointer data)
{
  for (guint i = 0; i < TEST_N_SUITES; i++) {
    g_autoptr (json_t) badge = test_sign (fixture, i, NULL, NULL);
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
        test_assert_check (check, COFFRET_ANSWER_UNKNOWN, "too-complex");
    }
    g_assert_false (answered);
  }
}

#define ADD(path, function)                                                                        \
  g_test_add ("/proof-sets/" path, TestIntegrity, NULL, test_integrity_set_up, function,           \
              test_integrity_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("set", test_set);
  ADD ("set-malformed", test_set_malformed);
  ADD ("too-many", test_too_many);
  ADD ("chain", test_chain);
  ADD ("chain-broken", test_chain_broken);
  ADD ("chain-undecided", test_chain_undecided);
  ADD ("chain-ids", test_chain_ids);
  ADD ("poison", test_poison);
  ADD ("budget", test_budget);
  return g_test_run ();
}
