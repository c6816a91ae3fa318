/* base58.h: base58 with Bitcoin's alphabet, as keys and signatures are written.
 *
 * There is one way to write each sequence of bytes. Decoding takes time that grows with
 * the square of the length, so text longer than any key or signature is refused unread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An RSA key of 8192 bits takes about 1,450 characters. */
#define COFFRET_BASE58_MAX_LENGTH 2048

/* NULL when TEXT is anything else; TEXT of length 0 gives empty bytes. */
GBytes *coffret_base58_decode (const char *text, gsize length);

/* Owned by the caller. LENGTH is at most COFFRET_BASE58_MAX_LENGTH / 2. */
char *coffret_base58_encode (const guint8 *data, gsize length);

G_END_DECLS
