/* der.h: as much of the Distinguished Encoding Rules (ITU-T X.690) as public keys need.
 *
 * Inside the module only. Definite lengths in their shortest form, up to 64 KiB.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum {
  COFFRET_DER_INTEGER = 0x02,
  COFFRET_DER_BIT_STRING = 0x03,
  COFFRET_DER_NULL = 0x05,
  COFFRET_DER_OBJECT = 0x06,
  COFFRET_DER_SEQUENCE = 0x30,
};

typedef struct {
  const guint8 *data;
  gsize length;
} CoffretDer;

/* Takes the next element off FROM; FALSE when it is not a TAG or is not encoded as it must be. */
gboolean coffret_der_take (CoffretDer *from, guint8 tag, CoffretDer *content);
/* The same for an INTEGER that is not negative: its bytes without the zero of its sign. */
gboolean coffret_der_take_number (CoffretDer *from, CoffretDer *number);
/* The same for a BIT STRING of whole bytes. */
gboolean coffret_der_take_bytes (CoffretDer *from, CoffretDer *bytes);

G_END_DECLS
