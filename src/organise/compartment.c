#include "organise/compartment.h"

#include "organise/compartment-private.h"

struct _CoffretCompartment {
  GObject parent_instance;
  CoffretCompartmentRow *row;
  guint count;
  CoffretHand *hand; /* nullable */
};

typedef enum {
  PROP_ID = 1,
  PROP_NAME,
  PROP_ICON,
  PROP_COLOUR,
  PROP_PARENT,
  PROP_COUNT,
  PROP_RULE,
  PROP_ARRANGEMENT,
  N_PROPS,
} CoffretCompartmentProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretCompartment, coffret_compartment, G_TYPE_OBJECT)

static void
coffret_compartment_finalize (GObject *object)
{
  CoffretCompartment *self = COFFRET_COMPARTMENT (object);

  coffret_compartment_row_free (self->row);
  coffret_hand_unref (self->hand);
  G_OBJECT_CLASS (coffret_compartment_parent_class)->finalize (object);
}

static void
coffret_compartment_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretCompartment *self = COFFRET_COMPARTMENT (object);

  switch ((CoffretCompartmentProperty) id) {
  case PROP_ID:
    g_value_set_string (value, self->row->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->row->name);
    break;
  case PROP_ICON:
    g_value_set_string (value, self->row->icon);
    break;
  case PROP_COLOUR:
    g_value_set_string (value, self->row->colour);
    break;
  case PROP_PARENT:
    g_value_set_string (value, self->row->parent);
    break;
  case PROP_COUNT:
    g_value_set_uint (value, self->count);
    break;
  case PROP_RULE:
    g_value_set_string (value, self->row->rule);
    break;
  case PROP_ARRANGEMENT:
    g_value_set_string (value, self->row->arrangement);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_compartment_class_init (CoffretCompartmentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_compartment_finalize;
  object_class->get_property = coffret_compartment_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_ICON] = g_param_spec_string ("icon", NULL, NULL, NULL, flags);
  properties[PROP_COLOUR] = g_param_spec_string ("colour", NULL, NULL, NULL, flags);
  properties[PROP_PARENT] = g_param_spec_string ("parent", NULL, NULL, NULL, flags);
  properties[PROP_RULE] = g_param_spec_string ("rule", NULL, NULL, NULL, flags);
  properties[PROP_ARRANGEMENT] = g_param_spec_string ("arrangement", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_compartment_init (CoffretCompartment *self)
{
}

CoffretCompartment *
coffret_compartment_new (const CoffretCompartmentRow *row)
{
  CoffretCompartment *self = g_object_new (COFFRET_TYPE_COMPARTMENT, NULL);

  self->row = coffret_compartment_row_copy (row);
  return self;
}

void
coffret_compartment_set_row (CoffretCompartment *self, const CoffretCompartmentRow *row)
{
  g_autoptr (CoffretCompartmentRow) old = self->row;

  g_assert (g_str_equal (row->id, old->id));
  self->row = coffret_compartment_row_copy (row);
  if (g_strcmp0 (old->name, row->name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (g_strcmp0 (old->icon, row->icon) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ICON]);
  if (g_strcmp0 (old->colour, row->colour) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
  if (g_strcmp0 (old->parent, row->parent) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARENT]);
  if (g_strcmp0 (old->rule, row->rule) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RULE]);
  if (g_strcmp0 (old->arrangement, row->arrangement) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARRANGEMENT]);
}

CoffretHand *
coffret_compartment_get_hand (CoffretCompartment *self)
{
  return self->hand;
}

void
coffret_compartment_set_hand (CoffretCompartment *self, CoffretHand *hand)
{
  CoffretHand *old = self->hand;

  self->hand = coffret_hand_ref (hand);
  coffret_hand_unref (old);
}

void
coffret_compartment_set_count (CoffretCompartment *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

const char *
coffret_compartment_get_id (CoffretCompartment *self)
{
  return self->row->id;
}

const char *
coffret_compartment_get_name (CoffretCompartment *self)
{
  return self->row->name;
}

const CoffretCompartmentRow *
coffret_compartment_get_row (CoffretCompartment *self)
{
  return self->row;
}

const char *
coffret_compartment_get_rule (CoffretCompartment *self)
{
  return self->row->rule;
}

guint
coffret_compartment_get_count (CoffretCompartment *self)
{
  return self->count;
}
