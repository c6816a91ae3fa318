/* key-private.h: a key from its numbers; for the files that read the encodings of keys.
 *
 * Inside the module only. Each checks what is told of its numbers and is NULL with
 * a COFFRET_VERIFY_ERROR.
 */
#pragma once

#include "verify/key.h"

G_BEGIN_DECLS

/* LENGTH bytes, which must be 32. */
CoffretKey *coffret_key_new_ed25519 (const guint8 *data, gsize length, GError **error);
/* POINT as SEC 1 section 2.3.3 writes it, compressed or not; TYPE is one of the curves. */
CoffretKey *
coffret_key_new_ec (CoffretKeyType type, const guint8 *point, gsize length, GError **error);
/* Both big-endian without zeros before them. */
CoffretKey *coffret_key_new_rsa (const guint8 *modulus,
                                 gsize modulus_length,
                                 const guint8 *exponent,
                                 gsize exponent_length,
                                 GError **error);

/* How many bytes one coordinate of TYPE takes; 0: it is no curve. */
gsize coffret_key_coordinate_length (CoffretKeyType type);
/* KEY, which nobody else has yet, is from here on only for ALGORITHM. */
void coffret_key_restrict (CoffretKey *key, CoffretAlgorithm algorithm);

/* Sets ERROR and returns NULL, for the end of a function. */
CoffretKey *coffret_key_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
CoffretKey *coffret_key_refuse_kind (GError **error, const char *kind);

G_END_DECLS
