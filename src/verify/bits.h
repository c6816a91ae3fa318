/* bits.h: one value out of a compressed list of many.
 *
 * Inside the module only. The list is inflated in small pieces that are thrown away
 * again: however long it is, or claims to be, little of it is ever in memory, and what
 * inflates past a bound is refused.
 */
#pragma once

#include <glib.h>

#include "verify/error.h"

G_BEGIN_DECLS

#define COFFRET_BITS_MAX_BYTES (32 * 1024 * 1024)
#define COFFRET_BITS_MAX_WIDTH 32

typedef enum {
  COFFRET_BITS_GZIP, /* RFC 1952 */
  COFFRET_BITS_ZLIB, /* RFC 1950 */
} CoffretBitsPacking;

typedef struct {
  guint32 value;
  guint64 length; /* of the whole list, in bits */
} CoffretBits;

/* The INDEXth value of WIDTH bits in PACKED. With LEAST_FIRST bit 0 is the least significant of
 * byte 0 (Token Status List, 4.1; WIDTH is 1, 2, 4 or 8), else the most significant, and the value
 * is read from the left (Bitstring Status List, 3.2). FALSE with a COFFRET_VERIFY_ERROR: packed
 * wrongly, too long, or INDEX past the end. */
gboolean coffret_bits_pick (GBytes *packed,
                            CoffretBitsPacking packing,
                            guint64 index,
                            guint width,
                            gboolean least_first,
                            CoffretBits *bits,
                            GError **error);

G_END_DECLS
