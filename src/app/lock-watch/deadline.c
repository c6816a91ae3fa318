#include "app/lock-watch/deadline.h"

#define DEFAULT_MINUTES 5
#define MOST_MINUTES (24 * 60)

gint64
coffret_deadline_limit (const char *setting)
{
  guint64 minutes;

  if (g_str_equal (setting, "never"))
    return 0;
  if (!g_ascii_string_to_unsigned (setting, 10, 1, MOST_MINUTES, &minutes, NULL))
    minutes = DEFAULT_MINUTES;
  return (gint64) minutes * G_TIME_SPAN_MINUTE;
}

CoffretDeadlineStep
coffret_deadline_step (const CoffretDeadline *deadline, gint64 now)
{
  gint64 unused = now - deadline->last;

  if (deadline->limit == 0 || unused < deadline->limit - COFFRET_DEADLINE_WARNING)
    return COFFRET_DEADLINE_FAR;
  return unused < deadline->limit ? COFFRET_DEADLINE_NEAR : COFFRET_DEADLINE_PAST;
}

gint64
coffret_deadline_next (const CoffretDeadline *deadline, gint64 now)
{
  if (deadline->limit == 0)
    return G_MAXINT64;
  switch (coffret_deadline_step (deadline, now)) {
  case COFFRET_DEADLINE_FAR:
    return deadline->last + deadline->limit - COFFRET_DEADLINE_WARNING;
  case COFFRET_DEADLINE_NEAR:
    return deadline->last + deadline->limit;
  case COFFRET_DEADLINE_PAST:
  default:
    return G_MAXINT64;
  }
}

gboolean
coffret_deadline_touch (CoffretDeadline *deadline, gint64 now)
{
  if (coffret_deadline_step (deadline, now) == COFFRET_DEADLINE_PAST)
    return FALSE;
  deadline->last = now;
  return TRUE;
}
