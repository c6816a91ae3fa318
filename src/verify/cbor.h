/* cbor.h: the little CBOR that selective disclosure proofs are written in.
 *
 * Inside the module only. Unsigned integers, byte strings, arrays and maps (RFC 8949,
 * section 4.2.1: definite lengths, the shortest heads); all else is refused. A reader looks
 * at its bytes and copies nothing; once it has failed every further read fails too.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const guint8 *at;
  const guint8 *end;
  gboolean failed;
} CoffretCbor;

static inline CoffretCbor
coffret_cbor_begin (const guint8 *data, gsize length)
{
  return (CoffretCbor) { .at = data, .end = data + length };
}

/* Each FALSE when something else stands there. */
gboolean coffret_cbor_read_uint (CoffretCbor *cbor, guint64 *value);
/* Borrowed from the bytes that are read. */
gboolean coffret_cbor_read_bytes (CoffretCbor *cbor, const guint8 **data, gsize *length);
/* COUNT members follow, each at least one byte long: never more than there are bytes left. */
gboolean coffret_cbor_read_array (CoffretCbor *cbor, guint *count);
/* COUNT pairs follow. */
gboolean coffret_cbor_read_map (CoffretCbor *cbor, guint *count);
/* Nothing failed and nothing is left. */
gboolean coffret_cbor_is_done (const CoffretCbor *cbor);

G_END_DECLS
