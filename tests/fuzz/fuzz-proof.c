/* A document with proofs: whatever is in it, every proof gets its three answers, the same each
 * time. */
#include <string.h>

#include "base/json.h"
#include "fuzz.h"
#include "verify/proof.h"

static const CoffretGrounds *
get_grounds (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once)) {
    g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

    g_once_init_leave (&once, GPOINTER_TO_SIZE (coffret_grounds_new (
                                contexts, coffret_instant_parse ("2026-06-01T00:00:00Z"))));
  }
  return GSIZE_TO_POINTER (once);
}

static GPtrArray *
verify (const json_t *document)
{
  const json_t *issuer = coffret_json_get (document, "issuer");
  CoffretSecured secured = {
    .document = document,
    .format = "vc",
    .purpose = "assertionMethod",
    .signer =
      json_is_string (issuer) ? json_string_value (issuer) : coffret_json_string (issuer, "id"),
  };

  return coffret_proofs_verify (&secured, get_grounds ());
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (json_t) document = coffret_json_parse ((const char *) data, size, NULL, NULL);
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (GPtrArray) again = NULL;

  if (!json_is_object (document))
    return 0;
  results = verify (document);
  again = verify (document);
  g_assert (results->len == coffret_json_count (document, "proof"));
  for (guint i = 0; i < results->len; i++) {
    const CoffretProofResult *result = results->pdata[i];
    const CoffretProofResult *same = again->pdata[i];

    g_assert (result->proof.code != NULL && result->coverage.code != NULL &&
              result->binding.code != NULL);
    g_assert (result->proof.code == same->proof.code);
    g_assert (result->coverage.code == same->coverage.code);
    g_assert (result->binding.code == same->binding.code);
    g_assert (result->coverage.answer != COFFRET_ANSWER_YES ||
              result->proof.answer == COFFRET_ANSWER_YES);
  }
  return 0;
}
