/* digest.h: the hash function that canonicalisation is asked to use.
 *
 * This library brings no cryptography of its own: who canonicalises says with what.
 * Whatever hashes must be pure and callable on any thread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COFFRET_DIGEST_MAX_LENGTH 64

typedef struct {
  const char *name; /* "SHA-256" */
  gsize length;     /* bytes */
  void (*compute) (const void *data, gsize size, guint8 *digest);
} CoffretDigest;

G_END_DECLS
