/* grounds-keeper.h: what verdicts in this vault rest on, as of now.
 *
 * Inside the module only. Puts together what the verifier may know (verify/grounds.h): the bundled
 * registries, the owner's trust and identities from the library, the documents and status lists
 * that the vault keeps, and the clock. What it gives is immutable and may go to any thread; a
 * change makes the next one another. Documents are not parsed here but by the worker that first
 * asks for one: gathering is for the main thread.
 */
#pragma once

#include "organise/library.h"
#include "vault/witnesses.h"
#include "verify/grounds.h"

G_BEGIN_DECLS

typedef struct _CoffretGroundsKeeper CoffretGroundsKeeper;

/* WITNESSES (CoffretWitnessRow's) is taken. NEWEST: see vault/clock.h. */
CoffretGroundsKeeper *
coffret_grounds_keeper_new (CoffretLibrary *library, GPtrArray *witnesses, CoffretInstant newest);
void coffret_grounds_keeper_free (CoffretGroundsKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretGroundsKeeper, coffret_grounds_keeper_free)

/* Takes WITNESS. */
void coffret_grounds_keeper_add (CoffretGroundsKeeper *keeper, CoffretWitnessRow *witness);
/* WITNESSES, as above, in place of those that it has. */
void coffret_grounds_keeper_set_witnesses (CoffretGroundsKeeper *keeper, GPtrArray *witnesses);
/* Vouches for those in REGISTRY (grounds.h) too: what is invented has issuers that only it knows.
 */
void coffret_grounds_keeper_set_registry (CoffretGroundsKeeper *keeper,
                                          GBytes *registry,
                                          const char *name);
/* Owned. */
CoffretGrounds *coffret_grounds_keeper_get (CoffretGroundsKeeper *keeper);

G_END_DECLS
