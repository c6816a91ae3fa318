/* VC Data Integrity over canonical JSON: eddsa-jcs-2022 and ecdsa-jcs-2019. */
#include "base/json.h"
#include "jsonld/jcs.h"
#include "verify/integrity.h"

/* The document's context must begin with the proof's, which then stands for it (VC Data Integrity
 * EdDSA 1.0, section 3.3.2). */
static gboolean
take_context (CoffretAttempt *attempt, json_t *document, json_t *options)
{
  json_t *own = json_object_get (options, "@context");
  gsize count = coffret_json_count (options, "@context");

  if (own == NULL)
    return TRUE;
  for (gsize i = 0; i < count; i++) {
    json_t *there = coffret_json_at (document, "@context", i);

    if (there == NULL || !json_equal (there, coffret_json_at (options, "@context", i))) {
      coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "proof-malformed", NULL,
                              "the document's context does not begin with the proof's");
      return FALSE;
    }
  }
  json_object_set (document, "@context", own);
  return TRUE;
}

static void
compare (CoffretAttempt *attempt, const CoffretReading *texts)
{
  gboolean kept = FALSE;

  for (guint i = 0; i < attempt->keys->len; i++) {
    const CoffretCandidate *candidate = attempt->keys->pdata[i];
    CoffretReading reading = *texts;
    gboolean good;

    reading.digest = coffret_attempt_digest (attempt, candidate->key);
    if (reading.digest == NULL)
      continue;
    good = attempt->suite->matches (attempt, &reading, candidate->key);
    if (good || !kept)
      coffret_attempt_keep (attempt, &reading, NULL, NULL);
    kept = TRUE;
    if (good) {
      coffret_attempt_accept (attempt, candidate, NULL);
      return;
    }
  }
  coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "signature-wrong", NULL, NULL);
}

static void
verify (CoffretAttempt *attempt)
{
  g_autoptr (json_t) document = NULL;
  g_autoptr (json_t) options = NULL;
  g_autoptr (GString) document_text = NULL;
  g_autoptr (GString) options_text = NULL;
  g_autoptr (GError) error = NULL;

  if (!coffret_attempt_begin (attempt))
    return;
  document = coffret_attempt_document (attempt);
  if (document == NULL)
    return;
  options = coffret_attempt_options (attempt);
  if (!take_context (attempt, document, options))
    return;
  if (coffret_attempt_spend (attempt,
                             2 * coffret_attempt_weigh (document) +
                               attempt->keys->len * COFFRET_COST_OF_SIGNATURE,
                             &error))
    document_text = coffret_jcs_write (document, &error);
  if (document_text != NULL)
    options_text = coffret_jcs_write (options, &error);
  if (options_text == NULL) {
    coffret_attempt_answer_error (attempt, error);
    return;
  }
  compare (attempt, &(CoffretReading) {
                      .document = document_text->str,
                      .document_length = document_text->len,
                      .options = options_text->str,
                      .options_length = options_text->len,
                    });
}

void
coffret_integrity_verify_jcs (const CoffretIntegritySuite *suite,
                              const CoffretSecured *secured,
                              const json_t *proof,
                              const CoffretGrounds *grounds,
                              CoffretProofResult *result)
{
  g_auto (CoffretAttempt) attempt = {
    .suite = suite, .secured = secured, .proof = proof, .grounds = grounds, .result = result
  };

  verify (&attempt);
}
