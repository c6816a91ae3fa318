/* pem.h: RSA keys in their own encoding. Inside the module only. */
#pragma once

#include "verify/key.h"

G_BEGIN_DECLS

/* RSAPublicKey (RFC 8017, A.1.1) in DER. NULL with a COFFRET_VERIFY_ERROR. */
CoffretKey *coffret_key_from_pkcs1 (const guint8 *data, gsize length, GError **error);

G_END_DECLS
