/* instant.h: points in time as credentials write them.
 *
 * An instant is microseconds since 1970 UTC, or COFFRET_INSTANT_NONE. Read are
 * xsd:dateTime (W3C VC 2.0 section 4.9, also without a zone, then UTC), plain
 * ISO 8601 dates as Open Badges 1 and 2 have them, and Unix seconds, as JWT
 * claims and Open Badges 0.5 do. Written is RFC 3339 in UTC, so that text sorts
 * as time does. Years 0001 to 9999.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef gint64 CoffretInstant;

#define COFFRET_INSTANT_NONE G_MININT64

/* A plain date is midnight UTC. One that somebody knows only the month or the year of is that of
 * one of its days, and so many microseconds after it, which is how it is told and written again. */
#define COFFRET_INSTANT_MONTH 1
#define COFFRET_INSTANT_YEAR 2

/* COFFRET_INSTANT_NONE when TEXT is NULL or no date. */
CoffretInstant coffret_instant_parse (const char *text);
CoffretInstant coffret_instant_from_unix (gdouble seconds);
CoffretInstant coffret_instant_now (void);

/* "2026-05-12T09:30:00Z", owned by the caller; NULL for NONE. */
char *coffret_instant_to_rfc3339 (CoffretInstant instant);

/* A date in the reader's language and time zone ("12 May 2026", "12 mai 2026"),
 * owned by the caller; NULL for NONE. */
char *coffret_instant_to_date (CoffretInstant instant);

/* A date as people write it: "2024", "2024-05", "12 May 2024", "mai 2024", "May 12, 2024"; months
 * in the reader's language, English or French. Of a month or a year the last day when END, else the
 * first. COFFRET_INSTANT_NONE: no date, or one that could be two. */
CoffretInstant coffret_instant_parse_loose (const char *text, gboolean end);
/* What that reads again, whatever the language: "2024", "2024-05" or "2024-05-12". Owned; NULL for
 * NONE. */
char *coffret_instant_to_iso_date (CoffretInstant instant);

/* The year in the reader's time zone, 0 for NONE. */
int coffret_instant_year (CoffretInstant instant);
/* The same for years that begin with MONTH (1 to 12), by the calendar year that they begin in. */
int coffret_instant_year_from (CoffretInstant instant, int month);

G_END_DECLS
