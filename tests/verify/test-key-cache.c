#include "verify/key-cache.h"

#include <string.h>

#define ED25519 "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"

static guint n_read;

static CoffretKey *
read_key (const char *did, GError **error)
{
  n_read++;
  return coffret_key_from_multibase (strchr (did, 'z'), error);
}

static void
test_once (void)
{
  g_autoptr (CoffretKeyCache) cache = coffret_key_cache_new ();
  g_autoptr (CoffretKey) first = coffret_key_cache_get (cache, "did:key:" ED25519, read_key, NULL);
  g_autoptr (CoffretKey) again = coffret_key_cache_get (cache, "did:key:" ED25519, read_key, NULL);

  g_assert_nonnull (first);
  g_assert_true (first == again);
  g_assert_cmpuint (n_read, ==, 1);
}

static void
test_refused (void)
{
  g_autoptr (CoffretKeyCache) cache = coffret_key_cache_new ();

  for (guint i = 1; i <= 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (coffret_key_cache_get (cache, "did:key:z6Mk", read_key, &error));
    g_assert_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_KEY);
  }
}

/* Names by the thousand and names without end: none stays for ever. */
static void
test_bounds (void)
{
  g_autoptr (CoffretKeyCache) cache = coffret_key_cache_new ();
  g_autofree char *long_text = g_strnfill (10000, 'x');
  g_autofree char *long_did = g_strconcat (long_text, ED25519, NULL);
  const guint many = 2000;

  n_read = 0;
  for (guint i = 0; i < many; i++) {
    g_autofree char *did = g_strdup_printf ("%u" ED25519, i);
    g_autoptr (CoffretKey) key = coffret_key_cache_get (cache, did, read_key, NULL);

    g_assert_nonnull (key);
  }
  g_assert_cmpuint (n_read, ==, many);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (CoffretKey) oldest = coffret_key_cache_get (cache, "0" ED25519, read_key, NULL);
    g_autoptr (CoffretKey) longest = coffret_key_cache_get (cache, long_did, read_key, NULL);

    g_assert_nonnull (oldest);
    g_assert_nonnull (longest);
  }
  g_assert_cmpuint (n_read, ==, many + 1 + 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-cache/once", test_once);
  g_test_add_func ("/key-cache/refused", test_refused);
  g_test_add_func ("/key-cache/bounds", test_bounds);
  return g_test_run ();
}
