#include "verify/proof.h"

#include "base/fold.h"
#include "base/json.h"

#define MAX_PROOFS 16
#define LONGEST_NAME 100

CoffretProofResult *
coffret_proof_result_new (const char *name)
{
  CoffretProofResult *result = g_new0 (CoffretProofResult, 1);

  result->name = name != NULL ? coffret_clean (name, LONGEST_NAME, FALSE) : g_strdup ("");
  coffret_check_clear (&result->proof);
  coffret_check_clear (&result->coverage);
  coffret_check_clear (&result->binding);
  result->created = COFFRET_INSTANT_NONE;
  result->expires = COFFRET_INSTANT_NONE;
  result->dropped = g_ptr_array_new_with_free_func (g_free);
  result->details = json_object ();
  result->used = g_ptr_array_new_with_free_func (g_free);
  return result;
}

void
coffret_proof_result_free (CoffretProofResult *result)
{
  if (result == NULL)
    return;
  g_free (result->name);
  g_free (result->method);
  coffret_check_clear (&result->proof);
  coffret_check_clear (&result->coverage);
  coffret_check_clear (&result->binding);
  g_clear_pointer (&result->key, coffret_key_unref);
  g_ptr_array_unref (result->dropped);
  json_decref (result->details);
  g_ptr_array_unref (result->used);
  g_free (result);
}

static const char *
name_of (const json_t *proof)
{
  const char *type = coffret_json_string (proof, "type");
  const char *suite = coffret_json_string (proof, "cryptosuite");

  return suite != NULL && g_strcmp0 (type, "DataIntegrityProof") == 0 ? suite : type;
}

static void
leave_undecided (CoffretProofResult *result)
{
  coffret_check_set (&result->coverage, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
  coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
}

static void
ask (const CoffretSecured *secured,
     const json_t *proof,
     const CoffretGrounds *grounds,
     CoffretProofResult *result)
{
  const CoffretProofSuite *const *suite = coffret_proof_suites;

  while (!(*suite)->knows (secured, proof))
    suite++;
  (*suite)->verify (secured, proof, grounds, result);
}

static CoffretProofResult *
verify_one (const CoffretSecured *secured,
            const json_t *proof,
            gboolean too_many,
            const CoffretGrounds *grounds)
{
  CoffretProofResult *result = coffret_proof_result_new (name_of (proof));

  if (too_many) {
    leave_undecided (result);
    coffret_check_set (&result->proof, COFFRET_ANSWER_UNKNOWN, "too-many-proofs", NULL, NULL);
  } else if (coffret_json_string (proof, "type") == NULL) {
    leave_undecided (result);
    coffret_check_set (&result->proof, COFFRET_ANSWER_NO, "proof-malformed", NULL,
                       "a proof is an object with one type");
  } else {
    ask (secured, proof, grounds, result);
  }
  return result;
}

/* The proofs of one document while their chains are followed. */
typedef struct {
  const json_t *document;
  GPtrArray *results;
  guint8 *states;
} Chains;

enum { STATE_NEW, STATE_OPEN, STATE_DONE };

static void
break_chain (CoffretProofResult *result, CoffretAnswer answer, const char *id)
{
  if (result->proof.answer == COFFRET_ANSWER_YES ||
      (result->proof.answer == COFFRET_ANSWER_UNKNOWN && answer == COFFRET_ANSWER_NO))
    coffret_check_set (&result->proof, answer, "chain-broken", NULL, id);
}

/* VC Data Integrity 1.0, section 4.3: a proof that builds on others holds only if they do. */
static void
follow (Chains *chains, guint index)
{
  CoffretProofResult *result = chains->results->pdata[index];
  const json_t *proof = coffret_json_at (chains->document, "proof", index);
  gsize count = coffret_json_count (proof, "previousProof");

  chains->states[index] = STATE_OPEN;
  for (gsize i = 0; i < count; i++) {
    const char *id = json_string_value (coffret_json_at (proof, "previousProof", i));

    for (guint other = 0; id != NULL && other < chains->results->len; other++) {
      const CoffretProofResult *previous = chains->results->pdata[other];

      if (g_strcmp0 (coffret_json_string (coffret_json_at (chains->document, "proof", other), "id"),
                     id) != 0)
        continue;
      if (chains->states[other] == STATE_NEW)
        follow (chains, other);
      if (chains->states[other] == STATE_OPEN)
        break_chain (result, COFFRET_ANSWER_NO, id);
      else if (previous->proof.answer != COFFRET_ANSWER_YES)
        break_chain (result, previous->proof.answer, id);
    }
  }
  chains->states[index] = STATE_DONE;
}

GPtrArray *
coffret_proofs_verify (const CoffretSecured *secured, const CoffretGrounds *grounds)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_proof_result_free);
  gsize count = coffret_json_count (secured->document, "proof");
  CoffretProofBudget budget = { .bytes = COFFRET_PROOF_BUDGET_BYTES };
  CoffretSecured bounded = *secured;
  g_autofree guint8 *states = NULL;
  Chains chains = { .document = secured->document, .results = results };

  if (bounded.budget == NULL)
    bounded.budget = &budget;
  if (secured->token != NULL) {
    CoffretProofResult *result = coffret_proof_result_new (NULL);

    g_ptr_array_add (results, result);
    ask (&bounded, NULL, grounds, result);
    return results;
  }
  for (gsize i = 0; i < count; i++)
    g_ptr_array_add (results, verify_one (&bounded, coffret_json_at (secured->document, "proof", i),
                                          i >= MAX_PROOFS, grounds));
  chains.states = states = g_new0 (guint8, results->len + 1);
  for (guint i = 0; i < MIN (results->len, MAX_PROOFS); i++)
    if (states[i] == STATE_NEW)
      follow (&chains, i);
  return results;
}
