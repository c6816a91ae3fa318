#include "organise/entry.h"

#include "organise/entry-private.h"

struct _CoffretEntry {
  GObject parent_instance;
  CoffretRow *row;
  guint position; /* in the library */
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

  coffret_row_unref (self->row);
  G_OBJECT_CLASS (coffret_entry_parent_class)->finalize (object);
}

static void
coffret_entry_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretEntry *self = COFFRET_ENTRY (object);

  switch ((CoffretEntryProperty) id) {
  case PROP_ID:
    g_value_set_string (value, self->row->record->id);
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
    g_value_set_int (value, (int) self->row->record->kind);
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

static void
take_row (CoffretEntry *self, CoffretRow *row)
{
  coffret_row_unref (self->row);
  self->row = row;
}

CoffretEntry *
coffret_entry_new (CoffretRecord *record)
{
  return coffret_entry_new_for_row (coffret_row_new (record, NULL));
}

CoffretEntry *
coffret_entry_new_for_row (CoffretRow *row)
{
  CoffretEntry *self = g_object_new (COFFRET_TYPE_ENTRY, NULL);

  self->row = row;
  return self;
}

CoffretRow *
coffret_entry_get_row (CoffretEntry *self)
{
  return self->row;
}

guint
coffret_entry_get_position (CoffretEntry *self)
{
  return self->position;
}

void
coffret_entry_set_position (CoffretEntry *self, guint position)
{
  self->position = position;
}

gboolean
coffret_entry_set_trashed (CoffretEntry *self, CoffretInstant when)
{
  gboolean was_trashed = coffret_entry_is_trashed (self);

  if (self->row->trashed == when)
    return FALSE;
  take_row (self, coffret_row_derive (self->row, when, g_strdupv (self->row->compartments)));
  if (was_trashed != coffret_entry_is_trashed (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRASHED]);
  return TRUE;
}

gboolean
coffret_entry_put (CoffretEntry *self, const char *compartment)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  if (coffret_row_lies_in (self->row, compartment))
    return FALSE;
  builder = g_strv_builder_new ();
  g_strv_builder_addv (builder, (const char **) self->row->compartments);
  g_strv_builder_add (builder, compartment);
  take_row (self, coffret_row_derive (self->row, self->row->trashed, g_strv_builder_end (builder)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARTMENTS]);
  return TRUE;
}

gboolean
coffret_entry_take (CoffretEntry *self, const char *compartment)
{
  g_autoptr (GStrvBuilder) builder = NULL;

  if (!coffret_row_lies_in (self->row, compartment))
    return FALSE;
  builder = g_strv_builder_new ();
  for (char **id = self->row->compartments; *id != NULL; id++) {
    if (!g_str_equal (*id, compartment))
      g_strv_builder_add (builder, *id);
  }
  take_row (self, coffret_row_derive (self->row, self->row->trashed, g_strv_builder_end (builder)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARTMENTS]);
  return TRUE;
}

static void
notify_if (CoffretEntry *self, gboolean changed, CoffretEntryProperty property)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
same_tags (const CoffretLayer *one, const CoffretLayer *other)
{
  static const char *const none[] = { NULL };
  const char *const *a = one != NULL && one->tags != NULL ? (const char *const *) one->tags : none;
  const char *const *b =
    other != NULL && other->tags != NULL ? (const char *const *) other->tags : none;

  return g_strv_equal (a, b);
}

gboolean
coffret_entry_set_layer (CoffretEntry *self, CoffretLayer *layer)
{
  g_autoptr (CoffretRow) before = coffret_row_ref (self->row);
  const CoffretLayer *old = before->layer;
  gboolean renamed, awarded, expires, favourite;

  take_row (self, coffret_row_derive_layer (self->row, layer));
  renamed = !g_str_equal (before->title, self->row->title);
  awarded = coffret_row_get_awarded (before) != coffret_entry_get_awarded (self);
  expires = coffret_row_get_expires (before) != coffret_entry_get_expires (self);
  favourite = (old != NULL && old->favourite) != coffret_entry_is_favourite (self);
  notify_if (self, renamed, PROP_TITLE);
  notify_if (self,
             g_strcmp0 (old != NULL ? old->title : NULL, coffret_entry_get_own_title (self)) != 0,
             PROP_OWN_TITLE);
  notify_if (self, g_strcmp0 (old != NULL ? old->note : NULL, coffret_entry_get_note (self)) != 0,
             PROP_NOTE);
  notify_if (self, awarded, PROP_AWARDED);
  notify_if (self, expires, PROP_EXPIRES);
  notify_if (self, favourite, PROP_FAVOURITE);
  notify_if (self, !same_tags (old, layer), PROP_TAGS);
  notify_if (self, !coffret_layer_equal (old, layer), PROP_LAYER);
  return renamed || awarded || expires || favourite;
}

void
coffret_entry_set_record (CoffretEntry *self, CoffretRecord *record)
{
  static const CoffretEntryProperty follow[] = { PROP_TITLE, PROP_ISSUER, PROP_AWARDED,
                                                 PROP_EXPIRES, PROP_KIND };

  take_row (self, coffret_row_derive_record (self->row, record));
  for (guint i = 0; i < G_N_ELEMENTS (follow); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[follow[i]]);
}

gboolean
coffret_entry_set_verdict (CoffretEntry *self,
                           const char *verdict,
                           int verifier,
                           CoffretInstant turns)
{
  gboolean changed = g_strcmp0 (self->row->verdict, verdict) != 0;

  if (!changed && self->row->verifier == verifier && self->row->turns == turns)
    return FALSE;
  take_row (self, coffret_row_derive_verdict (self->row, verdict, verifier, turns));
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERDICT]);
  return TRUE;
}

const CoffretRecord *
coffret_entry_get_record (CoffretEntry *self)
{
  return self->row->record;
}

const char *
coffret_entry_get_id (CoffretEntry *self)
{
  return self->row->record->id;
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
  return self->row->record->kind;
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

const char *
coffret_entry_get_verdict (CoffretEntry *self)
{
  return self->row->verdict;
}

const char *
coffret_entry_get_issuer_title (CoffretEntry *self)
{
  const char *title = coffret_text_best (self->row->record->title, NULL);

  return title != NULL ? title : "";
}

const char *
coffret_entry_get_own_title (CoffretEntry *self)
{
  return self->row->layer != NULL ? self->row->layer->title : NULL;
}

const char *
coffret_entry_get_note (CoffretEntry *self)
{
  return self->row->layer != NULL ? self->row->layer->note : NULL;
}

const CoffretLayer *
coffret_entry_get_layer (CoffretEntry *self)
{
  return self->row->layer;
}

gboolean
coffret_entry_is_favourite (CoffretEntry *self)
{
  return self->row->layer != NULL && self->row->layer->favourite;
}

const char *const *
coffret_entry_get_tags (CoffretEntry *self)
{
  static const char *const none[] = { NULL };

  return self->row->layer != NULL && self->row->layer->tags != NULL
           ? (const char *const *) self->row->layer->tags
           : none;
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
