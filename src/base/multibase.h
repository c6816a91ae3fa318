/* multibase.h: bytes as text that says in which base it is written (Controlled
 * Identifiers 1.0, section 2.4): "z" base58btc and "u" base64url without padding. Other bases are
 * refused; no verifiable credential may use them.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL when TEXT (nullable) is anything else. Base58 is bounded as base58.h says. */
GBytes *coffret_multibase_decode (const char *text);

/* "z" and base58btc. Owned by the caller. */
char *coffret_multibase_encode (const guint8 *data, gsize length);

G_END_DECLS
