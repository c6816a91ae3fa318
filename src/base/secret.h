/* secret.h: bytes that nobody else may read.
 *
 * A secret lies in memory of its own (sodium_malloc: guard pages, locked where
 * the limit allows it, left out of core dumps) and is wiped when the last
 * reference goes. It is never copied into a GString, a property, a log or an
 * error. sodium_init() is called by the first use.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _CoffretSecret CoffretSecret;

/* Zeroed bytes to be filled through coffret_secret_bytes(). */
CoffretSecret *coffret_secret_new (gsize length);
CoffretSecret *coffret_secret_new_random (gsize length);
/* Copies; the caller wipes its own. */
CoffretSecret *coffret_secret_new_copy (const void *data, gsize length);

CoffretSecret *coffret_secret_ref (CoffretSecret *secret);
void coffret_secret_unref (CoffretSecret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretSecret, coffret_secret_unref)

guint8 *coffret_secret_bytes (CoffretSecret *secret);
gsize coffret_secret_length (const CoffretSecret *secret);
/* In constant time for secrets of one length. */
gboolean coffret_secret_equal (const CoffretSecret *a, const CoffretSecret *b);

/* No core dumps from here on, of this process or of those it starts; one that is made all the same
 * holds no memory. And libsodium ready. Called once by each main(). The process stays traceable: a
 * process that is not is refused by the portals. */
void coffret_secret_protect_process (void);

G_END_DECLS
