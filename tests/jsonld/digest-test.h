/* digest-test.h: hash functions for the tests of a library that has none of its own. */
#pragma once

#include "jsonld/digest.h"

G_BEGIN_DECLS

extern const CoffretDigest test_sha256;
extern const CoffretDigest test_sha384;

G_END_DECLS
