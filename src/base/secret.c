#include "base/secret.h"

#include <fcntl.h>
#include <sodium.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

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

/* What a core image has of memory: nothing, whoever writes it. */
static void
leave_memory_out (void)
{
  int fd = open ("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (write (fd, "0", 1) != 1)
    g_debug ("what a core image holds cannot be chosen");
  close (fd);
}

void
coffret_secret_protect_process (void)
{
  /* A program that takes core images (core(5): "|" in core_pattern) gets them past a limit of 0,
   * but none at 1, which is also too little for a file. */
  const struct rlimit least = { 1, 1 };
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &least) != 0)
    setrlimit (RLIMIT_CORE, &none);
  leave_memory_out ();
  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");
}
