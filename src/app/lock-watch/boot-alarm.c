#include "app/lock-watch/boot-alarm.h"

#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

struct _CoffretBootAlarm {
  int fd; /* -1: none to be had */
  GSource *source;
  void (*func) (gpointer data);
  gpointer data;
};

gint64
coffret_boot_clock_now (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

static gboolean
on_time (int fd, GIOCondition condition, gpointer data)
{
  CoffretBootAlarm *alarm = data;
  guint64 times;

  if (read (fd, &times, sizeof times) == (gssize) sizeof times)
    alarm->func (alarm->data);
  return G_SOURCE_CONTINUE;
}

CoffretBootAlarm *
coffret_boot_alarm_new (void (*func) (gpointer data), gpointer data)
{
  CoffretBootAlarm *alarm = g_new0 (CoffretBootAlarm, 1);

  alarm->func = func;
  alarm->data = data;
  alarm->fd = timerfd_create (CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (alarm->fd < 0)
    return alarm;
  alarm->source = g_unix_fd_source_new (alarm->fd, G_IO_IN);
  g_source_set_callback (alarm->source, G_SOURCE_FUNC (on_time), alarm, NULL);
  g_source_set_static_name (alarm->source, "coffret boot alarm");
  g_source_attach (alarm->source, g_main_context_get_thread_default ());
  return alarm;
}

void
coffret_boot_alarm_free (CoffretBootAlarm *alarm)
{
  if (alarm->source) {
    g_source_destroy (alarm->source);
    g_source_unref (alarm->source);
    close (alarm->fd);
  }
  g_free (alarm);
}

gboolean
coffret_boot_alarm_set (CoffretBootAlarm *alarm, gint64 at)
{
  struct itimerspec when = { 0 };

  if (alarm->fd < 0)
    return FALSE;
  /* All zero would stop it. */
  if (at != G_MAXINT64) {
    at = MAX (at, 1);
    when.it_value.tv_sec = at / G_TIME_SPAN_SECOND;
    when.it_value.tv_nsec = (at % G_TIME_SPAN_SECOND) * 1000;
  }
  return timerfd_settime (alarm->fd, TFD_TIMER_ABSTIME, &when, NULL) == 0;
}
