/* identity-private.h: how the library makes an identity.
 * Inside the module only. */
#pragma once

#include "organise/identity.h"

G_BEGIN_DECLS

/* One that never changes: another value is another object. */
CoffretIdentity *coffret_identity_new (const CoffretIdentityRow *row);

G_END_DECLS
