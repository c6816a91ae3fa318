#include "mock-desktop.h"

#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

#define LOGIN "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define SESSION_PATH LOGIN_PATH "/session/_37"
#define SAVER "org.gnome.ScreenSaver"
#define SAVER_PATH "/org/gnome/ScreenSaver"

struct _MockDesktop {
  MockTrouble trouble;
  GDBusConnection *bus;
  GDBusNodeInfo *node;
  guint objects[3];
  guint delays;
  int delay; /* the end that nobody closes; -1: none was given */
};

static const char interfaces[] =
  "<node>"
  "<interface name='" LOGIN ".Manager'>"
  "<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
  "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/>"
  "</method></interface>"
  "<interface name='" LOGIN ".Session'>"
  "<property name='Active' type='b' access='read'/>"
  "<property name='LockedHint' type='b' access='read'/></interface>"
  "<interface name='" SAVER "'><method name='GetActive'><arg type='b' direction='out'/></method>"
  "</interface></node>";

void
mock_desktop_be_system (void)
{
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
}

static void
refuse (GDBusMethodInvocation *invocation)
{
  g_dbus_method_invocation_return_dbus_error (invocation, LOGIN ".NoSuchSession", "not here");
}

static void
give_delay (MockDesktop *self, GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  int ends[2];

  self->delays++;
  g_assert_true (g_unix_open_pipe (ends, O_CLOEXEC, NULL));
  g_assert_cmpint (g_unix_fd_list_append (list, ends[1], NULL), ==, 0);
  close (ends[1]);
  g_clear_fd (&self->delay, NULL);
  self->delay = ends[0];
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           list);
}

static void
on_call (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *values,
         GDBusMethodInvocation *invocation,
         gpointer data)
{
  MockDesktop *self = data;
  const char *first = NULL;

  if (g_str_equal (method, "GetActive")) {
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(b)", FALSE));
    return;
  }
  g_variant_get_child (values, 0, "&s", &first);
  if (g_str_equal (method, "Inhibit")) {
    g_assert_cmpstr (first, ==, "sleep");
    if (self->trouble & MOCK_NO_DELAY)
      refuse (invocation);
    else
      give_delay (self, invocation);
  } else if ((self->trouble & MOCK_NO_SESSION) ||
             !g_str_equal (first, self->trouble & MOCK_NO_AUTO ? "7" : "auto")) {
    refuse (invocation);
  } else {
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", SESSION_PATH));
  }
}

static GVariant *
on_get (GDBusConnection *bus,
        const char *sender,
        const char *path,
        const char *interface,
        const char *property,
        GError **error,
        gpointer data)
{
  return g_variant_new_boolean (g_str_equal (property, "Active"));
}

static guint export (MockDesktop *self, const char *path, const char *interface)
{
  static const GDBusInterfaceVTable table = { on_call, on_get, NULL, { NULL } };
  g_autoptr (GError) error = NULL;
  guint id = g_dbus_connection_register_object (
    self->bus, path, g_dbus_node_info_lookup_interface (self->node, interface), &table, self, NULL,
    &error);

  g_assert_no_error (error);
  return id;
}

static void
own (MockDesktop *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
    self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
    "RequestName", g_variant_new ("(su)", name, 4u), G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE,
    -1, NULL, &error);

  g_assert_no_error (error);
}

MockDesktop *
mock_desktop_new (MockTrouble trouble)
{
  MockDesktop *self = g_new0 (MockDesktop, 1);
  g_autoptr (GError) error = NULL;

  self->trouble = trouble;
  self->delay = -1;
  self->node = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  self->bus = g_dbus_connection_new_for_address_sync (
    g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  self->objects[0] = export (self, LOGIN_PATH, LOGIN ".Manager");
  self->objects[1] = export (self, SESSION_PATH, LOGIN ".Session");
  if (!(trouble & MOCK_NO_SAVER))
    self->objects[2] = export (self, SAVER_PATH, SAVER);
  own (self, LOGIN);
  own (self, SAVER);
  return self;
}

void
mock_desktop_free (MockDesktop *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->objects); i++)
    if (self->objects[i])
      g_dbus_connection_unregister_object (self->bus, self->objects[i]);
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_dbus_node_info_unref (self->node);
  g_clear_fd (&self->delay, NULL);
  g_free (self);
}

static void
say (
  MockDesktop *self, const char *path, const char *interface, const char *signal, GVariant *values)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, path, interface, signal, values, &error);
  g_assert_no_error (error);
}

void
mock_desktop_session_says (MockDesktop *self, const char *signal, GVariant *values)
{
  say (self, SESSION_PATH, LOGIN ".Session", signal, values);
}

void
mock_desktop_session_is (MockDesktop *self, const char *property, gboolean value)
{
  GVariantBuilder changed = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  g_variant_builder_add (&changed, "{sv}", property, g_variant_new_boolean (value));
  say (self, SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
       g_variant_new ("(sa{sv}as)", LOGIN ".Session", &changed, NULL));
}

void
mock_desktop_manager_says (MockDesktop *self, const char *signal, GVariant *values)
{
  say (self, LOGIN_PATH, LOGIN ".Manager", signal, values);
}

void
mock_desktop_saver_says (MockDesktop *self, const char *signal, GVariant *values)
{
  say (self, SAVER_PATH, SAVER, signal, values);
}

guint
mock_desktop_get_delays (MockDesktop *self)
{
  return self->delays;
}

gboolean
mock_desktop_is_delayed (MockDesktop *self)
{
  struct pollfd end = { .fd = self->delay, .events = POLLIN };

  return self->delay >= 0 && (poll (&end, 1, 0) == 0 || !(end.revents & POLLHUP));
}
