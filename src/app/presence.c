#include "app/presence.h"

#include <stdlib.h>

#define PATH "/io/github/coffret/Coffret/Presence"
#define INTERFACE "io.github.coffret.Coffret.Presence"
#define DIGITS 16
#define PATIENCE 3000 /* milliseconds */

static const char xml[] = "<node><interface name='" INTERFACE "'><method name='Show'>"
                          "<arg name='platform_data' type='a{sv}' direction='in'/>"
                          "</method></interface></node>";

static GDBusConnection *
connection_of (gpointer window)
{
  GtkApplication *application = window ? gtk_window_get_application (window) : NULL;

  return application ? g_application_get_dbus_connection (G_APPLICATION (application)) : NULL;
}

/* The same by whatever path it was opened. */
static char *
name_of (const char *folder)
{
  g_autofree char *real = realpath (folder, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real ?: folder, -1);

  digest[DIGITS] = '\0';
  return g_strconcat (COFFRET_APPLICATION_ID, ".Open", digest, NULL);
}

static void
on_method (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer window)
{
  g_autoptr (GVariant) platform = g_variant_get_child_value (parameters, 0);
  const char *token = NULL;

  if (g_variant_lookup (platform, "activation-token", "&s", &token))
    gtk_window_set_startup_id (window, token);
  gtk_window_present (window);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* On the bus, as long as it is there. */
typedef struct {
  GDBusConnection *connection;
  guint object;
  guint name;
} Presence;

static void
presence_free (gpointer data)
{
  Presence *presence = data;

  g_bus_unown_name (presence->name);
  g_dbus_connection_unregister_object (presence->connection, presence->object);
  g_object_unref (presence->connection);
  g_free (presence);
}

static Presence *
presence_new (GtkWindow *window, const char *folder)
{
  static const GDBusInterfaceVTable table = { .method_call = on_method };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autofree char *name = name_of (folder);
  GDBusConnection *connection = connection_of (window);
  Presence *presence;
  guint object = connection ? g_dbus_connection_register_object (
                                connection, PATH, node->interfaces[0], &table, window, NULL, NULL)
                            : 0;

  /* Another window of this program has the path: it is the one that is found then. */
  if (object == 0)
    return NULL;
  presence = g_new0 (Presence, 1);
  presence->connection = g_object_ref (connection);
  presence->object = object;
  presence->name = g_bus_own_name_on_connection (connection, name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                                 NULL, NULL, NULL, NULL);
  return presence;
}

static void
on_state_changed (CoffretDoor *door, GParamSpec *spec, GtkWindow *window)
{
  const char *folder = coffret_door_get_folder (door);
  Presence *presence = NULL;

  /* Of another door, by now. */
  if (g_object_get_data (G_OBJECT (window), "presence-door") != door)
    return;
  g_object_set_data (G_OBJECT (window), "presence", NULL);
  if (folder && coffret_door_get_state (door) == COFFRET_DOOR_OPEN)
    presence = presence_new (window, folder);
  if (presence)
    g_object_set_data_full (G_OBJECT (window), "presence", presence, presence_free);
}

void
coffret_presence_follow (GtkWindow *window, CoffretDoor *door)
{
  g_object_set_data (G_OBJECT (window), "presence-door", door);
  g_signal_connect_object (door, "notify::state", G_CALLBACK (on_state_changed), window, 0);
  on_state_changed (door, NULL, window);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  gboolean owned = FALSE;

  if (answer)
    g_variant_get (answer, "(b)", &owned);
  dex_promise_resolve_boolean (promise, owned);
}

DexFuture *
coffret_presence_find (GtkWidget *from, const char *folder)
{
  GDBusConnection *connection = connection_of (gtk_widget_get_root (from));
  g_autofree char *name = name_of (folder);
  DexPromise *promise;

  if (!connection)
    return dex_future_new_false ();
  promise = dex_promise_new ();
  g_dbus_connection_call (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                          "org.freedesktop.DBus", "NameHasOwner", g_variant_new ("(s)", name),
                          G_VARIANT_TYPE ("(b)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE, NULL, on_found,
                          dex_ref (promise));
  return DEX_FUTURE (promise);
}

static void
on_shown (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  g_autoptr (GVariant) answer =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer)
    dex_promise_resolve_boolean (promise, TRUE);
  else
    dex_promise_reject (promise, error);
}

/* Without one, the desktop may not let the other window come to the front. */
static char *
token_of (GtkWidget *from)
{
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (from));
  g_autoptr (GAppInfo) info = g_app_info_create_from_commandline (
    "coffret", "Coffret", G_APP_INFO_CREATE_SUPPORTS_STARTUP_NOTIFICATION, NULL);

  return info
           ? g_app_launch_context_get_startup_notify_id (G_APP_LAUNCH_CONTEXT (context), info, NULL)
           : NULL;
}

DexFuture *
coffret_presence_show (GtkWidget *from, const char *folder)
{
  GDBusConnection *connection = connection_of (gtk_widget_get_root (from));
  g_autofree char *name = name_of (folder);
  g_autofree char *token = token_of (from);
  GVariantDict platform;
  DexPromise *promise;

  if (!connection)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_CONNECTED, "no bus");
  g_variant_dict_init (&platform, NULL);
  if (token)
    g_variant_dict_insert (&platform, "activation-token", "s", token);
  promise = dex_promise_new ();
  g_dbus_connection_call (connection, name, PATH, INTERFACE, "Show",
                          g_variant_new ("(@a{sv})", g_variant_dict_end (&platform)), NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE, NULL, on_shown,
                          dex_ref (promise));
  return DEX_FUTURE (promise);
}
