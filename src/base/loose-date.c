/* Dates as people write them, who are sure of what they mean: where they could mean two things,
 * they are asked again. */
#include "base/instant.h"

#include <stdio.h>
#include <string.h>

#include "base/date-words.h"
#include "base/fold.h"

#define MAX_PARTS 3

/* Folded. Three letters and more of a name do, where they begin no other. */
static const char *const names[12][2] = {
  { "january", "janvier" }, { "february", "fevrier" },  { "march", "mars" },
  { "april", "avril" },     { "may", "mai" },           { "june", "juin" },
  { "july", "juillet" },    { "august", "aout" },       { "september", "septembre" },
  { "october", "octobre" }, { "november", "novembre" }, { "december", "decembre" },
};

typedef struct {
  int number; /* -1: it is a word */
  gsize digits;
  char *word;
} Part;

static gboolean
begins (const char *name, const char *word)
{
  return g_utf8_strlen (word, -1) >= 3 && g_str_has_prefix (name, word);
}

/* 1 to 12; 0: none, or one of several. */
static int
find_month (const char *word)
{
  int found = 0;

  for (int month = 1; month <= 12; month++) {
    g_autoptr (GDateTime) day = g_date_time_new_utc (2000, month, 1, 0, 0, 0);
    g_autofree char *beside = g_date_time_format (day, "%B");
    g_autofree char *alone = g_date_time_format (day, "%OB");
    g_autofree char *short_name = g_date_time_format (day, "%b");
    g_autofree char *said = coffret_date_month (month);
    const char *const own[] = { beside, alone, short_name, said };
    gboolean is = begins (names[month - 1][0], word) || begins (names[month - 1][1], word);

    for (guint i = 0; i < G_N_ELEMENTS (own); i++) {
      g_autofree char *folded = coffret_fold (own[i]);
      is = is || begins (folded, word) || g_str_equal (folded, word);
    }
    if (is && found != 0)
      return 0;
    if (is)
      found = month;
  }
  return found;
}

/* "1st" and "1er" are numbers too. */
static void
read_part (const char *text, Part *part)
{
  static const char *const endings[] = { "", "st", "nd", "rd", "th", "er" };
  gsize digits = strspn (text, "0123456789");

  part->number = -1;
  part->digits = digits;
  for (gsize i = 0; digits > 0 && digits <= 4 && i < G_N_ELEMENTS (endings); i++)
    if (g_str_equal (text + digits, endings[i]))
      part->number = (int) g_ascii_strtoll (text, NULL, 10);
}

static CoffretInstant
make (int year, int month, int day, gboolean end)
{
  g_autoptr (GDateTime) date = NULL;
  int length;

  if (year < 1 || year > 9999 || month < 0 || month > 12 || (month == 0 && day != 0))
    return COFFRET_INSTANT_NONE;
  length = g_date_get_days_in_month (end && month == 0 ? 12 : MAX (month, 1), (GDateYear) year);
  if (day > length)
    return COFFRET_INSTANT_NONE;
  date = g_date_time_new_utc (year,
                              month != 0 ? month
                              : end      ? 12
                                         : 1,
                              day != 0 ? day
                              : end    ? length
                                       : 1,
                              0, 0, 0);
  if (date == NULL)
    return COFFRET_INSTANT_NONE;
  return g_date_time_to_unix_usec (date) + (month == 0 ? COFFRET_INSTANT_YEAR
                                            : day == 0 ? COFFRET_INSTANT_MONTH
                                                       : 0);
}

/* Three numbers: the year has four digits and stands first or last. */
static CoffretInstant
make_of_numbers (const Part *parts, gboolean end)
{
  int day = parts[0].number, month = parts[1].number;

  if (parts[0].digits == 4)
    return month > 0 && parts[2].digits <= 2 && parts[2].number > 0
             ? make (parts[0].number, month, parts[2].number, end)
             : COFFRET_INSTANT_NONE;
  if (parts[2].digits != 4 || day < 1 || month < 1)
    return COFFRET_INSTANT_NONE;
  /* The fifth of June, or the sixth of May? */
  if (day <= 12 && month <= 12 && day != month)
    return COFFRET_INSTANT_NONE;
  return month > 12 ? make (parts[2].number, day, month, end)
                    : make (parts[2].number, month, day, end);
}

static CoffretInstant
make_of_parts (const Part *parts, guint n, gboolean end)
{
  int month = 0, at = -1;

  for (guint i = 0; i < n; i++) {
    if (parts[i].number >= 0)
      continue;
    if (at >= 0)
      return COFFRET_INSTANT_NONE;
    at = (int) i;
    month = find_month (parts[i].word);
    if (month == 0)
      return COFFRET_INSTANT_NONE;
  }
  if (n == 1)
    return parts[0].digits == 4 ? make (parts[0].number, 0, 0, end) : COFFRET_INSTANT_NONE;
  if (n == 2 && at < 0) {
    gboolean first = parts[0].digits == 4;
    const Part *year = &parts[first ? 0 : 1], *other = &parts[first ? 1 : 0];

    return year->digits == 4 && other->digits <= 2 && other->number > 0
             ? make (year->number, other->number, 0, end)
             : COFFRET_INSTANT_NONE;
  }
  if (n == 2)
    return parts[1 - at].digits == 4 ? make (parts[1 - at].number, month, 0, end)
                                     : COFFRET_INSTANT_NONE;
  if (at < 0)
    return make_of_numbers (parts, end);
  {
    const Part *one = &parts[at == 0 ? 1 : 0], *other = &parts[at == 2 ? 1 : 2];
    const Part *year = one->digits == 4 ? one : other, *day = year == one ? other : one;

    return year->digits == 4 && day->digits <= 2 && day->number > 0
             ? make (year->number, month, day->number, end)
             : COFFRET_INSTANT_NONE;
  }
}

CoffretInstant
coffret_instant_parse_loose (const char *text, gboolean end)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  Part parts[MAX_PARTS] = { 0 };
  guint n = 0;

  if (text == NULL || strlen (text) > 64 || !g_utf8_validate (text, -1, NULL))
    return COFFRET_INSTANT_NONE;
  folded = coffret_fold (text);
  words = g_strsplit_set (folded, " ,./-", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    if (*words[i] == '\0' || g_str_equal (words[i], "de") || g_str_equal (words[i], "of"))
      continue;
    if (n == MAX_PARTS)
      return COFFRET_INSTANT_NONE;
    parts[n].word = words[i];
    read_part (words[i], &parts[n++]);
  }
  return n > 0 ? make_of_parts (parts, n, end) : COFFRET_INSTANT_NONE;
}

char *
coffret_instant_to_iso_date (CoffretInstant instant)
{
  g_autofree char *full = coffret_instant_to_rfc3339 (instant);
  gint64 rest = instant % G_TIME_SPAN_DAY;

  if (full == NULL)
    return NULL;
  rest = rest < 0 ? rest + G_TIME_SPAN_DAY : rest;
  full[rest == COFFRET_INSTANT_YEAR ? 4 : rest == COFFRET_INSTANT_MONTH ? 7 : 10] = '\0';
  return g_steal_pointer (&full);
}
