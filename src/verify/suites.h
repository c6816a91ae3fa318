/* suites.h: the suites by name, for their list alone.
 *
 * Inside the module only.
 */
#pragma once

#include "verify/proof.h"

G_BEGIN_DECLS

extern const CoffretProofSuite coffret_suite_eddsa_rdfc_2022;
extern const CoffretProofSuite coffret_suite_eddsa_jcs_2022;
extern const CoffretProofSuite coffret_suite_ecdsa_rdfc_2019;
extern const CoffretProofSuite coffret_suite_ecdsa_jcs_2019;
extern const CoffretProofSuite coffret_suite_ecdsa_sd_2023;
extern const CoffretProofSuite coffret_suite_ed25519_2020;
extern const CoffretProofSuite coffret_suite_ed25519_2018;
extern const CoffretProofSuite coffret_suite_badge_jws; /* Open Badges 2 */
extern const CoffretProofSuite coffret_suite_sd_jwt;
extern const CoffretProofSuite coffret_suite_jwt;
extern const CoffretProofSuite coffret_suite_unsupported;

G_END_DECLS
