#include "base/fold.h"

static void
test_fold (void)
{
  static const char *const cases[][2] = {
    { "Émile  ZOLA ", "emile zola" },
    { "Cœur", "coeur" },
    { "STRASSE", "strasse" },
    { "Straße", "strasse" },
    { "l’été\u00a0!", "l'ete !" },
    { "e\u0301cole", "ecole" },
    { "a\u202eb", "ab" },
    { "\n\t", "" },
    { "إِجَازَة", "اجازه" },
    { "مستشفى", "مستشفي" },
    { "شهـــادة ٢٠٢٦", "شهاده 2026" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = coffret_fold (cases[i][0]);
    g_assert_cmpstr (folded, ==, cases[i][1]);
  }
}

static void
assert_clean (const char *text, gsize max, gboolean lines, const char *expected)
{
  g_autofree char *cleaned = coffret_clean (text, max, lines);
  g_assert_cmpstr (cleaned, ==, expected);
}

static void
test_clean (void)
{
  assert_clean (NULL, 0, FALSE, NULL);
  assert_clean ("  a \n b\t\x1b[31mc ", 0, FALSE, "a b [31mc");
  assert_clean ("Coll\u202eège\u2066", 0, FALSE, "Collège");
  assert_clean ("one\n  two\r\n\nthree", 0, TRUE, "one\ntwo\n\nthree");
  assert_clean ("bad \xff byte", 0, FALSE, "bad \uFFFD byte");
  assert_clean ("12345", 5, FALSE, "12345");
  assert_clean ("123456", 5, FALSE, "12345…");
  assert_clean ("15\u00a0h", 0, FALSE, "15\u00a0h");
  assert_clean ("", 3, FALSE, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/fold", test_fold);
  g_test_add_func ("/fold/clean", test_clean);
  return g_test_run ();
}
