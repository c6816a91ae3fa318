#include "base/secret.h"

#include <sys/resource.h>

static void
test_secret (void)
{
  g_autoptr (CoffretSecret) a = coffret_secret_new_random (32);
  g_autoptr (CoffretSecret) b = coffret_secret_new_copy (coffret_secret_bytes (a), 32);
  g_autoptr (CoffretSecret) zero = coffret_secret_new (32);
  g_autoptr (CoffretSecret) empty = coffret_secret_new (0);
  g_autoptr (CoffretSecret) same = coffret_secret_ref (a);

  g_assert_true (coffret_secret_equal (a, b));
  g_assert_false (coffret_secret_equal (a, zero));
  g_assert_false (coffret_secret_equal (a, empty));
  g_assert_cmpuint (coffret_secret_length (same), ==, 32);
  for (gsize i = 0; i < 32; i++)
    g_assert_cmpint (coffret_secret_bytes (zero)[i], ==, 0);
}

static void
test_no_core (void)
{
  struct rlimit limit;

  coffret_secret_protect_process ();
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/secret/secret", test_secret);
  g_test_add_func ("/secret/no-core", test_no_core);
  return g_test_run ();
}
