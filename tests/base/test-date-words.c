/* The months are in the language of the messages, whatever languages the system has. */
#include "base/date-words.h"

#include <glib/gi18n.h>
#include <locale.h>

static void
speak (const char *language, const char *locale)
{
  g_assert_nonnull (setlocale (LC_ALL, locale));
  g_setenv ("LANGUAGE", language, TRUE);
  /* It looks again at what has changed when it is bound. */
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("COFFRET_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
assert_date (const char *expected)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 8, 12, 0, 0, 0);
  g_autofree char *words = coffret_date_words (time, "%-d %B %Y");
  g_autofree char *alone = coffret_date_words (time, "%OB %Y");
  g_autofree char *month = coffret_date_month (8);

  g_assert_cmpstr (words, ==, expected);
  g_assert_cmpstr (alone, ==, expected + 3);
  g_assert_true (g_str_has_prefix (expected + 3, month));
}

static void
test_without_locale (void)
{
  if (!setlocale (LC_ALL, "en_US.UTF-8")) {
    g_test_skip ("this machine has no English locale");
    return;
  }
  speak ("fr", "en_US.UTF-8");
  assert_date ("12 août 2026");
  speak ("es", "en_US.UTF-8");
  assert_date ("12 agosto 2026");
  speak ("ar", "en_US.UTF-8");
  assert_date ("12 أغسطس 2026");
  speak ("en", "en_US.UTF-8");
  assert_date ("12 August 2026");
}

/* Messages in English, on a desktop that speaks French. */
static void
test_other_locale (void)
{
  if (!setlocale (LC_ALL, "fr_CA.UTF-8")) {
    g_test_skip ("this machine has no French locale");
    return;
  }
  speak ("en", "fr_CA.UTF-8");
  assert_date ("12 August 2026");
  speak ("fr", "fr_CA.UTF-8");
  assert_date ("12 août 2026");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-words/without-locale", test_without_locale);
  g_test_add_func ("/date-words/other-locale", test_other_locale);
  return g_test_run ();
}
