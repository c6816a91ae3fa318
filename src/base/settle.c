#include "base/settle.h"

gboolean
coffret_settle (GError **reason, GError **error)
{
  if (*reason == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (reason));
  return FALSE;
}
