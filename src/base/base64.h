/* base64.h: base64 as the JOSE standards want it (RFC 4648 section 5, strict).
 *
 * GLib's decoder skips what it does not know; a signature format may not. Here
 * a character outside the alphabet, padding, or bits left over that are not
 * zero are errors.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decodes base64url without padding. Returns NULL when TEXT is anything else;
 * TEXT of length 0 gives empty bytes. */
GBytes *coffret_base64url_decode (const char *text, gsize length);

/* Owned by the caller. */
char *coffret_base64url_encode (const guint8 *data, gsize length);

/* Decodes a data: URL (RFC 2397), base64 or percent-encoded. Returns NULL when
 * URL is none, or holds more than MAX_BYTES; MEDIA_TYPE (nullable, owned by the
 * caller) is what it says of itself, in lower case. */
GBytes *coffret_data_url_decode (const char *url, gsize max_bytes, char **media_type);

G_END_DECLS
