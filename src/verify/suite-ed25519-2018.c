/* Ed25519Signature2018, of the Linked Data Signatures before Data Integrity: a detached JWS (RFC
 * 7797) over the two hashes, with the options read in the security vocabulary. */
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/integrity.h"
#include "verify/suites.h"

#define MAX_JWS 1024

/* Exactly {"alg":"EdDSA","b64":false,"crit":["b64"]}, in any order. */
static gboolean
check_header (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = coffret_base64url_decode (text, length);
  g_autoptr (json_t) header = NULL;
  gsize size;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  header = coffret_json_parse (data, size, NULL, NULL);
  return header != NULL && json_object_size (header) == 3 &&
         g_strcmp0 (coffret_json_string (header, "alg"), "EdDSA") == 0 &&
         json_is_false (json_object_get (header, "b64")) &&
         json_array_size (json_object_get (header, "crit")) == 1 &&
         coffret_json_has (header, "crit", "b64");
}

static gboolean
open_jws (CoffretAttempt *attempt)
{
  const char *jws = coffret_json_string (attempt->proof, "jws");
  const char *dots = jws != NULL && strnlen (jws, MAX_JWS) < MAX_JWS ? strstr (jws, "..") : NULL;

  if (dots != NULL && check_header (jws, (gsize) (dots - jws)))
    attempt->signature = coffret_base64url_decode (dots + 2, strlen (dots + 2));
  if (attempt->signature == NULL) {
    coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "signature-malformed", NULL,
                            "“jws” is not a detached JWS with EdDSA");
    return FALSE;
  }
  attempt->header = g_string_new_len (jws, dots - jws + 1);
  return TRUE;
}

static gboolean
matches (CoffretAttempt *attempt, const CoffretReading *reading, const CoffretKey *key)
{
  gsize length = coffret_integrity_hash (attempt, reading);
  g_autoptr (GString) message = g_string_new_len (attempt->header->str, attempt->header->len);
  gsize signature_length;
  const guint8 *signature = g_bytes_get_data (attempt->signature, &signature_length);

  g_string_append_len (message, (const char *) attempt->hashes, (gssize) length);
  return coffret_key_verify (key, COFFRET_ALGORITHM_EDDSA, message->str, message->len, signature,
                             signature_length);
}

static const CoffretIntegritySuite suite = {
  .names = (const char *const[]) { "Ed25519Signature2018", NULL },
  .has_type = TRUE,
  .older_escaping = TRUE,
  .options_context = "https://w3id.org/security/v2",
  .second_hash = "documentHash",
  .key_types = 1u << COFFRET_KEY_ED25519,
  .open = open_jws,
  .matches = matches,
};

static gboolean
knows (const CoffretSecured *secured, const json_t *proof)
{
  return coffret_integrity_knows (&suite, proof);
}

static void
verify (const CoffretSecured *secured,
        const json_t *proof,
        const CoffretGrounds *grounds,
        CoffretProofResult *result)
{
  coffret_integrity_verify_rdf (&suite, secured, proof, grounds, result);
}

const CoffretProofSuite coffret_suite_ed25519_2018 = { "ed25519-2018", knows, verify };
