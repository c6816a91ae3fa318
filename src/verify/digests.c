#include "verify/digests.h"

#include <openssl/evp.h>

#include "verify/openssl.h"

/* Looked up once: a look-up by name costs more than hashing a short text. */
static EVP_MD *
fetch (gsize *once, const char *name)
{
  if (g_once_init_enter (once)) {
    coffret_openssl_wake ();
    g_once_init_leave (once, GPOINTER_TO_SIZE (EVP_MD_fetch (NULL, name, NULL)));
  }
  return GSIZE_TO_POINTER (*once);
}

static void
compute (EVP_MD *algorithm, const void *data, gsize size, guint8 *digest)
{
  gboolean done = algorithm != NULL && EVP_Digest (data, size, digest, NULL, algorithm, NULL) == 1;

  /* Only without memory, or with an OpenSSL that has no SHA-2. */
  if (!done)
    g_error ("OpenSSL cannot hash");
}

static void
compute_sha256 (const void *data, gsize size, guint8 *digest)
{
  static gsize once = 0;

  compute (fetch (&once, "SHA2-256"), data, size, digest);
}

static void
compute_sha384 (const void *data, gsize size, guint8 *digest)
{
  static gsize once = 0;

  compute (fetch (&once, "SHA2-384"), data, size, digest);
}

static void
compute_sha512 (const void *data, gsize size, guint8 *digest)
{
  static gsize once = 0;

  compute (fetch (&once, "SHA2-512"), data, size, digest);
}

const CoffretDigest coffret_digest_sha256 = { "SHA-256", 32, compute_sha256 };
const CoffretDigest coffret_digest_sha384 = { "SHA-384", 48, compute_sha384 };
const CoffretDigest coffret_digest_sha512 = { "SHA-512", 64, compute_sha512 };
