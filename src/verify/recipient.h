/* recipient.h: is it about an identity that the owner lists as theirs?
 *
 * Inside the module only. Information: it never changes the verdict. Plain ids and
 * addresses are compared as typed, then in small letters; hashed ones are computed
 * for each of the owner's identities (Open Badges 2.0, IdentityObject; 3.0, B.1.13).
 */
#pragma once

#include "verify/proof.h"

G_BEGIN_DECLS

/* CHECK is replaced. */
void coffret_recipient_check (const CoffretSecured *secured,
                              const CoffretGrounds *grounds,
                              CoffretCheck *check);

G_END_DECLS
