/* error.h: why a document has no meaning here. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_JSONLD_ERROR (coffret_jsonld_error_quark ())
GQuark coffret_jsonld_error_quark (void);

/* The message begins with the standard's own error code where there is one: "protected term
 * redefinition: …" (JSON-LD 1.1 API, 9.4.3). English: it is technical text. */
typedef enum {
  COFFRET_JSONLD_ERROR_INVALID,     /* JSON-LD says that this is an error */
  COFFRET_JSONLD_ERROR_CONTEXT,     /* a context that is not bundled: what it means is unknown */
  COFFRET_JSONLD_ERROR_UNSUPPORTED, /* a feature left out here; the message names it */
  COFFRET_JSONLD_ERROR_DROPPED,     /* safe mode: something would be lost; see `dropped` */
  COFFRET_JSONLD_ERROR_TOO_COMPLEX, /* past the limit of work, depth or size */
  COFFRET_JSONLD_ERROR_SYNTAX,      /* of N-Quads */
} CoffretJsonldError;

G_END_DECLS
