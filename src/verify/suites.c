#include "verify/suites.h"

const CoffretProofSuite *const coffret_proof_suites[] = {
  &coffret_suite_eddsa_rdfc_2022, &coffret_suite_eddsa_jcs_2022,
  &coffret_suite_ecdsa_rdfc_2019, &coffret_suite_ecdsa_jcs_2019,
  &coffret_suite_ecdsa_sd_2023,   &coffret_suite_ed25519_2020,
  &coffret_suite_ed25519_2018,    &coffret_suite_badge_jws,
  &coffret_suite_sd_jwt,          &coffret_suite_jwt,
  &coffret_suite_unsupported,     NULL,
};
