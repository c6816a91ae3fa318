/* Whatever no other suite knows: JsonWebSignature2020, RsaSignature2018, bbs-2023, Ed448, ES256K …
 */
#include "verify/suites.h"

static gboolean
knows (const CoffretSecured *secured, const json_t *proof)
{
  return TRUE;
}

static void
verify (const CoffretSecured *secured,
        const json_t *proof,
        const CoffretGrounds *grounds,
        CoffretProofResult *result)
{
  result->method = g_strdup (json_string_value (json_object_get (proof, "verificationMethod")));
  coffret_check_set (&result->proof, COFFRET_ANSWER_UNKNOWN, "suite-unsupported", result->name,
                     NULL);
  coffret_check_set (&result->coverage, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
  coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
}

const CoffretProofSuite coffret_suite_unsupported = { "unsupported", knows, verify };
