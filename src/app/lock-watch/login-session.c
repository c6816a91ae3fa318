#include "app/lock-watch/login-session.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>

#define NAME "org.freedesktop.login1"
#define MANAGER_PATH "/org/freedesktop/login1"
#define MANAGER NAME ".Manager"
#define SESSION NAME ".Session"
#define PROPERTIES "org.freedesktop.DBus.Properties"
#define PATIENCE 5000 /* milliseconds */

struct _CoffretLoginSession {
  GObject parent_instance;

  GCancellable *cancellable; /* of all that is asked */
  GDBusConnection *bus;
  CoffretLockSourceState state;
  guint watch;
  guint sleep;
  guint session[2]; /* subscriptions to what the session says */
  char *path;       /* of the session; NULL until it is known */
  gboolean by_id;   /* whether the number of the session in the environment was tried too */
};

G_DEFINE_FINAL_TYPE (CoffretLoginSession, coffret_login_session, G_TYPE_OBJECT)

enum {
  PROP_STATE = 1,
  N_PROPERTIES,
};

enum {
  SIGNAL_LOCKED,
  SIGNAL_LEFT,
  SIGNAL_SLEEP,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
set_state (CoffretLoginSession *self, CoffretLockSourceState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
unsubscribe (CoffretLoginSession *self, guint *subscription)
{
  if (*subscription)
    g_dbus_connection_signal_unsubscribe (self->bus, *subscription);
  *subscription = 0;
}

static void
forget_session (CoffretLoginSession *self)
{
  unsubscribe (self, &self->session[0]);
  unsubscribe (self, &self->session[1]);
  g_clear_pointer (&self->path, g_free);
}

/* What is true of the session, or has become so. */
static void
heed (CoffretLoginSession *self, GVariant *values)
{
  gboolean is;

  if (g_variant_lookup (values, "LockedHint", "b", &is) && is)
    g_signal_emit (self, signals[SIGNAL_LOCKED], 0);
  if (g_variant_lookup (values, "Active", "b", &is) && !is)
    g_signal_emit (self, signals[SIGNAL_LEFT], 0);
}

static void
on_lock (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *values,
         gpointer data)
{
  g_signal_emit (data, signals[SIGNAL_LOCKED], 0);
}

static void
on_changed (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *values,
            gpointer data)
{
  g_autoptr (GVariant) changed = NULL;

  if (!g_variant_is_of_type (values, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (values, 1);
  heed (data, changed);
}

static void
on_sleep (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *values,
          gpointer data)
{
  gboolean begins;

  if (!g_variant_is_of_type (values, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (values, "(b)", &begins);
  if (begins)
    g_signal_emit (data, signals[SIGNAL_SLEEP], 0);
}

/* Its answer; NULL when there is none, or SELF is gone. */
static GVariant *
finish (GObject *bus, GAsyncResult *result, gboolean *gone)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, &error);

  *gone = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  return answer;
}

static void
on_values (GObject *source, GAsyncResult *result, gpointer data)
{
  CoffretLoginSession *self = data;
  gboolean gone;
  g_autoptr (GVariant) answer = finish (source, result, &gone);
  g_autoptr (GVariant) values = NULL;

  if (gone)
    return;
  if (!answer) {
    forget_session (self);
    set_state (self, COFFRET_LOCK_SOURCE_SILENT);
    return;
  }
  set_state (self, COFFRET_LOCK_SOURCE_WORKS);
  values = g_variant_get_child_value (answer, 0);
  heed (self, values);
}

static void
ask (CoffretLoginSession *self,
     const char *path,
     const char *interface,
     const char *method,
     GVariant *values,
     const char *type,
     GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->bus, NAME, path, interface, method, values, G_VARIANT_TYPE (type),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE, self->cancellable, callback,
                          self);
}

static void find_session (CoffretLoginSession *self, const char *id);

static void
on_session (GObject *source, GAsyncResult *result, gpointer data)
{
  CoffretLoginSession *self = data;
  gboolean gone;
  g_autoptr (GVariant) answer = finish (source, result, &gone);
  const char *id = g_getenv ("XDG_SESSION_ID");

  if (gone)
    return;
  if (!answer) {
    if (self->by_id || !id || !*id) {
      set_state (self, COFFRET_LOCK_SOURCE_SILENT);
      return;
    }
    self->by_id = TRUE;
    find_session (self, id);
    return;
  }
  forget_session (self);
  g_variant_get (answer, "(o)", &self->path);
  self->session[0] =
    g_dbus_connection_signal_subscribe (self->bus, NAME, SESSION, "Lock", self->path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, on_lock, self, NULL);
  self->session[1] = g_dbus_connection_signal_subscribe (
    self->bus, NAME, PROPERTIES, "PropertiesChanged", self->path, SESSION, G_DBUS_SIGNAL_FLAGS_NONE,
    on_changed, self, NULL);
  ask (self, self->path, PROPERTIES, "GetAll", g_variant_new ("(s)", SESSION), "(a{sv})",
       on_values);
}

static void
find_session (CoffretLoginSession *self, const char *id)
{
  ask (self, MANAGER_PATH, MANAGER, "GetSession", g_variant_new ("(s)", id), "(o)", on_session);
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  CoffretLoginSession *self = data;

  self->by_id = FALSE;
  /* The one this program was started in, or else the one on the person's screen: what a desktop
   * starts is often in none. */
  find_session (self, "auto");
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer data)
{
  CoffretLoginSession *self = data;

  forget_session (self);
  set_state (self, COFFRET_LOCK_SOURCE_SILENT);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  CoffretLoginSession *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!bus) {
    set_state (self, COFFRET_LOCK_SOURCE_SILENT);
    return;
  }
  /* A bus that goes away does not take the work under way with it. */
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = g_steal_pointer (&bus);
  self->sleep =
    g_dbus_connection_signal_subscribe (self->bus, NAME, MANAGER, "PrepareForSleep", MANAGER_PATH,
                                        NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_sleep, self, NULL);
  self->watch = g_bus_watch_name_on_connection (self->bus, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                on_appeared, on_vanished, self, NULL);
}

static void
coffret_login_session_dispose (GObject *object)
{
  CoffretLoginSession *self = COFFRET_LOGIN_SESSION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->watch, g_bus_unwatch_name);
  if (self->bus) {
    forget_session (self);
    unsubscribe (self, &self->sleep);
  }
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (coffret_login_session_parent_class)->dispose (object);
}

static void
coffret_login_session_finalize (GObject *object)
{
  g_clear_object (&COFFRET_LOGIN_SESSION (object)->cancellable);
  G_OBJECT_CLASS (coffret_login_session_parent_class)->finalize (object);
}

static void
coffret_login_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_int (value, (int) COFFRET_LOGIN_SESSION (object)->state);
}

