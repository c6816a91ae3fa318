/* N-Quads: what is read can be canonicalised, or is refused as too much; the canonical form read
 * again is its own canonical form. */
#include "fuzz.h"
#include "jsonld/rdfc.h"

static void
compute (const void *data, gsize size, guint8 *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = COFFRET_DIGEST_MAX_LENGTH;

  g_checksum_update (checksum, data, size);
  g_checksum_get_digest (checksum, digest, &length);
}

static CoffretCanonical *
canonicalise (const char *text, gsize length)
{
  static const CoffretDigest sha256 = { "SHA-256", 32, compute };
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretDataset) dataset = coffret_nquads_parse (text, length, NULL, &error);
  CoffretCanonical *canonical = NULL;

  if (dataset != NULL)
    canonical =
      coffret_rdfc_canonicalise (dataset, &sha256, COFFRET_NQUADS_CANONICAL, 2000, NULL, &error);
  g_assert_true ((canonical == NULL) == (error != NULL));
  return canonical;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (CoffretCanonical) once = canonicalise ((const char *) data, size);
  g_autoptr (CoffretCanonical) twice = NULL;

  if (once == NULL)
    return 0;
  twice = canonicalise (once->text, once->length);
  if (twice != NULL)
    g_assert_cmpmem (once->text, once->length, twice->text, twice->length);
  return 0;
}
