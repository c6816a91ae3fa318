#include "organise/identity.h"

#include "organise/identity-private.h"

struct _CoffretIdentity {
  GObject parent_instance;
  CoffretIdentityRow *row;
};

typedef enum {
  PROP_ID = 1,
  PROP_KIND,
  PROP_VALUE,
  N_PROPS,
} CoffretIdentityProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretIdentity, coffret_identity, G_TYPE_OBJECT)

static void
coffret_identity_finalize (GObject *object)
{
  CoffretIdentity *self = COFFRET_IDENTITY (object);

  coffret_identity_row_free (self->row);
  G_OBJECT_CLASS (coffret_identity_parent_class)->finalize (object);
}

static void
coffret_identity_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretIdentity *self = COFFRET_IDENTITY (object);

  switch ((CoffretIdentityProperty) id) {
  case PROP_ID:
    g_value_set_string (value, self->row->id);
    break;
  case PROP_KIND:
    g_value_set_int (value, (int) self->row->kind);
    break;
  case PROP_VALUE:
    g_value_set_string (value, self->row->value);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_identity_class_init (CoffretIdentityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_identity_finalize;
  object_class->get_property = coffret_identity_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, COFFRET_N_IDENTITY_KINDS - 1,
                                            COFFRET_IDENTITY_NAME, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_identity_init (CoffretIdentity *self)
{
}

CoffretIdentity *
coffret_identity_new (const CoffretIdentityRow *row)
{
  CoffretIdentity *self = g_object_new (COFFRET_TYPE_IDENTITY, NULL);

  self->row = coffret_identity_row_copy (row);
  return self;
}

const char *
coffret_identity_get_id (CoffretIdentity *self)
{
  return self->row->id;
}

CoffretIdentityKind
coffret_identity_get_kind (CoffretIdentity *self)
{
  return self->row->kind;
}

const char *
coffret_identity_get_value (CoffretIdentity *self)
{
  return self->row->value;
}

const CoffretIdentityRow *
coffret_identity_get_row (CoffretIdentity *self)
{
  return self->row;
}
