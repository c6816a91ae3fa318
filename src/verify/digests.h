/* digests.h: the hash functions of the signature suites, from OpenSSL. */
#pragma once

#include "jsonld/digest.h"

G_BEGIN_DECLS

extern const CoffretDigest coffret_digest_sha256;
extern const CoffretDigest coffret_digest_sha384;
extern const CoffretDigest coffret_digest_sha512;

G_END_DECLS
