#include "app/lock-watch/session-source.h"

#include <glib/gi18n-lib.h>

struct _CoffretSessionSource {
  CoffretLockSource parent_instance;

  CoffretLoginSession *session;
};

G_DEFINE_FINAL_TYPE (CoffretSessionSource, coffret_session_source, COFFRET_TYPE_LOCK_SOURCE)

static void
on_state (CoffretLockSource *self)
{
  coffret_lock_source_set_state (
    self, coffret_login_session_get_state (COFFRET_SESSION_SOURCE (self)->session));
}

static void
coffret_session_source_dispose (GObject *object)
{
  g_clear_object (&COFFRET_SESSION_SOURCE (object)->session);
  G_OBJECT_CLASS (coffret_session_source_parent_class)->dispose (object);
}

static void
coffret_session_source_class_init (CoffretSessionSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_session_source_dispose;
  COFFRET_LOCK_SOURCE_CLASS (klass)->setting = "lock-with-session";
  COFFRET_LOCK_SOURCE_CLASS (klass)->title = N_ ("When the _session is locked");
}

static void
coffret_session_source_init (CoffretSessionSource *self)
{
}

CoffretLockSource *
coffret_session_source_new (CoffretLoginSession *session)
{
  CoffretSessionSource *self = g_object_new (COFFRET_TYPE_SESSION_SOURCE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "locked", G_CALLBACK (coffret_lock_source_lock), self,
                           G_CONNECT_SWAPPED);
  on_state (COFFRET_LOCK_SOURCE (self));
  return COFFRET_LOCK_SOURCE (self);
}
