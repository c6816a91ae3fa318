/* Data Integrity ECDSA Cryptosuites 1.0, section 3.3. */
#include "verify/integrity.h"
#include "verify/suites.h"

static const CoffretIntegritySuite suite = {
  .names = (const char *const[]) { "ecdsa-jcs-2019", NULL },
  .second_hash = "documentHash",
  .key_types = 1u << COFFRET_KEY_P256 | 1u << COFFRET_KEY_P384,
  .open = coffret_integrity_open_base58,
  .matches = coffret_integrity_matches,
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
  coffret_integrity_verify_jcs (&suite, secured, proof, grounds, result);
}

const CoffretProofSuite coffret_suite_ecdsa_jcs_2019 = { "ecdsa-jcs-2019", knows, verify };
