#include "organise/entry.h"

#include "organise/entry-private.h"

struct _CoffretEntry {
  GObject parent_instance;
  char *id; /* rows come and go */
  CoffretRow *row;
  CoffretRecord *record; /* NULL: not fetched */
};

typedef enum {
  PROP_ID = 1,
  PROP_TITLE,
  PROP_ISSUER,
  PROP_AWARDED,
  PROP_EXPIRES,
  PROP_KIND,
  PROP_VERDICT,
  PROP_TRASHED,
  PROP_COMPARTMENTS,
  PROP_OWN_TITLE,
  PROP_NOTE,
  PROP_FAVOURITE,
  PROP_TAGS,
  PROP_LAYER,
  N_PROPS,
} CoffretEntryProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretEntry, coffret_entry, G_TYPE_OBJECT)

static void
coffret_entry_finalize (GObject *object)
{
  CoffretEntry *self = COFFRET_ENTRY (object);

  g_free (self->id);
  coffret_row_unref (self->row);
  coffret_record_unref (self->record);
  G_OBJECT_CLASS (coffret_entry_parent_class)->finalize (object);
}

static void
coffret_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretEntry *self = COFFRET_ENTRY (object);

  switch ((CoffretEntryProperty) id) {
  case PROP_ID:
    g_value_set_string (value, self->id);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->row->title);
    break;
  case PROP_ISSUER:
    g_value_set_string (value, self->row->issuer);
    break;
  case PROP_AWARDED:
    g_value_set_int64 (value, coffret_entry_get_awarded (self));
    break;
  case PROP_EXPIRES:
    g_value_set_int64 (value, coffret_entry_get_expires (self));
    break;
  case PROP_KIND:
    g_value_set_int (value, self->row->kind);
    break;
  case PROP_VERDICT:
    g_value_set_string (value, self->row->verdict);
    break;
  case PROP_TRASHED:
    g_value_set_boolean (value, coffret_entry_is_trashed (self));
    break;
  case PROP_COMPARTMENTS:
    g_value_set_boxed (value, self->row->compartments);
    break;
  case PROP_OWN_TITLE:
    g_value_set_string (value, coffret_entry_get_own_title (self));
    break;
  case PROP_NOTE:
    g_value_set_string (value, coffret_entry_get_note (self));
    break;
  case PROP_FAVOURITE:
    g_value_set_boolean (value, coffret_entry_is_favourite (self));
    break;
  case PROP_TAGS:
    g_value_set_boxed (value, coffret_entry_get_tags (self));
    break;
  case PROP_LAYER:
    g_value_set_pointer (value, self->row->layer);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_entry_class_init (CoffretEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_entry_finalize;
  object_class->get_property = coffret_entry_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ISSUER] = g_param_spec_string ("issuer", NULL, NULL, NULL, flags);
  properties[PROP_AWARDED] =
    g_param_spec_int64 ("awarded", NULL, NULL, G_MININT64, G_MAXINT64, COFFRET_INSTANT_NONE, flags);
  properties[PROP_EXPIRES] =
    g_param_spec_int64 ("expires", NULL, NULL, G_MININT64, G_MAXINT64, COFFRET_INSTANT_NONE, flags);
  properties[PROP_KIND] =
    g_param_spec_int ("kind", NULL, NULL, 0, G_MAXINT, COFFRET_KIND_OTHER, flags);
  properties[PROP_VERDICT] = g_param_spec_string ("verdict", NULL, NULL, NULL, flags);
  properties[PROP_TRASHED] = g_param_spec_boolean ("trashed", NULL, NULL, FALSE, flags);
  properties[PROP_COMPARTMENTS] =
    g_param_spec_boxed ("compartments", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_OWN_TITLE] = g_param_spec_string ("own-title", NULL, NULL, NULL, flags);
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, flags);
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_LAYER] = g_param_spec_pointer ("layer", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_entry_init (CoffretEntry *self)
{
}

CoffretEntry *
coffret_entry_new (CoffretRecord *record)
{
  g_autoptr (CoffretRow) row = coffret_row_new (record, NULL, NULL);
  CoffretEntry *self = coffret_entry_new_for_row (row);

  coffret_entry_set_record (self, record);
  return self;
}

CoffretEntry *
coffret_entry_new_for_row (CoffretRow *row)
{
  CoffretEntry *self = g_object_new (COFFRET_TYPE_ENTRY, NULL);

  self->id = g_strdup (row->id);
  self->row = coffret_row_ref (row);
  return self;
}

CoffretRow *
coffret_entry_get_row (CoffretEntry *self)
{
  return self->row;
}

guint
coffret_entry_get_number (CoffretEntry *self)
{
  return coffret_entry_get_row (self)->number;
}

static const char *
layer_title (const CoffretRow *row)
{
  return row->layer != NULL ? row->layer->title : NULL;
}

static const char *
layer_note (const CoffretRow *row)
{
  return row->layer != NULL ? row->layer->note : NULL;
}

static gboolean
is_favourite (const CoffretRow *row)
{
  return row->layer != NULL && row->layer->favourite;
}

static void
notify_if (CoffretEntry *self, gboolean changed, CoffretEntryProperty property)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
coffret_entry_set_row (CoffretEntry *self, CoffretRow *row)
{
  g_autoptr (CoffretRow) before = coffret_row_ref (self->row);
  const char *const *lies_in = (const char *const *) row->compartments;
  const char *const *lay_in = (const char *const *) before->compartments;

  coffret_row_unref (self->row);
  self->row = coffret_row_ref (row);
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self, !g_str_equal (before->title, row->title), PROP_TITLE);
  notify_if (self, g_strcmp0 (layer_title (before), layer_title (row)) != 0, PROP_OWN_TITLE);
  notify_if (self, g_strcmp0 (layer_note (before), layer_note (row)) != 0, PROP_NOTE);
  notify_if (self, coffret_row_get_awarded (before) != coffret_row_get_awarded (row), PROP_AWARDED);
  notify_if (self, coffret_row_get_expires (before) != coffret_row_get_expires (row), PROP_EXPIRES);
  notify_if (self, is_favourite (before) != is_favourite (row), PROP_FAVOURITE);
  notify_if (self, !g_strv_equal (coffret_row_get_tags (before), coffret_row_get_tags (row)),
             PROP_TAGS);
  notify_if (self, !coffret_layer_equal (before->layer, row->layer), PROP_LAYER);
  notify_if (self, g_strcmp0 (before->verdict, row->verdict) != 0, PROP_VERDICT);
  notify_if (self,
             (before->trashed != COFFRET_INSTANT_NONE) != (row->trashed != COFFRET_INSTANT_NONE),
             PROP_TRASHED);
  notify_if (self, !g_strv_equal (lay_in, lies_in), PROP_COMPARTMENTS);
  g_object_thaw_notify (G_OBJECT (self));
}

