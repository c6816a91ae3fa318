#include "base/secret.h"

#include <sodium.h>
#include <string.h>
#include <sys/resource.h>

struct _CoffretSecret {
  gatomicrefcount refs;
  gsize length;
  guint8 *bytes;
};

CoffretSecret *
coffret_secret_new (gsize length)
{
  CoffretSecret *secret = g_new0 (CoffretSecret, 1);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");
  g_atomic_ref_count_init (&secret->refs);
  secret->length = length;
  secret->bytes = sodium_malloc (MAX (length, 1));
  if (secret->bytes == NULL)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes", length);
  memset (secret->bytes, 0, length);
  return secret;
}

CoffretSecret *
coffret_secret_new_random (gsize length)
{
  CoffretSecret *secret = coffret_secret_new (length);

  randombytes_buf (secret->bytes, length);
  return secret;
}

CoffretSecret *
coffret_secret_new_copy (const void *data, gsize length)
{
  CoffretSecret *secret = coffret_secret_new (length);

  if (length > 0)
    memcpy (secret->bytes, data, length);
  return secret;
}

CoffretSecret *
coffret_secret_ref (CoffretSecret *secret)
{
  g_atomic_ref_count_inc (&secret->refs);
  return secret;
}

void
coffret_secret_unref (CoffretSecret *secret)
{
  if (secret == NULL || !g_atomic_ref_count_dec (&secret->refs))
    return;
  sodium_free (secret->bytes);
  g_free (secret);
}

guint8 *
coffret_secret_bytes (CoffretSecret *secret)
{
  return secret->bytes;
}

gsize
coffret_secret_length (const CoffretSecret *secret)
{
  return secret->length;
}

gboolean
coffret_secret_equal (const CoffretSecret *a, const CoffretSecret *b)
{
  return a->length == b->length && sodium_memcmp (a->bytes, b->bytes, a->length) == 0;
}

void
coffret_secret_protect_process (void)
{
  const struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");
}
