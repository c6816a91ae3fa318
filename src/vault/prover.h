/* prover.h: asks a program of its own whether a way in opens a vault.
 *
 * What this program holds in its memory may hide that a slot was written wrongly, or that a
 * keyring gives its key to this session only. The other program (prove/prove.c) starts with
 * nothing but the folder and the words, which it gets through a pipe. Inside the module only.
 */
#pragma once

#include "vault/slot.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_PROOF_OPENS,
  COFFRET_PROOF_REFUSED, /* with an error: it does not open, and why */
  COFFRET_PROOF_NONE,    /* no program could be asked; no error */
} CoffretProof;

/* What stands between the parts of the question, and the longest one. */
#define COFFRET_PROVER_MAX_QUESTION (16 * 1024)

/* KIND's slot for the key that CONTEXT names, with the words of CONTEXT. */
CoffretProof coffret_prover_ask (const char *folder,
                                 const CoffretSlot *kind,
                                 const CoffretSlotContext *context,
                                 GError **error);

G_END_DECLS
