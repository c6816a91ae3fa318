#define G_SETTINGS_ENABLE_BACKEND
#include "app/guest-settings.h"

#include <gio/gio.h>
#include <gio/gsettingsbackend.h>

#define NAME "coffret-guest"

#define COFFRET_TYPE_GUEST_SETTINGS (coffret_guest_settings_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretGuestSettings, coffret_guest_settings, COFFRET, GUEST_SETTINGS, GSettingsBackend)

struct _CoffretGuestSettings {
  GSettingsBackend parent_instance;

  GSettingsBackend *below; /* the desktop's; nullable */
  GMutex mutex;            /* of what follows: settings may be read on any thread */
  GHashTable *set;         /* GVariant's by their keys; NULL as a value: reset */
};

G_DEFINE_FINAL_TYPE (CoffretGuestSettings, coffret_guest_settings, G_TYPE_SETTINGS_BACKEND)

/* FALSE: it is as the desktop has it. */
static gboolean
look_up (CoffretGuestSettings *self, const char *key, GVariant **value)
{
  gpointer found;
  gboolean known;

  g_mutex_lock (&self->mutex);
  known = g_hash_table_lookup_extended (self->set, key, NULL, &found);
  *value = known && found ? g_variant_ref (found) : NULL;
  g_mutex_unlock (&self->mutex);
  return known;
}

static void
keep (CoffretGuestSettings *self, const char *key, GVariant *value)
{
  g_mutex_lock (&self->mutex);
  g_hash_table_insert (self->set, g_strdup (key), value ? g_variant_ref_sink (value) : NULL);
  g_mutex_unlock (&self->mutex);
}

static GVariant *
guest_read (GSettingsBackend *backend,
            const char *key,
            const GVariantType *type,
            gboolean default_value)
{
  CoffretGuestSettings *self = COFFRET_GUEST_SETTINGS (backend);
  GVariant *value;

  if (!default_value && look_up (self, key, &value))
    return value;
  return self->below ? G_SETTINGS_BACKEND_GET_CLASS (self->below)
                         ->read (self->below, key, type, default_value)
                     : NULL;
}

static GVariant *
guest_read_user_value (GSettingsBackend *backend, const char *key, const GVariantType *type)
{
  CoffretGuestSettings *self = COFFRET_GUEST_SETTINGS (backend);
  GSettingsBackendClass *below = self->below ? G_SETTINGS_BACKEND_GET_CLASS (self->below) : NULL;
  GVariant *value;

  if (look_up (self, key, &value))
    return value;
  if (!below)
    return NULL;
  return below->read_user_value ? below->read_user_value (self->below, key, type)
                                : below->read (self->below, key, type, FALSE);
}

static gboolean
guest_get_writable (GSettingsBackend *backend, const char *key)
{
  return TRUE;
}

static gboolean
guest_write (GSettingsBackend *backend, const char *key, GVariant *value, gpointer tag)
{
  keep (COFFRET_GUEST_SETTINGS (backend), key, value);
  g_settings_backend_changed (backend, key, tag);
  return TRUE;
}

static gboolean
keep_one (gpointer key, gpointer value, gpointer self)
{
  keep (self, key, value);
  return FALSE;
}

static gboolean
guest_write_tree (GSettingsBackend *backend, GTree *tree, gpointer tag)
{
  g_tree_foreach (tree, keep_one, backend);
  g_settings_backend_changed_tree (backend, tree, tag);
  return TRUE;
}

static void
guest_reset (GSettingsBackend *backend, const char *key, gpointer tag)
{
  guest_write (backend, key, NULL, tag);
}

static void
coffret_guest_settings_finalize (GObject *object)
{
  CoffretGuestSettings *self = COFFRET_GUEST_SETTINGS (object);

  g_clear_object (&self->below);
  g_hash_table_unref (self->set);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (coffret_guest_settings_parent_class)->finalize (object);
}

static void
coffret_guest_settings_class_init (CoffretGuestSettingsClass *klass)
{
  GSettingsBackendClass *backend_class = G_SETTINGS_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = coffret_guest_settings_finalize;
  backend_class->read = guest_read;
  backend_class->read_user_value = guest_read_user_value;
  backend_class->get_writable = guest_get_writable;
  backend_class->write = guest_write;
  backend_class->write_tree = guest_write_tree;
  backend_class->reset = guest_reset;
}

static void
unref_value (gpointer value)
{
  if (value)
    g_variant_unref (value);
}

static void
coffret_guest_settings_init (CoffretGuestSettings *self)
{
  GIOExtensionPoint *point = g_io_extension_point_lookup (G_SETTINGS_BACKEND_EXTENSION_POINT_NAME);

  g_mutex_init (&self->mutex);
  self->set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_value);
  /* The one of most weight that is not this is the desktop's. */
  for (GList *link = g_io_extension_point_get_extensions (point); link && !self->below;
       link = link->next) {
    GType type = g_io_extension_get_type (link->data);

    if (type != COFFRET_TYPE_GUEST_SETTINGS)
      self->below = g_object_new (type, NULL);
  }
}

void
coffret_guest_settings_begin (void)
{
  g_autofree char *named = g_strdup (g_getenv ("GSETTINGS_BACKEND"));

  /* It writes nothing either. */
  if (g_strcmp0 (named, "memory") == 0)
    return;
  g_io_extension_point_register (G_SETTINGS_BACKEND_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_SETTINGS_BACKEND_EXTENSION_POINT_NAME,
                                  COFFRET_TYPE_GUEST_SETTINGS, NAME, G_MAXINT);
  /* Programs that this one starts have their own. */
  g_unsetenv ("GSETTINGS_BACKEND");
  g_object_unref (g_settings_backend_get_default ());
  if (named)
    g_setenv ("GSETTINGS_BACKEND", named, TRUE);
}

void
coffret_guest_settings_begin_for (const char *const *arguments)
{
  for (guint i = 1; arguments[i] && !g_str_equal (arguments[i], "--"); i++)
    if (g_str_equal (arguments[i], "--guest")) {
      coffret_guest_settings_begin ();
      return;
    }
}
