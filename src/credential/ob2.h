/* ob2.h: Open Badges 2.0 and 2.1, and the 1.x and 0.5 that are still about.
 *
 * Inside the module only. A badge is three things: the assertion that somebody
 * earned it, the badge class and the issuer's profile. They may lie within one
 * another or beside one another in one document; where the class lies on the web
 * only, there is no title to show and the badge is refused, with the address.
 */
#pragma once

#include "credential/format.h"

G_BEGIN_DECLS

/* Whether JSON says, or has the shape of saying, that somebody earned a badge. */
gboolean coffret_ob2_is_assertion (const json_t *json);

/* Reads JSON, an assertion (in a signed badge: the payload), and adds it to READING. ENVELOPE is
 * the innermost step ("jws"; NULL: "json") and PROOF (nullable) the JOSE algorithm. CONTENT is what
 * makes two copies the same (NULL: JSON). */
gboolean coffret_ob2_read_document (const CoffretSource *source,
                                    CoffretReading *reading,
                                    json_t *json,
                                    const char *envelope,
                                    const char *proof,
                                    const json_t *content,
                                    GError **error);

G_END_DECLS
