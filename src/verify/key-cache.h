/* key-cache.h: keys whose name is the key, read once.
 *
 * Inside the module only. An issuer signs many credentials with one key, and to read it (to find
 * the point of a curve from one of its coordinates, to prepare RSA's modulus) takes up to half as
 * long as to check a signature with it. Bounded; any thread.
 */
#pragma once

#include "verify/key.h"

G_BEGIN_DECLS

typedef struct _CoffretKeyCache CoffretKeyCache;

CoffretKeyCache *coffret_key_cache_new (void);
CoffretKeyCache *coffret_key_cache_ref (CoffretKeyCache *cache);
void coffret_key_cache_unref (CoffretKeyCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretKeyCache, coffret_key_cache_unref)

/* The key that DID is, which READ reads from it where that was not done before. NULL with READ's
 * error, which is not kept. */
CoffretKey *coffret_key_cache_get (CoffretKeyCache *cache,
                                   const char *did,
                                   CoffretKey *(*read) (const char *did, GError **error),
                                   GError **error);

G_END_DECLS
