/* Lines of parts in two directions: every part keeps its digits, dots and brackets. */
#include <locale.h>

#include "base/bidi.h"

static void
check_line (const char *one, const char *two, gboolean leftward, const char *expected)
{
  g_autoptr (GString) line = g_string_new (NULL);

  coffret_append_part_in (line, " · ", one, leftward);
  coffret_append_part_in (line, " · ", two, leftward);
  g_assert_cmpstr (line->str, ==, expected);
}

static void
test_line (void)
{
  check_line ("Added", "1-a.json", FALSE, "Added · 1-a.json");
  check_line ("Added", NULL, FALSE, "Added");
  check_line ("", "1-a.json", FALSE, "1-a.json");
  check_line ("أُضيف", "12", TRUE, "أُضيف · 12");
  check_line ("أُضيف", "1-a.json", TRUE, "أُضيف · \u20681-a.json\u2069");
  check_line ("Lac (2)", "شارة", TRUE, "\u200f\u2068Lac (2)\u2069 · شارة");
  check_line ("شارة (2)", "Badge", FALSE, "\u2068شارة (2)\u2069 · Badge");
}

static void
test_language (void)
{
  g_assert_true (coffret_is_leftward ("ar"));
  g_assert_true (coffret_is_leftward ("ar_EG.UTF-8"));
  g_assert_true (coffret_is_leftward ("he-IL"));
  g_assert_false (coffret_is_leftward ("arn"));
  g_assert_false (coffret_is_leftward ("a"));
  g_assert_false (coffret_is_leftward ("fr"));
}

static void
test_joined (void)
{
  const char *const parts[] = { "Ann", NULL, "", "2026" };
  g_autofree char *line = coffret_join_parts (parts, G_N_ELEMENTS (parts));

  g_assert_cmpstr (line, ==, "Ann · 2026");
}

static void
test_lines (void)
{
  const char *const one[] = { NULL, "شارة", "" };
  const char *const three[] = { "Ann\nBen", NULL, "شارة" };
  g_autofree char *alone = coffret_join_lines (one, G_N_ELEMENTS (one));
  g_autofree char *text = coffret_join_lines (three, G_N_ELEMENTS (three));

  g_assert_cmpstr (alone, ==, "شارة");
  g_assert_cmpstr (text, ==, "Ann\nBen\n\u2068شارة\u2069");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bidi/line", test_line);
  g_test_add_func ("/bidi/language", test_language);
  g_test_add_func ("/bidi/joined", test_joined);
  g_test_add_func ("/bidi/lines", test_lines);
  return g_test_run ();
}
