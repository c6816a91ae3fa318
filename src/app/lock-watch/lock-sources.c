#include "app/lock-watch/lock-sources.h"

#include "app/lock-watch/idle-source.h"
#include "app/lock-watch/screen-source.h"
#include "app/lock-watch/session-source.h"
#include "app/lock-watch/sleep-source.h"
#include "app/lock-watch/user-source.h"

GPtrArray *
coffret_lock_sources_new (GtkApplication *application)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (CoffretLoginSession) session = coffret_login_session_new ();

  g_ptr_array_add (sources, coffret_idle_source_new ());
  g_ptr_array_add (sources, coffret_session_source_new (session));
  g_ptr_array_add (sources, coffret_screen_source_new (application));
  g_ptr_array_add (sources, coffret_sleep_source_new (session));
  g_ptr_array_add (sources, coffret_user_source_new (session));
  return sources;
}
