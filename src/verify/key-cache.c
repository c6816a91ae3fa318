#include "verify/key-cache.h"

#include <string.h>

#define MAX_KEYS 256
#define MAX_DID 2048 /* longer than that of an RSA key of 8192 bits */

struct _CoffretKeyCache {
  gatomicrefcount references;
  GMutex mutex;
  GHashTable *keys; /* DID -> CoffretKey */
};

CoffretKeyCache *
coffret_key_cache_new (void)
{
  CoffretKeyCache *cache = g_new0 (CoffretKeyCache, 1);

  g_atomic_ref_count_init (&cache->references);
  g_mutex_init (&cache->mutex);
  cache->keys =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) coffret_key_unref);
  return cache;
}

CoffretKeyCache *
coffret_key_cache_ref (CoffretKeyCache *cache)
{
  g_atomic_ref_count_inc (&cache->references);
  return cache;
}

void
coffret_key_cache_unref (CoffretKeyCache *cache)
{
  if (!g_atomic_ref_count_dec (&cache->references))
    return;
  g_hash_table_unref (cache->keys);
  g_mutex_clear (&cache->mutex);
  g_free (cache);
}

static CoffretKey *
find (CoffretKeyCache *cache, const char *did)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->mutex);
  CoffretKey *key = g_hash_table_lookup (cache->keys, did);

  return key != NULL ? coffret_key_ref (key) : NULL;
}

static void
keep (CoffretKeyCache *cache, const char *did, CoffretKey *key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&cache->mutex);

  if (strlen (did) > MAX_DID)
    return;
  /* Those that are still needed are soon there again. */
  if (g_hash_table_size (cache->keys) >= MAX_KEYS)
    g_hash_table_remove_all (cache->keys);
  g_hash_table_insert (cache->keys, g_strdup (did), coffret_key_ref (key));
}

CoffretKey *
coffret_key_cache_get (CoffretKeyCache *cache,
                       const char *did,
                       CoffretKey *(*read) (const char *did, GError **error),
                       GError **error)
{
  CoffretKey *key = find (cache, did);

  if (key != NULL)
    return key;
  key = read (did, error);
  if (key != NULL)
    keep (cache, did, key);
  return key;
}
