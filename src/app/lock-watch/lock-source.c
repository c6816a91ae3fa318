#include "app/lock-watch/lock-source.h"

#include <glib/gi18n-lib.h>

typedef struct {
  CoffretLockSourceState state;
} CoffretLockSourcePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CoffretLockSource, coffret_lock_source, G_TYPE_OBJECT)

enum {
  PROP_STATE = 1,
  N_PROPERTIES,
};

enum {
  SIGNAL_LOCK,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
coffret_lock_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  g_value_set_int (value, (int) coffret_lock_source_get_state (COFFRET_LOCK_SOURCE (object)));
}

static void
coffret_lock_source_class_init (CoffretLockSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = coffret_lock_source_get_property;
  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, COFFRET_LOCK_SOURCE_LOOKING, COFFRET_LOCK_SOURCE_SILENT,
                      COFFRET_LOCK_SOURCE_LOOKING,
                      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPERTIES, properties);
  signals[SIGNAL_LOCK] = g_signal_new ("lock", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
coffret_lock_source_init (CoffretLockSource *self)
{
}

CoffretLockSourceState
coffret_lock_source_get_state (CoffretLockSource *self)
{
  CoffretLockSourcePrivate *priv = coffret_lock_source_get_instance_private (self);

  return priv->state;
}

const char *
coffret_lock_source_get_setting (CoffretLockSource *self)
{
  return COFFRET_LOCK_SOURCE_GET_CLASS (self)->setting;
}

const char *
coffret_lock_source_get_title (CoffretLockSource *self)
{
  return _ (COFFRET_LOCK_SOURCE_GET_CLASS (self)->title);
}

void
coffret_lock_source_guard (CoffretLockSource *self, gboolean open)
{
  CoffretLockSourceClass *klass = COFFRET_LOCK_SOURCE_GET_CLASS (self);

  if (klass->guard)
    klass->guard (self, open);
}

void
coffret_lock_source_set_state (CoffretLockSource *self, CoffretLockSourceState state)
{
  CoffretLockSourcePrivate *priv = coffret_lock_source_get_instance_private (self);

  if (priv->state == state)
    return;
  priv->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

void
coffret_lock_source_lock (CoffretLockSource *self)
{
  g_signal_emit (self, signals[SIGNAL_LOCK], 0);
}
