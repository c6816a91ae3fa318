#include "base/collate.h"

#include <locale.h>

static void
assert_ascending (const char *const *texts)
{
  for (; texts[1] != NULL; texts++) {
    g_assert_cmpint (coffret_collate (texts[0], texts[1]), <, 0);
    g_assert_cmpint (coffret_collate (texts[1], texts[0]), >, 0);
  }
}

static void
test_numbers (void)
{
  static const char *const parts[] = { "Part", "Part 0", "Part 6", "Part 54", "Part 540", NULL };
  static const char *const within[] = { "2 of 10", "2 of 100", "10 of 2", NULL };
  static const char *const arabic[] = { "الجزء ٦", "الجزء ٥٤", NULL };
  static const char *const scripts[] = { "Part 5", "Part ٦", "Part 7", NULL };
  static const char *const long_ones[] = { "9", "1000000009", "9999999999", "99999999999", NULL };

  assert_ascending (parts);
  assert_ascending (within);
  assert_ascending (arabic);
  assert_ascending (scripts);
  assert_ascending (long_ones);
  g_assert_cmpint (coffret_collate ("Part 6", "Part 06"), ==, 0);
  g_assert_cmpint (coffret_collate ("", ""), ==, 0);
}

/* Whatever follows the number, too; else two accents apart would part what belongs together. */
static void
test_alphabet (void)
{
  static const char *const texts[] = {
    "cote 1", "Côte 1", "cote 2", "Côte 10", "école", "Zoé", NULL
  };

  if (setlocale (LC_ALL, "fr_CA.UTF-8") == NULL) {
    g_test_skip ("no French here");
    return;
  }
  assert_ascending (texts);
  setlocale (LC_ALL, "C.UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/collate/numbers", test_numbers);
  g_test_add_func ("/collate/alphabet", test_alphabet);
  return g_test_run ();
}
