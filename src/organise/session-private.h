/* session-private.h: what the parts of the session share.
 *
 * Inside the module only. session.c holds the vault open and reads from it;
 * session-acts.c is what a person does and can undo; session-verify.c is whether
 * credentials are genuine.
 */
#pragma once

#include "organise/change.h"
#include "organise/grounds-keeper.h"
#include "organise/session.h"

G_BEGIN_DECLS

/* As coffret_session_open() for vaults of LEAST credentials or more; 0: none. */
DexFuture *coffret_session_open_early (CoffretVault *vault, guint least);

/* Reads the vault again where something else than an act of the session has changed it: the list
 * follows in its place, and nothing that was done before can be undone any more. Resolves to TRUE.
 */
DexFuture *coffret_session_renew (CoffretSession *self);

/* A future that says that it is locked. */
DexFuture *coffret_session_reject_ended (void);
/* One that says SENTENCE: what was wished for cannot be. */
DexFuture *coffret_session_reject_wish (const char *sentence);

/* What was begun comes to its end whether or not somebody waits for FUTURE; returns it. */
DexFuture *coffret_session_keep (DexFuture *future);

/* Does CHANGE, as one step of undo. Resolves to TRUE; an empty one is done already. */
DexFuture *coffret_session_perform (CoffretSession *self, CoffretChange *change);

/* From here on only what DIGESTS (of a credential's content, with file names) holds is taken in,
 * and what was done before cannot be undone. DIGESTS is not changed any more. */
void coffret_session_begin_practice (CoffretSession *self, GHashTable *digests);
GHashTable *coffret_session_get_practice (CoffretSession *self); /* nullable */
/* session-verify.c */

CoffretGroundsKeeper *coffret_session_get_keeper (CoffretSession *self);
void coffret_session_set_verification (CoffretSession *self, CoffretVerification *job);
/* CoffretRow's, if there are any. */
void coffret_session_verify_rows (CoffretSession *self, GPtrArray *rows);
void coffret_session_verify_issuer (CoffretSession *self, const char *issuer);

G_END_DECLS
