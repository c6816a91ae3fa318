/* stranger.h: JSON that is no credential, called by its name.
 *
 * Inside the module only. People drop what they have: a status list, a key, an
 * issuer's profile. "This is an issuer's profile" helps them; "unknown" does not.
 */
#pragma once

#include "credential/error.h"

#include "base/json.h"

G_BEGIN_DECLS

/* Always sets ERROR, to COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL or _UNSUPPORTED. */
void coffret_stranger_refuse (const json_t *json, GError **error);

G_END_DECLS
