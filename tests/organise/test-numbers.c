/* A set of numbers, against a table of them. */
#include "organise/numbers.h"

static void
test_one (void)
{
  g_autoptr (CoffretNumbers) numbers = coffret_numbers_new ();

  g_assert_false (coffret_numbers_contain (numbers, 0));
  g_assert_false (coffret_numbers_remove (numbers, 1000));
  coffret_numbers_add (numbers, 63);
  coffret_numbers_add (numbers, 64);
  coffret_numbers_add (numbers, 64);
  g_assert_true (coffret_numbers_contain (numbers, 63));
  g_assert_true (coffret_numbers_contain (numbers, 64));
  g_assert_false (coffret_numbers_contain (numbers, 62));
  g_assert_false (coffret_numbers_contain (numbers, 65));
  g_assert_false (coffret_numbers_contain (numbers, 128));
  g_assert_cmpuint (coffret_numbers_count (numbers), ==, 2);
  g_assert_true (coffret_numbers_remove (numbers, 63));
  g_assert_false (coffret_numbers_remove (numbers, 63));
  g_assert_cmpuint (coffret_numbers_count (numbers), ==, 1);
  coffret_numbers_clear (numbers);
  g_assert_false (coffret_numbers_contain (numbers, 64));
  g_assert_cmpuint (coffret_numbers_count (numbers), ==, 0);
}

static void
test_two (void)
{
  g_autoptr (CoffretNumbers) threes = coffret_numbers_new ();
  g_autoptr (CoffretNumbers) fives = coffret_numbers_new ();

  for (guint i = 0; i < 1000; i += 3)
    coffret_numbers_add (threes, i);
  for (guint i = 0; i < 500; i += 5)
    coffret_numbers_add (fives, i);
  coffret_numbers_add_all (threes, fives);
  for (guint i = 0; i < 1100; i++)
    g_assert_cmpint (coffret_numbers_contain (threes, i), ==,
                     (i < 1000 && i % 3 == 0) || (i < 500 && i % 5 == 0));
  coffret_numbers_keep (threes, fives);
  for (guint i = 0; i < 1100; i++)
    g_assert_cmpint (coffret_numbers_contain (threes, i), ==, i < 500 && i % 5 == 0);
  coffret_numbers_add (threes, 2);
  coffret_numbers_add_all (fives, threes);
  g_assert_cmpuint (coffret_numbers_count (fives), ==, 101);
  coffret_numbers_keep (fives, NULL);
  g_assert_cmpuint (coffret_numbers_count (fives), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbers/one", test_one);
  g_test_add_func ("/numbers/two", test_two);
  return g_test_run ();
}
