#include "base/date-words.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

/* Translators: the twelve months as they stand in a date, small or capital as there. Only where the
 * system has no locale of the language do they come from here. */
static const char *const months[] = {
  NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
};

/* Whether the C library's months are in the language of the messages. */
static gboolean
is_known_to_system (void)
{
  /* Of the messages, as their catalogue says. */
  const char *language = C_ ("language tag", "en");
  const char *locale = setlocale (LC_TIME, NULL);
  gsize length = strcspn (language, "_-");

  /* The plainest locale of all speaks English. */
  if (!locale || g_str_equal (locale, "POSIX") || (locale[0] == 'C' && strchr (".", locale[1])))
    locale = "en";
  return strncmp (locale, language, length) == 0 && strchr ("_.@", locale[length]);
}

static const char *
month_of (GDateTime *time)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[g_date_time_get_month (time) - 1]);
}

char *
coffret_date_words (GDateTime *time, const char *format)
{
  g_autoptr (GString) named = NULL;

  if (is_known_to_system ())
    return g_date_time_format (time, format);
  named = g_string_new (format);
  g_string_replace (named, "%OB", month_of (time), 0);
  g_string_replace (named, "%B", month_of (time), 0);
  return g_date_time_format (time, named->str);
}

char *
coffret_date_month (int month)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (2026, month, 1, 0, 0, 0);

  return coffret_date_words (first, "%OB");
}
