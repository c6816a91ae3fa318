/* verification-private.h: how the session makes such a job. Inside the module only. */
#pragma once

#include "credential/reader.h"
#include "organise/library.h"
#include "organise/row.h"
#include "organise/verification.h"
#include "vault/vault.h"
#include "verify/verifier.h"

G_BEGIN_DECLS

/* ROWS are CoffretRow's; all of them are judged on GROUNDS. */
CoffretVerification *coffret_verification_new (CoffretVault *vault,
                                               CoffretLibrary *library,
                                               GPtrArray *rows,
                                               CoffretGrounds *grounds);
/* Runs once; resolves to TRUE when all is done or cancelled; rejects when the vault failed. */
DexFuture *coffret_verification_start (CoffretVerification *self);

/* Adds to ROWS the CoffretRow's, each with a reference, that a job, cancelled, left undone and that
 * are still there. */
void coffret_verification_hand_over (CoffretVerification *self, GPtrArray *rows);

/* When time alone may change what REPORT says of CREDENTIAL. */
CoffretInstant
coffret_verification_next_turn (const CoffretCredential *credential, const CoffretReport *report);
/* What was found out about RECORD, into it: before anybody else has it. REST: as in
 * coffret_verify_next(). */
void coffret_verification_fill (CoffretRecord *record,
                                const CoffretItem *item,
                                const CoffretGrounds *grounds,
                                gsize *rest);

G_END_DECLS
