/* proof-set.h: what several proofs of one document say together.
 *
 * Inside the module only. Only proofs that are bound to the issuer count, and all of them must
 * hold: whoever likes may sign what somebody else issued, well or badly. Where none is
 * bound, those count of which it is not known.
 */
#pragma once

#include "verify/proof.h"

G_BEGIN_DECLS

typedef struct {
  CoffretCheck proof;
  CoffretCheck coverage;
  CoffretCheck binding;
  const CoffretProofResult *deciding; /* borrowed; NULL: there are no proofs */
  GPtrArray *counted;                 /* CoffretProofResult, borrowed */
  GPtrArray *used;                    /* of those that count; borrowed strings */
} CoffretProofSet;

/* RESULTS as coffret_proofs_verify() gives them; they must outlive the set. */
CoffretProofSet *coffret_proof_set_new (const GPtrArray *results);
void coffret_proof_set_free (CoffretProofSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretProofSet, coffret_proof_set_free)

G_END_DECLS
