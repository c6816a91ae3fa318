#include "app/lock-watch/user-source.h"

#include <glib/gi18n-lib.h>

struct _CoffretUserSource {
  CoffretLockSource parent_instance;

  CoffretLoginSession *session;
};

G_DEFINE_FINAL_TYPE (CoffretUserSource, coffret_user_source, COFFRET_TYPE_LOCK_SOURCE)

static void
on_state (CoffretLockSource *self)
{
  coffret_lock_source_set_state (
    self, coffret_login_session_get_state (COFFRET_USER_SOURCE (self)->session));
}

static void
coffret_user_source_dispose (GObject *object)
{
  g_clear_object (&COFFRET_USER_SOURCE (object)->session);
  G_OBJECT_CLASS (coffret_user_source_parent_class)->dispose (object);
}

static void
coffret_user_source_class_init (CoffretUserSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_user_source_dispose;
  COFFRET_LOCK_SOURCE_CLASS (klass)->setting = "lock-with-user";
  COFFRET_LOCK_SOURCE_CLASS (klass)->title = N_ ("When somebody else _uses the computer");
}

static void
coffret_user_source_init (CoffretUserSource *self)
{
}

CoffretLockSource *
coffret_user_source_new (CoffretLoginSession *session)
{
  CoffretUserSource *self = g_object_new (COFFRET_TYPE_USER_SOURCE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "left", G_CALLBACK (coffret_lock_source_lock), self,
                           G_CONNECT_SWAPPED);
  on_state (COFFRET_LOCK_SOURCE (self));
  return COFFRET_LOCK_SOURCE (self);
}
