#include "organise/group-private.h"

struct _CoffretGroup {
  GObject parent_instance;
  char *id; /* the row's: stays where it is when that changes */
  CoffretSharingGroup *row;
};

typedef enum {
  PROP_ID = 1,
  PROP_NAME,
  PROP_AUDIENCE,
  PROP_RECIPIENT,
  PROP_COUNT,
  PROP_ROW,
  N_PROPS,
} CoffretGroupProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretGroup, coffret_group, G_TYPE_OBJECT)

static void
coffret_group_finalize (GObject *object)
{
  g_free (COFFRET_GROUP (object)->id);
  coffret_sharing_group_free (COFFRET_GROUP (object)->row);
  G_OBJECT_CLASS (coffret_group_parent_class)->finalize (object);
}

static void
coffret_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretGroup *self = COFFRET_GROUP (object);

  switch ((CoffretGroupProperty) id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->row->name);
    break;
  case PROP_AUDIENCE:
    g_value_set_uint (value, coffret_group_get_audience (self));
    break;
  case PROP_RECIPIENT:
    g_value_set_string (value, self->row->recipient);
    break;
  case PROP_COUNT:
    g_value_set_uint (value, self->row->members->len);
    break;
  case PROP_ROW:
    g_value_set_boxed (value, self->row);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_group_class_init (CoffretGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_group_finalize;
  object_class->get_property = coffret_group_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_AUDIENCE] = g_param_spec_uint ("audience", NULL, NULL, 0, COFFRET_N_AUDIENCES - 1,
                                                 COFFRET_AUDIENCE_OWN, flags);
  properties[PROP_RECIPIENT] = g_param_spec_string ("recipient", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ROW] = g_param_spec_boxed ("row", NULL, NULL, COFFRET_TYPE_SHARING_GROUP, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_group_init (CoffretGroup *self)
{
}

CoffretGroup *
coffret_group_new (const CoffretSharingGroup *row)
{
  CoffretGroup *self = g_object_new (COFFRET_TYPE_GROUP, NULL);

  self->id = g_strdup (row->id);
  self->row = coffret_sharing_group_copy (row);
  return self;
}

void
coffret_group_set_row (CoffretGroup *self, const CoffretSharingGroup *row)
{
  GObject *object = G_OBJECT (self);
  CoffretSharingGroup *before = self->row;

  g_object_freeze_notify (object);
  self->row = coffret_sharing_group_copy (row);
  if (!g_str_equal (before->name, row->name))
    g_object_notify_by_pspec (object, properties[PROP_NAME]);
  if (!g_str_equal (before->audience, row->audience))
    g_object_notify_by_pspec (object, properties[PROP_AUDIENCE]);
  if (g_strcmp0 (before->recipient, row->recipient) != 0)
    g_object_notify_by_pspec (object, properties[PROP_RECIPIENT]);
  if (before->members->len != row->members->len)
    g_object_notify_by_pspec (object, properties[PROP_COUNT]);
  g_object_notify_by_pspec (object, properties[PROP_ROW]);
  coffret_sharing_group_free (before);
  g_object_thaw_notify (object);
}

const char *
coffret_group_get_id (CoffretGroup *self)
{
  return self->id;
}

const char *
coffret_group_get_name (CoffretGroup *self)
{
  return self->row->name;
}

CoffretAudience
coffret_group_get_audience (CoffretGroup *self)
{
  return coffret_audience_from_id (self->row->audience);
}

const char *
coffret_group_get_recipient (CoffretGroup *self)
{
  return self->row->recipient;
}

guint
coffret_group_get_count (CoffretGroup *self)
{
  return self->row->members->len;
}

const CoffretSharingGroup *
coffret_group_get_row (CoffretGroup *self)
{
  return self->row;
}
