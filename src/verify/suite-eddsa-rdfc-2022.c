/* Data Integrity EdDSA Cryptosuites 1.0, section 3.2; "eddsa-2022" is what it was called before. */
#include "verify/integrity.h"
#include "verify/suites.h"

static const CoffretIntegritySuite suite = {
  .names = (const char *const[]) { "eddsa-rdfc-2022", "eddsa-2022", NULL },
  .second_hash = "documentHash",
  .key_types = 1u << COFFRET_KEY_ED25519,
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
  coffret_integrity_verify_rdf (&suite, secured, proof, grounds, result);
}

const CoffretProofSuite coffret_suite_eddsa_rdfc_2022 = { "eddsa-rdfc-2022", knows, verify };
