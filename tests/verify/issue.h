/* issue.h: invented issuers who sign whatever a test wants, by other code than what verifies. */
#pragma once

#include <jansson.h>

#include "jsonld/contexts.h"
#include "verify/key.h"

G_BEGIN_DECLS

typedef struct _TestIssuer TestIssuer;

/* The same key for the same SEED. */
TestIssuer *test_issuer_new (CoffretKeyType type, guint8 seed);
void test_issuer_free (TestIssuer *issuer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestIssuer, test_issuer_free)

/* "did:key:z…", and with its fragment. Borrowed. */
const char *test_issuer_did (const TestIssuer *issuer);
const char *test_issuer_method (const TestIssuer *issuer);
/* r‖s or 64 bytes. */
GBytes *test_issuer_sign (const TestIssuer *issuer, const void *message, gsize length);

/* A proof of SUITE ("eddsa-rdfc-2022", …, "Ed25519Signature2018"; "+urdna2015" after it for
 * the older escaping, "+edition2" for the third newest edition of the contexts, "+more" and
 * "+fewer" for a disclosure with a signature too many or too few) for DOCUMENT as it stands,
 * whatever is wrong with it; where DOCUMENT has proofs, the new one is added to them. MEMBERS
 * (nullable) replace those of the proof before it is signed; null takes one out. */
void test_issuer_prove (const TestIssuer *issuer,
                        json_t *document,
                        const char *suite,
                        const json_t *members,
                        CoffretContexts *contexts);

/* A small badge by ISSUER to Zoé, version 2.0 of the data model. A new reference. */
json_t *test_badge (const TestIssuer *issuer);

G_END_DECLS
