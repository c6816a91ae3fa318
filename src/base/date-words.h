/* date-words.h: dates in the language of the interface, also where the system does not have it.
 *
 * The C library knows the months of those languages only that somebody has installed, and on most
 * computers that is the one of the desktop. Where the messages are in another language than
 * LC_TIME, the names of the months come from the catalogue of the messages.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As g_date_time_format() does it for FORMAT, which is a translated one; months are in the language
 * of the messages. Owned by the caller. */
char *coffret_date_words (GDateTime *time, const char *format);
/* The month MONTH (1 to 12) as it is called alone; owned by the caller. */
char *coffret_date_month (int month);

G_END_DECLS
