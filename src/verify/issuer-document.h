/* issuer-document.h: keys that an issuer's own document lists.
 *
 * Inside the module only. A document is a DID document, a controlled identifier document
 * (Controlled Identifiers 1.0) that may be an Open Badges 3.0 profile too, or the metadata
 * of an issuer of SD-JWT VCs. Only documents that the grounds hold are looked at, and in
 * every version.
 */
#pragma once

#include "verify/key-method.h"

G_BEGIN_DECLS

void coffret_issuer_document_find (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer);

/* The key that METHOD, an object, holds in whichever way. NULL with a COFFRET_VERIFY_ERROR, also
 * when it holds several, or the secret key too. */
CoffretKey *coffret_issuer_document_read_key (const json_t *method, GError **error);

G_END_DECLS
