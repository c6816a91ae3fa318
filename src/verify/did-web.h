/* did:web: where the document of such a DID lies. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* did:web Method Specification, section 3.2: "did:web:host%3A8443:a:b" is
 * https://host:8443/a/b/did.json, and without a path /.well-known/did.json. Owned; NULL when DID is
 * none, or would lead somewhere else than its own host says. */
char *coffret_did_web_to_url (const char *did);

G_END_DECLS
