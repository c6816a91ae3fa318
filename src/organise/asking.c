#include "organise/asking.h"

gboolean
coffret_asking_is_due (int after, CoffretInstant proven, CoffretInstant now)
{
  if (after < 0)
    return FALSE;
  if (after == COFFRET_ASKING_ALWAYS || proven == COFFRET_INSTANT_NONE || now < proven)
    return TRUE;
  return now - proven >= MIN (after, COFFRET_ASKING_MOST) * (gint64) G_TIME_SPAN_MINUTE;
}
