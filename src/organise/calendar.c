#include "organise/calendar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In bytes, without the end (RFC 5545, 3.1). */
#define MOST_IN_LINE 75

/* A content line, folded between characters. */
static void
append_line (GString *calendar, const char *line)
{
  gsize room = MOST_IN_LINE;

  for (const char *c = line; *c != '\0';) {
    gsize size = (gsize) (g_utf8_next_char (c) - c);

    if (size > room) {
      g_string_append (calendar, "\r\n ");
      room = MOST_IN_LINE - 1;
    }
    g_string_append_len (calendar, c, (gssize) size);
    room -= size;
    c += size;
  }
  g_string_append (calendar, "\r\n");
}

/* TEXT of 3.3.11, and nothing in it that ends a line. */
static char *
escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *escaped = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar character = g_utf8_get_char (c);

    if (character == '\n')
      g_string_append (escaped, "\\n");
    else if (character == '\\' || character == ';' || character == ',')
      g_string_append_printf (escaped, "\\%c", (char) character);
    else if (!g_unichar_iscntrl (character))
      g_string_append_unichar (escaped, character);
  }
  return g_string_free (escaped, FALSE);
}

static void
append_text (GString *calendar, const char *name, const char *text)
{
  g_autofree char *escaped = escape (text);
  g_autofree char *line = g_strdup_printf ("%s:%s", name, escaped);

  append_line (calendar, line);
}

/* A plain date is kept as midnight UTC, and is that day everywhere. */
static char *
day_of (CoffretInstant instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant);
  g_autoptr (GDateTime) local =
    utc != NULL && instant % G_TIME_SPAN_DAY != 0 ? g_date_time_to_local (utc) : NULL;

  return utc != NULL ? g_date_time_format (local != NULL ? local : utc, "%Y%m%d") : NULL;
}

static void
append_alarm (GString *calendar, int days, const char *sentence)
{
  g_autofree char *trigger = g_strdup_printf ("TRIGGER:-P%dD", days);

  append_line (calendar, "BEGIN:VALARM");
  append_line (calendar, "ACTION:DISPLAY");
  append_text (calendar, "DESCRIPTION", sentence);
  append_line (calendar, trigger);
  append_line (calendar, "END:VALARM");
}

static void
append_event (GString *calendar, const CoffretCalendarEvent *event, const char *stamp)
{
  g_autofree char *uid = g_strdup_printf ("UID:%s@coffret.invalid", event->id);
  g_autofree char *day = day_of (event->expires);
  g_autofree char *start = g_strdup_printf ("DTSTART;VALUE=DATE:%s", day != NULL ? day : "");
  /* Translators: an event in a calendar: %s is the title of a credential */
  g_autofree char *sentence = g_strdup_printf (_ ("Expires: %s"), event->title);

  if (day == NULL)
    return;
  append_line (calendar, "BEGIN:VEVENT");
  append_line (calendar, uid);
  append_line (calendar, stamp);
  append_line (calendar, start);
  append_text (calendar, "SUMMARY", sentence);
  append_line (calendar, "TRANSP:TRANSPARENT");
  append_alarm (calendar, 30, sentence);
  append_alarm (calendar, 7, sentence);
  append_line (calendar, "END:VEVENT");
}

char *
coffret_calendar_write (const CoffretCalendarEvent *events, guint n_events, CoffretInstant now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (now);
  g_autofree char *stamp = g_date_time_format (time, "DTSTAMP:%Y%m%dT%H%M%SZ");
  GString *calendar = g_string_new (NULL);

  append_line (calendar, "BEGIN:VCALENDAR");
  append_line (calendar, "VERSION:2.0");
  append_line (calendar, "PRODID:-//Coffret//Coffret//EN");
  append_line (calendar, "CALSCALE:GREGORIAN");
  for (guint i = 0; i < n_events; i++)
    append_event (calendar, &events[i], stamp);
  append_line (calendar, "END:VCALENDAR");
  return g_string_free (calendar, FALSE);
}
