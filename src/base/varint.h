/* varint.h: unsigned variable-length integers, as multicodec prefixes are written
 * (multiformats unsigned-varint): seven bits a byte, the lowest first, nine bytes at
 * most, and no longer than need be.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many bytes VALUE took; 0 when DATA does not begin with such a number. */
gsize coffret_varint_decode (const guint8 *data, gsize length, guint64 *value);

G_END_DECLS
