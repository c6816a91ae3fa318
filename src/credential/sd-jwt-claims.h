/* sd-jwt-claims.h: what the claims of an SD-JWT VC say about a credential.
 *
 * Inside the module only. An SD-JWT VC has a type (vct) and any claims its issuer
 * likes; there is no vocabulary of achievements. Claims that are written alike
 * by several issuers (OpenID Connect's names of persons, the European learning
 * credential) find their place; all others stay in the document.
 */
#pragma once

#include "credential/credential.h"

G_BEGIN_DECLS

/* CLAIMS with everything disclosed in its place; HEADER may bring type metadata along
 * ("vctm", SD-JWT VC section 6.3). Never NULL: a type is enough for a title. */
CoffretCredential *
coffret_sd_jwt_claims_read (json_t *claims, const json_t *header, const char *algorithm);

G_END_DECLS
