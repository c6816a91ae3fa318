/* calendar.h: the days on which credentials expire, for the calendar that somebody uses anyway.
 *
 * iCalendar, RFC 5545: one all-day event for each, with a reminder 30 and 7 days before. An event
 * has the same UID whenever it is written, so that a calendar changes it rather than add another.
 * Titles come from strangers: they are escaped, and nothing else in the file is theirs.
 */
#pragma once

#include "base/instant.h"

G_BEGIN_DECLS

/* Texts are borrowed. */
typedef struct {
  const char *id; /* of the entry, a UUID */
  const char *title;
  CoffretInstant expires;
} CoffretCalendarEvent;

/* Owned; UTF-8, lines of at most 75 bytes that end in CR LF. */
char *
coffret_calendar_write (const CoffretCalendarEvent *events, guint n_events, CoffretInstant now);

G_END_DECLS
