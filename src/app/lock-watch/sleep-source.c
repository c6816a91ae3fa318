#include "app/lock-watch/sleep-source.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

struct _CoffretSleepSource {
  CoffretLockSource parent_instance;

  CoffretLoginSession *session;
  int delay;       /* -1: none is held */
  gboolean asking; /* for one */
  gboolean open;   /* the vault is: one is wanted */
};

G_DEFINE_FINAL_TYPE (CoffretSleepSource, coffret_sleep_source, COFFRET_TYPE_LOCK_SOURCE)

static void
let_sleep (CoffretSleepSource *self)
{
  if (self->delay >= 0)
    close (self->delay);
  self->delay = -1;
}

static void
on_delay (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (CoffretSleepSource) self = data;
  g_autoptr (GError) error = NULL;

  self->asking = FALSE;
  self->delay =
    coffret_login_session_delay_sleep_finish (COFFRET_LOGIN_SESSION (source), result, &error);
  coffret_lock_source_set_state (COFFRET_LOCK_SOURCE (self), self->delay >= 0
                                                               ? COFFRET_LOCK_SOURCE_WORKS
                                                               : COFFRET_LOCK_SOURCE_SILENT);
  if (!self->open)
    let_sleep (self);
}

static void
ask (CoffretSleepSource *self)
{
  if (self->asking || self->delay >= 0)
    return;
  self->asking = TRUE;
  coffret_login_session_delay_sleep (self->session, NULL, on_delay, g_object_ref (self));
}

/* Also without a vault to lock: whether it can be done is asked only by doing it. */
static void
on_state (CoffretSleepSource *self)
{
  if (coffret_login_session_get_state (self->session) != COFFRET_LOCK_SOURCE_LOOKING)
    ask (self);
}

static void
on_sleep (CoffretSleepSource *self)
{
  coffret_lock_source_lock (COFFRET_LOCK_SOURCE (self));
  let_sleep (self);
}

static void
coffret_sleep_source_guard (CoffretLockSource *source, gboolean open)
{
  CoffretSleepSource *self = COFFRET_SLEEP_SOURCE (source);

  self->open = open;
  if (!open)
    let_sleep (self);
  else if (coffret_lock_source_get_state (source) == COFFRET_LOCK_SOURCE_WORKS)
    ask (self);
}

static void
coffret_sleep_source_dispose (GObject *object)
{
  CoffretSleepSource *self = COFFRET_SLEEP_SOURCE (object);

  self->open = FALSE;
  let_sleep (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (coffret_sleep_source_parent_class)->dispose (object);
}

static void
coffret_sleep_source_class_init (CoffretSleepSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_sleep_source_dispose;
  COFFRET_LOCK_SOURCE_CLASS (klass)->setting = "lock-with-sleep";
  COFFRET_LOCK_SOURCE_CLASS (klass)->title = N_ ("When the computer goes to s_leep");
  COFFRET_LOCK_SOURCE_CLASS (klass)->guard = coffret_sleep_source_guard;
}

static void
coffret_sleep_source_init (CoffretSleepSource *self)
{
  self->delay = -1;
}

CoffretLockSource *
coffret_sleep_source_new (CoffretLoginSession *session)
{
  CoffretSleepSource *self = g_object_new (COFFRET_TYPE_SLEEP_SOURCE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "sleep", G_CALLBACK (on_sleep), self, G_CONNECT_SWAPPED);
  on_state (self);
  return COFFRET_LOCK_SOURCE (self);
}
