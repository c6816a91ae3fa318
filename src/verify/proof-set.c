#include "verify/proof-set.h"

static GPtrArray *
choose (const GPtrArray *results, CoffretAnswer binding)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < results->len; i++) {
    CoffretProofResult *result = g_ptr_array_index (results, i);

    /* One that nobody looked at may be the issuer's, and wrong. */
    if (result->binding.answer == binding || g_strcmp0 (result->proof.code, "too-many-proofs") == 0)
      g_ptr_array_add (chosen, result);
  }
  return chosen;
}

static GPtrArray *
choose_counted (const GPtrArray *results)
{
  static const CoffretAnswer order[] = { COFFRET_ANSWER_YES, COFFRET_ANSWER_UNKNOWN,
                                         COFFRET_ANSWER_NOT_APPLICABLE, COFFRET_ANSWER_NO };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    g_autoptr (GPtrArray) chosen = choose (results, order[i]);

    if (chosen->len > 0)
      return g_steal_pointer (&chosen);
  }
  return g_ptr_array_new ();
}

static guint
rank (const CoffretCheck *check)
{
  switch (check->answer) {
  case COFFRET_ANSWER_NO:
    return 3;
  case COFFRET_ANSWER_UNKNOWN:
    return 2;
  case COFFRET_ANSWER_NOT_APPLICABLE:
    return 1;
  case COFFRET_ANSWER_YES:
  default:
    return 0;
  }
}

/* How far from good: the proof first, then what it covers. */
static guint
badness (const CoffretProofResult *result)
{
  return 16 * rank (&result->proof) + 4 * rank (&result->coverage) + rank (&result->binding);
}

CoffretProofSet *
coffret_proof_set_new (const GPtrArray *results)
{
  CoffretProofSet *set = g_new0 (CoffretProofSet, 1);

  set->proof.as_of = set->coverage.as_of = set->binding.as_of = COFFRET_INSTANT_NONE;
  set->counted = choose_counted (results);
  set->used = g_ptr_array_new ();
  if (set->counted->len == 0) {
    coffret_check_set (&set->proof, COFFRET_ANSWER_NOT_APPLICABLE, "no-proof", NULL, NULL);
    coffret_check_set (&set->coverage, COFFRET_ANSWER_NOT_APPLICABLE, "no-proof", NULL, NULL);
    coffret_check_set (&set->binding, COFFRET_ANSWER_NOT_APPLICABLE, "no-proof", NULL, NULL);
    return set;
  }
  for (guint i = 0; i < set->counted->len; i++) {
    const CoffretProofResult *result = g_ptr_array_index (set->counted, i);

    if (set->deciding == NULL || badness (result) > badness (set->deciding))
      set->deciding = result;
    if (i == 0 || rank (&result->proof) > rank (&set->proof))
      coffret_check_copy (&set->proof, &result->proof);
    if (i == 0 || rank (&result->coverage) > rank (&set->coverage))
      coffret_check_copy (&set->coverage, &result->coverage);
    if (i == 0 || rank (&result->binding) > rank (&set->binding))
      coffret_check_copy (&set->binding, &result->binding);
    for (guint j = 0; result->used != NULL && j < result->used->len; j++)
      g_ptr_array_add (set->used, g_ptr_array_index (result->used, j));
  }
  return set;
}

void
coffret_proof_set_free (CoffretProofSet *set)
{
  coffret_check_clear (&set->proof);
  coffret_check_clear (&set->coverage);
  coffret_check_clear (&set->binding);
  g_ptr_array_unref (set->counted);
  g_ptr_array_unref (set->used);
  g_free (set);
}
