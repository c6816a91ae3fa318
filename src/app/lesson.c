#include "app/lesson.h"

#define KEY "coffret-lessons"

struct _CoffretLesson {
  GObject parent_instance;

  char *id;
  char *title;
  char *remark;
  gboolean first;
  gboolean begun;
  gboolean done;
  gboolean repeated;
};

typedef enum {
  PROP_BEGUN = 1,
  PROP_DONE,
  PROP_REPEATED,
  N_PROPS,
} CoffretLessonProperty;

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CoffretLesson, coffret_lesson, G_TYPE_OBJECT)

static void
coffret_lesson_finalize (GObject *object)
{
  CoffretLesson *self = COFFRET_LESSON (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->remark);
  G_OBJECT_CLASS (coffret_lesson_parent_class)->finalize (object);
}

static void
coffret_lesson_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  CoffretLesson *self = COFFRET_LESSON (object);

  switch ((CoffretLessonProperty) id) {
  case PROP_BEGUN:
    g_value_set_boolean (value, self->begun);
    break;
  case PROP_DONE:
    g_value_set_boolean (value, self->done);
    break;
  case PROP_REPEATED:
    g_value_set_boolean (value, self->repeated);
    break;
  case N_PROPS:
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
coffret_lesson_class_init (CoffretLessonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = coffret_lesson_finalize;
  object_class->get_property = coffret_lesson_get_property;
  properties[PROP_BEGUN] =
    g_param_spec_boolean ("begun", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DONE] = g_param_spec_boolean (
    "done", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REPEATED] =
    g_param_spec_boolean ("repeated", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
coffret_lesson_init (CoffretLesson *self)
{
}

CoffretLesson *
coffret_lesson_new (const char *id, const char *title, const char *remark, gboolean first)
{
  CoffretLesson *self = g_object_new (COFFRET_TYPE_LESSON, NULL);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->remark = g_strdup (remark);
  self->first = first;
  return self;
}

gboolean
coffret_lesson_is_first (CoffretLesson *self)
{
  return self->first;
}

const char *
coffret_lesson_get_id (CoffretLesson *self)
{
  return self->id;
}

const char *
coffret_lesson_get_title (CoffretLesson *self)
{
  return self->title;
}

const char *
coffret_lesson_get_remark (CoffretLesson *self)
{
  return self->remark;
}

gboolean
coffret_lesson_is_done (CoffretLesson *self)
{
  return self->done;
}

gboolean
coffret_lesson_is_begun (CoffretLesson *self)
{
  return self->begun;
}

gboolean
coffret_lesson_is_repeated (CoffretLesson *self)
{
  return self->repeated;
}

static void
set (CoffretLesson *self, gboolean *place, gboolean value, CoffretLessonProperty property)
{
  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
coffret_lesson_set_state (CoffretLesson *self, gboolean begun, gboolean done, gboolean repeated)
{
  set (self, &self->begun, begun, PROP_BEGUN);
  set (self, &self->done, done, PROP_DONE);
  set (self, &self->repeated, repeated, PROP_REPEATED);
}

void
coffret_lessons_install (GtkApplication *application, GListModel *lessons)
{
  g_object_set_data_full (G_OBJECT (application), KEY, g_object_ref (lessons), g_object_unref);
}

GListModel *
coffret_lessons_get (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkApplication *application =
    GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  return application ? g_object_get_data (G_OBJECT (application), KEY) : NULL;
}
