#include "organise/outcome-private.h"

struct _CoffretOutcome {
  GObject parent_instance;
  CoffretOutcomeKind kind;
  char *file;
  char *place;
  guint item;
  char *id;
  char *title;
  char *earlier;
  GError *error;
  gint64 offset;
};

typedef enum {
  PROP_FILE = 1,
  PROP_TITLE,
  N_PROPS,
} CoffretOutcomeProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretOutcome, coffret_outcome, G_TYPE_OBJECT)

static void
coffret_outcome_finalize (GObject *object)
{
  CoffretOutcome *self = COFFRET_OUTCOME (object);

  g_free (self->file);
  g_free (self->place);
  g_free (self->id);
  g_free (self->title);
  g_free (self->earlier);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (coffret_outcome_parent_class)->finalize (object);
}

static void
coffret_outcome_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  CoffretOutcome *self = COFFRET_OUTCOME (object);

  switch ((CoffretOutcomeProperty) id) {
  case PROP_FILE:
    g_value_set_string (value, self->file);
    break;
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
coffret_outcome_class_init (CoffretOutcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = coffret_outcome_finalize;
  object_class->get_property = coffret_outcome_get_property;

  properties[PROP_FILE] = g_param_spec_string ("file", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_outcome_init (CoffretOutcome *self)
{
  self->offset = -1;
}

CoffretOutcome *
coffret_outcome_new (CoffretOutcomeKind kind,
                     const char *file,
                     const char *place,
                     guint item,
                     const char *id,
                     const char *title)
{
  CoffretOutcome *self = g_object_new (COFFRET_TYPE_OUTCOME, NULL);

  self->kind = kind;
  self->file = g_strdup (file);
  self->place = g_strdup (place);
  self->item = item;
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  return self;
}

CoffretOutcome *
coffret_outcome_new_refused (
  const char *file, const char *place, guint item, const GError *error, gint64 offset)
{
  CoffretOutcome *self =
    coffret_outcome_new (COFFRET_OUTCOME_REFUSED, file, place, item, NULL, NULL);

  self->error = g_error_copy (error);
  self->offset = offset;
  return self;
}

const char *
coffret_outcome_kind_to_id (CoffretOutcomeKind kind)
{
  switch (kind) {
  case COFFRET_OUTCOME_ADDED:
    return "added";
  case COFFRET_OUTCOME_ALREADY_THERE:
    return "already-there";
  case COFFRET_OUTCOME_NEWER_VERSION:
    return "newer-version";
  case COFFRET_OUTCOME_REFUSED:
  default:
    return "refused";
  }
}

CoffretOutcomeKind
coffret_outcome_get_kind (CoffretOutcome *self)
{
  return self->kind;
}

const char *
coffret_outcome_get_file (CoffretOutcome *self)
{
  return self->file;
}

const char *
coffret_outcome_get_place (CoffretOutcome *self)
{
  return self->place;
}

guint
coffret_outcome_get_item (CoffretOutcome *self)
{
  return self->item;
}

const char *
coffret_outcome_get_id (CoffretOutcome *self)
{
  return self->id;
}

const char *
coffret_outcome_get_title (CoffretOutcome *self)
{
  return self->title;
}

void
coffret_outcome_set_earlier (CoffretOutcome *self, const char *id)
{
  g_set_str (&self->earlier, id);
}

const char *
coffret_outcome_get_earlier (CoffretOutcome *self)
{
  return self->earlier;
}

const GError *
coffret_outcome_get_error (CoffretOutcome *self)
{
  return self->error;
}

gint64
coffret_outcome_get_offset (CoffretOutcome *self)
{
  return self->offset;
}