void
coffret_entry_set_record (CoffretEntry *self, CoffretRecord *record)
{
  if (self->record == NULL)
    self->record = coffret_record_ref (record);
}

void
coffret_entry_replace (CoffretEntry *self, CoffretRow *row, CoffretRecord *record)
{
  static const CoffretEntryProperty follow[] = { PROP_TITLE, PROP_ISSUER, PROP_AWARDED,
                                                 PROP_EXPIRES, PROP_KIND };

  coffret_record_unref (self->record);
  self->record = coffret_record_ref (record);
  g_object_freeze_notify (G_OBJECT (self));
  coffret_entry_set_row (self, row);
  for (guint i = 0; i < G_N_ELEMENTS (follow); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[follow[i]]);
  g_object_thaw_notify (G_OBJECT (self));
}

const CoffretRecord *
coffret_entry_get_record (CoffretEntry *self)
{
  return self->record;
}

const char *
coffret_entry_get_id (CoffretEntry *self)
{
  return self->id;
}

const char *
coffret_entry_get_title (CoffretEntry *self)
{
  return self->row->title;
}

const char *
coffret_entry_get_issuer (CoffretEntry *self)
{
  return self->row->issuer;
}

CoffretKind
coffret_entry_get_kind (CoffretEntry *self)
{
  return self->row->kind;
}

CoffretInstant
coffret_entry_get_awarded (CoffretEntry *self)
{
  return coffret_row_get_awarded (self->row);
}

CoffretInstant
coffret_entry_get_expires (CoffretEntry *self)
{
  return coffret_row_get_expires (self->row);
}

CoffretInstant
coffret_entry_get_received (CoffretEntry *self)
{
  return self->row->received;
}

const char *
coffret_entry_get_issuer_id (CoffretEntry *self)
{
  return self->row->issuer_id;
}

guint
coffret_entry_get_minutes (CoffretEntry *self)
{
  return self->row->minutes;
}

const char *
coffret_entry_get_verdict (CoffretEntry *self)
{
  return self->row->verdict;
}

const char *
coffret_entry_get_issuer_title (CoffretEntry *self)
{
  return self->row->issued_title;
}

const char *
coffret_entry_get_own_title (CoffretEntry *self)
{
  return layer_title (self->row);
}

const char *
coffret_entry_get_note (CoffretEntry *self)
{
  return layer_note (self->row);
}

const CoffretLayer *
coffret_entry_get_layer (CoffretEntry *self)
{
  return self->row->layer;
}

gboolean
coffret_entry_is_favourite (CoffretEntry *self)
{
  return is_favourite (self->row);
}

const char *const *
coffret_entry_get_tags (CoffretEntry *self)
{
  return coffret_row_get_tags (self->row);
}

gboolean
coffret_entry_is_own (CoffretEntry *self)
{
  return self->row->own;
}

CoffretInstant
coffret_entry_get_issuer_awarded (CoffretEntry *self)
{
  return self->row->awarded;
}

CoffretInstant
coffret_entry_get_issuer_expires (CoffretEntry *self)
{
  return self->row->expires;
}

gboolean
coffret_entry_is_trashed (CoffretEntry *self)
{
  return self->row->trashed != COFFRET_INSTANT_NONE;
}

const char *const *
coffret_entry_get_compartments (CoffretEntry *self)
{
  return (const char *const *) self->row->compartments;
}

GPtrArray *
coffret_entry_just (CoffretEntry *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (entries, g_object_ref (self));
  return entries;
}
