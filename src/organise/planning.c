#include "organise/planning.h"

#include <glib/gi18n-lib.h>

#include "organise/plans-private.h"
#include "organise/session-private.h"

static DexFuture *
reject_wish (const char *sentence)
{
  return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s", sentence);
}

DexFuture *
coffret_session_set_target (CoffretSession *self, CoffretTarget target)
{
  CoffretTarget before;
  g_autoptr (CoffretChange) change = NULL;

  if (coffret_session_is_ended (self))
    return coffret_session_reject_ended ();
  if (target.minutes < 0 || target.minutes > COFFRET_TARGET_MOST || target.month < 1 ||
      target.month > 12)
    return reject_wish (_ ("A year does not have so many hours."));
  before =
    coffret_plans_get_target (coffret_library_get_plans (coffret_session_get_library (self)));
  if (before.minutes == target.minutes && before.month == target.month)
    return dex_future_new_true ();
  /* Translators: of hours of learning in a year. What can be undone. */
  change =
    coffret_change_new (target.minutes > 0 ? _ ("Set a target for hours of learning")
                                           : _ ("Take away the target for hours of learning"));
  coffret_commands_add_target (change, target);
  return coffret_session_perform (self, change);
}
