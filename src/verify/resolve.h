/* resolve.h: from the name of a key to the key, and to whom it belongs.
 *
 * did:key and did:jwk hold their key; did:web and https ids are looked for in the documents
 * that the grounds hold, every version of them (Controlled Identifiers 1.0, 3.3). A key that a
 * credential brings along, or that stands in the fragment of a URL, belongs to
 * nobody. Adding a method is one new file and one line in resolve.c.
 */
#pragma once

#include "verify/check.h"
#include "verify/grounds.h"
#include "verify/key.h"

G_BEGIN_DECLS

typedef struct {
  CoffretKey *key;
  char *controller;     /* the DID or URL whose document lists the key for the purpose */
  CoffretInstant as_of; /* the document's date; NONE: the id itself says it */
  char *sha256;         /* of the document that lists it; NULL: none was needed */
} CoffretResolvedKey;

void coffret_resolved_key_free (CoffretResolvedKey *resolved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretResolvedKey, coffret_resolved_key_free)

/* METHOD is an absolute DID URL or https URL; PURPOSE "assertionMethod" or "authentication".
 * Returns CoffretResolvedKey's, one per version of the document in which the key is listed, the
 * newest first, owned; never empty. NULL with a COFFRET_VERIFY_ERROR, and CODE then says for a
 * check why: "key-not-given" (no document here), "key-not-listed" (document without that key for
 * that purpose), "key-expired", "key-revoked" (by what its document says, and by the clock of the
 * grounds; one version that says so is enough), "key-method-unsupported", "key-unsupported",
 * "key-malformed", "key-in-fragment". */
GPtrArray *coffret_resolve (const CoffretGrounds *grounds,
                            const char *method,
                            const char *purpose,
                            const char **code,
                            GError **error);

/* The same for a token, which may name its key less fully: ISSUER is a DID or an https URL, KID
 * (nullable) an absolute or relative URL, a bare fragment, or what a key of the issuer calls
 * itself: its `kid` or its thumbprint. Without KID all of the issuer's keys, at most 64. */
GPtrArray *coffret_resolve_kid (const CoffretGrounds *grounds,
                                const char *issuer,
                                const char *kid,
                                const char *purpose,
                                const char **code,
                                GError **error);

/* The key that METHOD's fragment is, as a Multikey; NULL: it is none. It belongs to nobody: a
 * signature can be checked with it, and that is all ("key-in-fragment"). */
CoffretKey *coffret_resolve_fragment (const char *method);

/* Answers whether RESOLVED, as coffret_resolve() gave it, belongs to SIGNER (nullable), the issuer,
 * or for the purpose "authentication" the holder. CHECK is replaced. */
void coffret_resolve_binding (const CoffretResolvedKey *resolved,
                              const char *signer,
                              const char *purpose,
                              CoffretCheck *check);

G_END_DECLS
