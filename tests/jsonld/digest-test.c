#include "digest-test.h"

static void
compute (GChecksumType type, const void *data, gsize size, guint8 *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (type);
  gsize length = COFFRET_DIGEST_MAX_LENGTH;

  g_checksum_update (checksum, data, size);
  g_checksum_get_digest (checksum, digest, &length);
}

static void
compute_sha256 (const void *data, gsize size, guint8 *digest)
{
  compute (G_CHECKSUM_SHA256, data, size, digest);
}

static void
compute_sha384 (const void *data, gsize size, guint8 *digest)
{
  compute (G_CHECKSUM_SHA384, data, size, digest);
}

const CoffretDigest test_sha256 = { "SHA-256", 32, compute_sha256 };
const CoffretDigest test_sha384 = { "SHA-384", 48, compute_sha384 };
