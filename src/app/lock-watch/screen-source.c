#include "app/lock-watch/screen-source.h"

#include <glib/gi18n-lib.h>

#define PATIENCE 5000 /* milliseconds */
#define PORTAL "org.freedesktop.portal.Desktop"
/* From this version on it tells of the screen saver. */
#define PORTAL_VERSION 2

/* The name on the bus is the interface's too. */
static const struct {
  const char *name;
  const char *path;
} savers[] = {
  { "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver" },
  { "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver" },
  { "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver" },
  { "org.mate.ScreenSaver", "/org/mate/ScreenSaver" },
  { "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver" },
};

#define N_SAVERS G_N_ELEMENTS (savers)
#define N_ASKED (N_SAVERS + 1) /* and the portal */

struct _CoffretScreenSource {
  CoffretLockSource parent_instance;

  GCancellable *cancellable;
  GDBusConnection *bus;
  guint watches[N_SAVERS];
  guint subscriptions[N_SAVERS];
  CoffretLockSourceState answers[N_ASKED];
};

typedef struct {
  CoffretScreenSource *source; /* borrowed; gone when the question was cancelled */
  guint saver;
} Question;

G_DEFINE_FINAL_TYPE (CoffretScreenSource, coffret_screen_source, COFFRET_TYPE_LOCK_SOURCE)

static void
set_answer (CoffretScreenSource *self, guint saver, CoffretLockSourceState answer)
{
  CoffretLockSourceState state = COFFRET_LOCK_SOURCE_SILENT;

  self->answers[saver] = answer;
  for (guint i = 0; i < N_ASKED; i++)
    if (self->answers[i] == COFFRET_LOCK_SOURCE_WORKS)
      state = COFFRET_LOCK_SOURCE_WORKS;
    else if (self->answers[i] == COFFRET_LOCK_SOURCE_LOOKING && state == COFFRET_LOCK_SOURCE_SILENT)
      state = COFFRET_LOCK_SOURCE_LOOKING;
  coffret_lock_source_set_state (COFFRET_LOCK_SOURCE (self), state);
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
  gboolean active = FALSE;

  if (g_variant_is_of_type (values, G_VARIANT_TYPE ("(b)")))
    g_variant_get (values, "(b)", &active);
  if (active)
    coffret_lock_source_lock (data);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_answer (question->source, question->saver,
                answer ? COFFRET_LOCK_SOURCE_WORKS : COFFRET_LOCK_SOURCE_SILENT);
}

static void
on_version (GObject *source, GAsyncResult *result, gpointer data)
{
  CoffretScreenSource *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) version = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer)
    g_variant_get (answer, "(v)", &version);
  set_answer (self, N_SAVERS,
              version && g_variant_is_of_type (version, G_VARIANT_TYPE_UINT32) &&
                  g_variant_get_uint32 (version) >= PORTAL_VERSION
                ? COFFRET_LOCK_SOURCE_WORKS
                : COFFRET_LOCK_SOURCE_SILENT);
}

static guint
position (const char *name)
{
  guint i = 0;

  while (i < N_SAVERS - 1 && !g_str_equal (savers[i].name, name))
    i++;
  return i;
}

/* A name that is taken is not yet an answer: some desktops own it only to keep the screen on. */
static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data)
{
  Question *question = g_new0 (Question, 1);
  guint saver = position (name);

  question->source = data;
  question->saver = saver;
  g_dbus_connection_call (bus, name, savers[saver].path, name, "GetActive", NULL,
                          G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE,
                          question->source->cancellable, on_answer, question);
}

static void
on_vanished (GDBusConnection *bus, const char *name, gpointer data)
{
  set_answer (data, position (name), COFFRET_LOCK_SOURCE_SILENT);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data)
{
  CoffretScreenSource *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!bus) {
    for (guint i = 0; i < N_SAVERS; i++)
      set_answer (self, i, COFFRET_LOCK_SOURCE_SILENT);
    set_answer (self, N_SAVERS, COFFRET_LOCK_SOURCE_SILENT);
    return;
  }
  g_dbus_connection_set_exit_on_close (bus, FALSE);
  self->bus = g_steal_pointer (&bus);
  for (guint i = 0; i < N_SAVERS; i++) {
    self->subscriptions[i] = g_dbus_connection_signal_subscribe (
      self->bus, savers[i].name, savers[i].name, "ActiveChanged", NULL, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_changed, self, NULL);
    self->watches[i] =
      g_bus_watch_name_on_connection (self->bus, savers[i].name, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      on_appeared, on_vanished, self, NULL);
  }
  /* Elsewhere GTK asks the desktop itself, as is done here. */
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    g_dbus_connection_call (self->bus, PORTAL, "/org/freedesktop/portal/desktop",
                            "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", "org.freedesktop.portal.Inhibit", "version"),
                            G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE,
                            self->cancellable, on_version, self);
  else
    set_answer (self, N_SAVERS, COFFRET_LOCK_SOURCE_SILENT);
}

static void
on_screen_saver (GtkApplication *application, GParamSpec *spec, CoffretLockSource *self)
{
  gboolean active;

  g_object_get (application, "screensaver-active", &active, NULL);
  if (active)
    coffret_lock_source_lock (self);
}

static void
coffret_screen_source_dispose (GObject *object)
{
  CoffretScreenSource *self = COFFRET_SCREEN_SOURCE (object);

  g_cancellable_cancel (self->cancellable);
  for (guint i = 0; i < N_SAVERS && self->bus; i++) {
    g_clear_handle_id (&self->watches[i], g_bus_unwatch_name);
    if (self->subscriptions[i])
      g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
    self->subscriptions[i] = 0;
  }
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (coffret_screen_source_parent_class)->dispose (object);
}

static void
coffret_screen_source_finalize (GObject *object)
{
  g_clear_object (&COFFRET_SCREEN_SOURCE (object)->cancellable);
  G_OBJECT_CLASS (coffret_screen_source_parent_class)->finalize (object);
}

static void
coffret_screen_source_class_init (CoffretScreenSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = coffret_screen_source_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_screen_source_finalize;
  COFFRET_LOCK_SOURCE_CLASS (klass)->setting = "lock-with-screen";
  COFFRET_LOCK_SOURCE_CLASS (klass)->title = N_ ("When the screen goes _dark");
}

static void
coffret_screen_source_init (CoffretScreenSource *self)
{
  self->cancellable = g_cancellable_new ();
}

CoffretLockSource *
coffret_screen_source_new (GtkApplication *application)
{
  CoffretScreenSource *self = g_object_new (COFFRET_TYPE_SCREEN_SOURCE, NULL);

  if (application)
    g_signal_connect_object (application, "notify::screensaver-active",
                             G_CALLBACK (on_screen_saver), self, 0);
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_bus, self);
  return COFFRET_LOCK_SOURCE (self);
}
