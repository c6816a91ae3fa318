/* identity.h: one of the names, addresses or other identities of the holder.
 *
 * The view binds to its properties (id, kind, value). Lives on the main thread; it is
 * changed by the library only.
 */
#pragma once

#include <gio/gio.h>

#include "vault/identities.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_IDENTITY (coffret_identity_get_type ())
G_DECLARE_FINAL_TYPE (CoffretIdentity, coffret_identity, COFFRET, IDENTITY, GObject)

const char *coffret_identity_get_id (CoffretIdentity *self);
CoffretIdentityKind coffret_identity_get_kind (CoffretIdentity *self);
const char *coffret_identity_get_value (CoffretIdentity *self);
const CoffretIdentityRow *coffret_identity_get_row (CoffretIdentity *self);

G_END_DECLS
