/* error.h: why something that a verdict would rest on cannot be used.
 *
 * The messages are technical English, for the details of a check; what a person reads
 * is the sentence of the check's code.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_VERIFY_ERROR (coffret_verify_error_quark ())
GQuark coffret_verify_error_quark (void);

typedef enum {
  COFFRET_VERIFY_ERROR_KEY,         /* no public key that can be used */
  COFFRET_VERIFY_ERROR_UNSUPPORTED, /* a kind that is named and left undecided */
  COFFRET_VERIFY_ERROR_DOCUMENT,    /* a DID document, status list or registry that is none */
  COFFRET_VERIFY_ERROR_MALFORMED,   /* a proof, token or encoding that breaks its standard */
} CoffretVerifyError;

G_END_DECLS
