#include "base/instant.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "base/date-words.h"

/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z in Unix seconds. */
#define FIRST_SECOND (-62135596800.0)
#define LAST_SECOND 253402300799.0

static CoffretInstant
instant_take (GDateTime *time)
{
  CoffretInstant instant;

  if (time == NULL)
    return COFFRET_INSTANT_NONE;
  instant = g_date_time_to_unix_usec (time);
  g_date_time_unref (time);
  return instant;
}

static gboolean
is_number (const char *text)
{
  gboolean digits = FALSE;

  for (const char *c = *text == '-' ? text + 1 : text; *c != '\0'; c++) {
    if (!g_ascii_isdigit (*c) && *c != '.')
      return FALSE;
    digits = digits || g_ascii_isdigit (*c);
  }
  return digits;
}

CoffretInstant
coffret_instant_parse (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *trimmed = NULL;
  gsize length;
  int year, month, day;

  if (text == NULL)
    return COFFRET_INSTANT_NONE;
  length = strlen (text);
  if (length > 64)
    return COFFRET_INSTANT_NONE;
  trimmed = g_strstrip (g_strdup (text));
  length = strlen (trimmed);

  if (length == 10 && sscanf (trimmed, "%4d-%2d-%2d", &year, &month, &day) == 3)
    return instant_take (g_date_time_new (utc, year, month, day, 0, 0, 0));
  /* Eight digits may be a compact date, longer runs only seconds. */
  if (length > 8 && is_number (trimmed))
    return coffret_instant_from_unix (g_ascii_strtod (trimmed, NULL));
  return instant_take (g_date_time_new_from_iso8601 (trimmed, utc));
}

CoffretInstant
coffret_instant_from_unix (gdouble seconds)
{
  /* Written so that NaN fails too. */
  if (!(seconds >= FIRST_SECOND && seconds <= LAST_SECOND))
    return COFFRET_INSTANT_NONE;
  return (CoffretInstant) (seconds * G_USEC_PER_SEC);
}

CoffretInstant
coffret_instant_now (void)
{
  return g_get_real_time ();
}

char *
coffret_instant_to_rfc3339 (CoffretInstant instant)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *rest = NULL;

  if (instant == COFFRET_INSTANT_NONE)
    return NULL;
  time = g_date_time_new_from_unix_utc_usec (instant);
  if (time == NULL)
    return NULL;
  /* g_date_time_format() writes years before 1000 with fewer than four digits. */
  rest = g_date_time_format (time, "-%m-%dT%H:%M:%SZ");
  return g_strdup_printf ("%04d%s", g_date_time_get_year (time), rest);
}

/* Also before 1970. */
static gint64
time_of_day (CoffretInstant instant)
{
  gint64 rest = instant % G_TIME_SPAN_DAY;

  return rest < 0 ? rest + G_TIME_SPAN_DAY : rest;
}

static gboolean
is_plain_date (CoffretInstant instant)
{
  return time_of_day (instant) <= COFFRET_INSTANT_YEAR;
}

static GDateTime *
to_local (CoffretInstant instant)
{
  g_autoptr (GDateTime) utc = NULL;

  if (instant == COFFRET_INSTANT_NONE)
    return NULL;
  utc = g_date_time_new_from_unix_utc_usec (instant);
  /* A plain date is kept as midnight UTC; west of Greenwich it must not become
   * the day before. */
  if (utc == NULL || is_plain_date (instant))
    return g_steal_pointer (&utc);
  return g_date_time_to_local (utc);
}

char *
coffret_instant_to_date (CoffretInstant instant)
{
  g_autoptr (GDateTime) time = to_local (instant);

  if (time != NULL && time_of_day (instant) == COFFRET_INSTANT_YEAR)
    return g_date_time_format (time, "%Y");
  if (time != NULL && time_of_day (instant) == COFFRET_INSTANT_MONTH)
    /* Translators: a month such as "May 2026", of which no day is known; the letters are those of
     * g_date_time_format(). %OB is the month as it is called alone. */
    return coffret_date_words (time, _ ("%OB %Y"));
  if (time != NULL && g_date_time_get_day_of_month (time) == 1)
    /* Translators: a date such as "1 May 2026": for languages that say "first" of the
     * first day only, such as French ("1er mai 2026"). Letters as in the other format. */
    return coffret_date_words (time, C_ ("first day of a month", "%-d %B %Y"));
  /* Translators: a date such as "12 May 2026"; the letters are those of
   * g_date_time_format(). In a language where the month stands in another form
   * beside a day, %B gives that form. */
  return time != NULL ? coffret_date_words (time, _ ("%-d %B %Y")) : NULL;
}

int
coffret_instant_year (CoffretInstant instant)
{
  return coffret_instant_year_from (instant, 1);
}

int
coffret_instant_year_from (CoffretInstant instant, int month)
{
  g_autoptr (GDateTime) time = to_local (instant);

  if (time == NULL)
    return 0;
  return g_date_time_get_year (time) - (g_date_time_get_month (time) < month ? 1 : 0);
}
