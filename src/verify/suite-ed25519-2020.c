/* Ed25519Signature2020 (Data Integrity EdDSA Cryptosuites 1.0, appendix B.1). Two escapings of
 * N-Quads are met in the wild: some issuers never went beyond URDNA2015. */
#include "verify/integrity.h"
#include "verify/suites.h"

static const CoffretIntegritySuite suite = {
  .names = (const char *const[]) { "Ed25519Signature2020", NULL },
  .has_type = TRUE,
  .older_escaping = TRUE,
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

const CoffretProofSuite coffret_suite_ed25519_2020 = { "ed25519-2020", knows, verify };