static void
coffret_login_session_class_init (CoffretLoginSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[] = { "locked", "left", "sleep" };

  object_class->dispose = coffret_login_session_dispose;
  object_class->finalize = coffret_login_session_finalize;
  object_class->get_property = coffret_login_session_get_property;
  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, COFFRET_LOCK_SOURCE_LOOKING, COFFRET_LOCK_SOURCE_SILENT,
                      COFFRET_LOCK_SOURCE_LOOKING,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_login_session_init (CoffretLoginSession *self)
{
  self->cancellable = g_cancellable_new ();
}

CoffretLoginSession *
coffret_login_session_new (void)
{
  CoffretLoginSession *self = g_object_new (COFFRET_TYPE_LOGIN_SESSION, NULL);

  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_bus, self);
  return self;
}

CoffretLockSourceState
coffret_login_session_get_state (CoffretLoginSession *self)
{
  return self->state;
}

static void
on_delayed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GUnixFDList) list = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
    G_DBUS_CONNECTION (source), &list, result, &error);
  int index, fd = -1;

  if (answer) {
    g_variant_get (answer, "(h)", &index);
    if (list && index >= 0 && index < g_unix_fd_list_get_length (list))
      fd = g_unix_fd_list_get (list, index, &error);
    else
      g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no file descriptor");
  }
  if (fd >= 0)
    g_task_return_int (task, fd);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
coffret_login_session_delay_sleep (CoffretLoginSession *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  /* Whoever the descriptor was meant for closes it, even when that is too late. */
  g_task_set_check_cancellable (task, FALSE);
  if (!self->bus) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "no system bus");
    g_object_unref (task);
    return;
  }
  g_dbus_connection_call_with_unix_fd_list (
    self->bus, NAME, MANAGER_PATH, MANAGER, "Inhibit",
    /* Said by system tools to the person whose computer it is. */
    g_variant_new ("(ssss)", "sleep", "Coffret", _ ("Locks your vault before sleeping"), "delay"),
    G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE, NULL, cancellable,
    on_delayed, task);
}

int
coffret_login_session_delay_sleep_finish (CoffretLoginSession *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  return (int) g_task_propagate_int (G_TASK (result), error);
}
