#include "organise/span.h"

#include <string.h>

#define EPOCH 719163 /* of the julian day 1970-01-01, as GDate counts */
#define FAR (10000 * 366)

/* One end of a span: the days that it covers. */
typedef struct {
  gint64 first;
  gint64 last;
  gboolean relative;
} Point;

gint64
coffret_span_day (CoffretInstant instant)
{
  const gint64 day = G_TIME_SPAN_DAY;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  /* A plain date is kept as midnight UTC. */
  if (instant % day == 0)
    return instant / day;
  utc = g_date_time_new_from_unix_utc_usec (instant);
  local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  if (local != NULL)
    instant += g_date_time_get_utc_offset (local);
  return instant / day - (instant % day < 0 ? 1 : 0);
}

static gint64
day_of (int year, int month, int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, month, (GDateYear) year);
  return (gint64) g_date_get_julian (&date) - EPOCH;
}

static gboolean
read_number (const char **at, guint most, int *number, guint *digits)
{
  *number = 0;
  for (*digits = 0; g_ascii_isdigit (**at) && *digits <= most; (*at)++, (*digits)++)
    *number = *number * 10 + g_ascii_digit_value (**at);
  return *digits > 0 && *digits <= most;
}

/* What follows the number at AT; 0: no unit. */
static int
unit_days (char letter)
{
  switch (letter) {
  case 'd':
  case 'j':
    return 1;
  case 'w':
  case 's':
    return 7;
  case 'm':
    return 30;
  case 'y':
  case 'a':
    return 365;
  default:
    return 0;
  }
}

static CoffretSpanReading
read_date (const char **at, int year, Point *point)
{
  int month = 0;
  int day = 0;
  guint digits;

  if (year < 1)
    return COFFRET_SPAN_ODD;
  if (**at == '-') {
    (*at)++;
    if (**at == '\0')
      return COFFRET_SPAN_BEGUN;
    if (!read_number (at, 2, &month, &digits) || month > 12)
      return COFFRET_SPAN_ODD;
    if (month == 0)
      return **at == '\0' ? COFFRET_SPAN_BEGUN : COFFRET_SPAN_ODD;
  }
  if (month > 0 && **at == '-') {
    (*at)++;
    if (**at == '\0')
      return COFFRET_SPAN_BEGUN;
    if (!read_number (at, 2, &day, &digits) ||
        day > g_date_get_days_in_month (month, (GDateYear) year))
      return COFFRET_SPAN_ODD;
    if (day == 0)
      return **at == '\0' ? COFFRET_SPAN_BEGUN : COFFRET_SPAN_ODD;
  }
  point->first = day_of (year, MAX (month, 1), MAX (day, 1));
  point->last = day > 0 ? point->first
                : month > 0
                  ? day_of (year, month, g_date_get_days_in_month (month, (GDateYear) year))
                  : day_of (year, 12, 31);
  return COFFRET_SPAN_READ;
}

static CoffretSpanReading
read_point (const char **at, gint64 today, gboolean past, Point *point)
{
  int number;
  guint digits;
  int days;

  if (**at == '\0')
    return COFFRET_SPAN_BEGUN;
  if (!read_number (at, 5, &number, &digits))
    return COFFRET_SPAN_ODD;
  days = unit_days (**at);
  if (days > 0) {
    while (g_ascii_isalpha (**at))
      (*at)++;
    point->relative = TRUE;
    point->first = point->last = today + (past ? -1 : 1) * MIN ((gint64) number * days, FAR);
    return COFFRET_SPAN_READ;
  }
  if (digits == 4)
    return read_date (at, number, point);
  return **at == '\0' && digits < 4 ? COFFRET_SPAN_BEGUN : COFFRET_SPAN_ODD;
}

/* Up to POINT and past it: "<90d" lies between now and then, whichever way that is. */
static void
compare (Point point, char sign, gboolean equal, gint64 today, gboolean past, CoffretSpan *span)
{
  if (point.relative) {
    gboolean nearer = sign == '<';

    /* What was awarded with a date still to come is near as well. */
    span->from = past ? (nearer ? point.first : -FAR) : (nearer ? today : point.first + !equal);
    span->to = past ? (nearer ? FAR : point.first - !equal) : (nearer ? point.first : FAR);
  } else if (sign == '<') {
    *span = (CoffretSpan) { -FAR, equal ? point.last : point.first - 1 };
  } else {
    *span = (CoffretSpan) { equal ? point.first : point.last + 1, FAR };
  }
}

static CoffretSpanReading
read_range (const char **at, Point first, gint64 today, gboolean past, CoffretSpan *span)
{
  Point last = { .first = FAR, .last = FAR };

  if (**at != '\0') {
    CoffretSpanReading reading = read_point (at, today, past, &last);

    if (reading != COFFRET_SPAN_READ)
      return reading;
  } else if (past && first.relative) {
    last.first = last.last = -FAR;
  }
  /* Backwards, it means the same. */
  span->from = MIN (first.first, last.first);
  span->to = MAX (first.last, last.last);
  return COFFRET_SPAN_READ;
}

static CoffretSpanReading
read_whole (const char **at, gint64 today, gboolean past, CoffretSpan *span)
{
  Point point = { 0 };
  CoffretSpanReading reading;
  char sign = **at;

  if (sign == '<' || sign == '>') {
    gboolean equal = *++(*at) == '=';

    *at += equal;
    reading = read_point (at, today, past, &point);
    if (reading == COFFRET_SPAN_READ)
      compare (point, sign, equal, today, past, span);
    return reading;
  }
  if (g_str_has_prefix (*at, "..")) {
    *at += 2;
    reading = read_point (at, today, past, &point);
    if (reading == COFFRET_SPAN_READ)
      compare (point, '<', TRUE, today, past, span);
    return reading;
  }
  reading = read_point (at, today, past, &point);
  if (reading != COFFRET_SPAN_READ)
    return reading;
  if (**at == '.') {
    if (strcmp (*at, ".") == 0)
      return COFFRET_SPAN_BEGUN;
    if (!g_str_has_prefix (*at, ".."))
      return COFFRET_SPAN_ODD;
    *at += 2;
    return read_range (at, point, today, past, span);
  }
  if (point.relative)
    compare (point, '<', TRUE, today, past, span);
  else
    *span = (CoffretSpan) { point.first, point.last };
  return COFFRET_SPAN_READ;
}

CoffretSpanReading
coffret_span_read (const char *folded, CoffretInstant now, gboolean past, CoffretSpan *span)
{
  const char *at = folded;
  CoffretSpanReading reading = read_whole (&at, coffret_span_day (now), past, span);

  return reading == COFFRET_SPAN_READ && *at != '\0' ? COFFRET_SPAN_ODD : reading;
}

gboolean
coffret_span_holds (const CoffretSpan *span, CoffretInstant instant)
{
  gint64 day;

  if (instant == COFFRET_INSTANT_NONE)
    return FALSE;
  /* Where no time zone makes a difference, none is looked up: that is dear. */
  day = instant / G_TIME_SPAN_DAY;
  if (day + 2 < span->from || day - 2 > span->to)
    return FALSE;
  if (day - 2 >= span->from && day + 2 <= span->to)
    return TRUE;
  day = coffret_span_day (instant);
  return day >= span->from && day <= span->to;
}
