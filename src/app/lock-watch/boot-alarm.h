/* boot-alarm.h: calls once at a time of the clock that runs on while the computer sleeps.
 *
 * A time that passed in sleep is called for at once on waking. The timers of GLib stand still in
 * sleep: five minutes of theirs may be a night.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Microseconds since the computer was started, sleep included. */
gint64 coffret_boot_clock_now (void);

typedef struct _CoffretBootAlarm CoffretBootAlarm;

/* FUNC runs in the thread-default main context of the caller. */
CoffretBootAlarm *coffret_boot_alarm_new (void (*func) (gpointer data), gpointer data);
void coffret_boot_alarm_free (CoffretBootAlarm *alarm);
/* Instead of the time that was set before; G_MAXINT64: not at all. FALSE when this computer has
 * no such alarm. */
gboolean coffret_boot_alarm_set (CoffretBootAlarm *alarm, gint64 at);

G_END_DECLS
