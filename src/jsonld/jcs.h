/* jcs.h: the JSON Canonicalization Scheme (RFC 8785).
 *
 * Keys in the order of their UTF-16 code units, numbers as ECMAScript writes
 * them, nothing escaped that need not be. Equal JSON values give equal bytes.
 */
#pragma once

#include <jansson.h>

#include "jsonld/error.h"

G_BEGIN_DECLS

/* NULL with a COFFRET_JSONLD_ERROR for what JCS cannot write. Owned. */
GString *coffret_jcs_write (const json_t *value, GError **error);

/* One number as ECMAScript's Number::toString writes it (ECMA-262, 6.1.6.1.20). VALUE is finite. */
void coffret_jcs_append_number (GString *text, double value);

G_END_DECLS
