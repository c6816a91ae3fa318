#include "tutorials/tutorial.h"

#include <string.h>

#include "tutorials-resources.h"

#define PREFIX "/io/github/coffret/Coffret/tutorials/"

typedef struct {
  CoffretTutorial *tutorial;
  CoffretTutorialStep *step;
  CoffretCondition *when; /* of the notice that is open */
} Reading;

static void
notice_free (gpointer data)
{
  CoffretTutorialNotice *notice = data;

  coffret_condition_free (notice->when);
  g_free (notice->text);
  g_free (notice);
}

static void
step_free (gpointer data)
{
  CoffretTutorialStep *step = data;

  g_free (step->id);
  g_free (step->target);
  g_free (step->show);
  g_clear_pointer (&step->done, coffret_condition_free);
  g_ptr_array_unref (step->says);
  g_free (step->typed);
  g_ptr_array_unref (step->notices);
  g_free (step);
}

static void
tutorial_clear (gpointer data)
{
  CoffretTutorial *tutorial = data;

  g_free (tutorial->id);
  g_free (tutorial->title);
  g_free (tutorial->remark);
  g_ptr_array_unref (tutorial->steps);
}

CoffretTutorial *
coffret_tutorial_ref (CoffretTutorial *tutorial)
{
  return g_atomic_rc_box_acquire (tutorial);
}

void
coffret_tutorial_unref (CoffretTutorial *tutorial)
{
  g_atomic_rc_box_release_full (tutorial, tutorial_clear);
}

/* "yes" or "no"; FALLBACK: it is not said. */
static gboolean
read_answer (
  CoffretMarkup *markup, const char *name, gboolean fallback, gboolean *answer, GError **error)
{
  const char *text = coffret_markup_attribute (markup, name);

  if (text != NULL && !g_str_equal (text, "yes") && !g_str_equal (text, "no"))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_UNKNOWN,
                                  "“%s” is neither yes nor no", text);
  *answer = text != NULL ? g_str_equal (text, "yes") : fallback;
  return TRUE;
}

static gboolean
read_where (CoffretMarkup *markup, CoffretTutorialWhere *where, GError **error)
{
  const char *text = coffret_markup_attribute (markup, "in");

  if (text != NULL && !g_str_equal (text, "practice") && !g_str_equal (text, "own"))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_UNKNOWN,
                                  "there is no vault “%s”", text);
  *where = text == NULL                     ? COFFRET_TUTORIAL_ANYWHERE
           : g_str_equal (text, "practice") ? COFFRET_TUTORIAL_IN_PRACTICE
                                            : COFFRET_TUTORIAL_IN_OWN;
  return TRUE;
}

static gboolean
begin_tutorial (Reading *reading, CoffretMarkup *markup, GError **error)
{
  const char *id = coffret_markup_id (markup, "id");
  const char *reader = coffret_markup_attribute (markup, "for");
  guint order;

  if (id == NULL || reader == NULL || !coffret_markup_number (markup, "order", &order))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "it needs an id, for and an order");
  if (!g_str_equal (reader, "everyone") && !g_str_equal (reader, "counsellor"))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_UNKNOWN,
                                  "there is no reader “%s”", reader);
  if (!read_answer (markup, "first", FALSE, &reading->tutorial->first, error) ||
      !read_answer (markup, "own", TRUE, &reading->tutorial->own, error))
    return FALSE;
  g_set_str (&reading->tutorial->id, id);
  reading->tutorial->order = order;
  reading->tutorial->reader = g_str_equal (reader, "counsellor") ? COFFRET_TUTORIAL_FOR_COUNSELLORS
                                                                 : COFFRET_TUTORIAL_FOR_EVERYONE;
  return TRUE;
}

static gboolean
has_step (const CoffretTutorial *tutorial, const char *id)
{
  for (guint i = 0; i < tutorial->steps->len; i++)
    if (g_str_equal (((CoffretTutorialStep *) g_ptr_array_index (tutorial->steps, i))->id, id))
      return TRUE;
  return FALSE;
}

/* NULL with ERROR; where TEXT is NULL, without. */
static CoffretCondition *
read_condition (CoffretMarkup *markup, const char *text, GError **error)
{
  CoffretCondition *condition = text != NULL ? coffret_condition_new (text) : NULL;

  if (condition == NULL && text != NULL)
    coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_UNKNOWN,
                           "there is no condition “%s”", text);
  return condition;
}

static gboolean
begin_step (Reading *reading, CoffretMarkup *markup, GError **error)
{
  const char *id = coffret_markup_id (markup, "id");
  const char *done = coffret_markup_attribute (markup, "done");
  CoffretTutorialWhere where = COFFRET_TUTORIAL_ANYWHERE;
  g_autoptr (CoffretCondition) condition = NULL;
  CoffretTutorialStep *step;

  if (id == NULL)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "a step needs an id");
  if (has_step (reading->tutorial, id))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_TWICE,
                                  "there is a step “%s” already", id);
  if (reading->tutorial->steps->len == COFFRET_TUTORIAL_MAX_STEPS)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE,
                                  "it has more than %d steps", COFFRET_TUTORIAL_MAX_STEPS);
  condition = read_condition (markup, done, error);
  if (condition == NULL && done != NULL)
    return FALSE;
  if (!read_where (markup, &where, error))
    return FALSE;
  step = g_new0 (CoffretTutorialStep, 1);
  step->where = where;
  step->id = g_strdup (id);
  step->target = g_strdup (coffret_markup_attribute (markup, "target"));
  step->show = g_strdup (coffret_markup_attribute (markup, "show"));
  step->done = g_steal_pointer (&condition);
  step->says = g_ptr_array_new_with_free_func (g_free);
  step->notices = g_ptr_array_new_with_free_func (notice_free);
  g_ptr_array_add (reading->tutorial->steps, step);
  reading->step = step;
  return TRUE;
}

static gboolean
begin_notice (Reading *reading, CoffretMarkup *markup, GError **error)
{
  const char *when = coffret_markup_attribute (markup, "when");

  if (when == NULL)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "“otherwise” needs “when”");
  reading->when = read_condition (markup, when, error);
  return reading->when != NULL;
}

static gboolean
on_begin (CoffretMarkup *markup, const char *element, gpointer data, GError **error)
{
  if (g_str_equal (element, "tutorial"))
    return begin_tutorial (data, markup, error);
  if (g_str_equal (element, "step"))
    return begin_step (data, markup, error);
  return !g_str_equal (element, "otherwise") || begin_notice (data, markup, error);
}

static gboolean
add_say (Reading *reading, CoffretMarkup *markup, char *text, GError **error)
{
  g_ptr_array_add (reading->step->says, text);
  return reading->step->says->len <= COFFRET_TUTORIAL_MAX_SAYS ||
         coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE,
                                "a step says more than %d things", COFFRET_TUTORIAL_MAX_SAYS);
}

static void
add_notice (Reading *reading, char *text)
{
  CoffretTutorialNotice *notice = g_new0 (CoffretTutorialNotice, 1);

  notice->when = g_steal_pointer (&reading->when);
  notice->text = text;
  g_ptr_array_add (reading->step->notices, notice);
}

static gboolean
check_whole (const CoffretTutorial *tutorial, CoffretMarkup *markup, GError **error)
{
  if (tutorial->title == NULL || tutorial->remark == NULL || tutorial->steps->len == 0)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "it needs a title, a remark and a step");
  for (guint i = 0; i < tutorial->steps->len; i++) {
    const CoffretTutorialStep *step = g_ptr_array_index (tutorial->steps, i);

    if ((step->typed != NULL) != (g_strcmp0 (step->show, "type") == 0))
      return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                    "“type” and <typed> go together in step “%s”", step->id);
  }
  return TRUE;
}

static gboolean
on_end (CoffretMarkup *markup, const char *element, char *text, gpointer data, GError **error)
{
  Reading *reading = data;

  if (g_str_equal (element, "title"))
    return coffret_markup_set_once (markup, element, &reading->tutorial->title, text, error);
  if (g_str_equal (element, "remark"))
    return coffret_markup_set_once (markup, element, &reading->tutorial->remark, text, error);
  if (g_str_equal (element, "typed"))
    return coffret_markup_set_once (markup, element, &reading->step->typed, text, error);
  if (g_str_equal (element, "say"))
    return add_say (reading, markup, text, error);
  if (g_str_equal (element, "otherwise"))
    add_notice (reading, text);
  if (g_str_equal (element, "step") && reading->step->says->len == 0)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "a step says nothing");
  return !g_str_equal (element, "tutorial") || check_whole (reading->tutorial, markup, error);
}

static const CoffretMarkupElement elements[] = {
  { "tutorial", NULL, "id for order first own", FALSE },
  { "title", "tutorial", "", TRUE },
  { "remark", "tutorial", "", TRUE },
  { "step", "tutorial", "id in target done show", FALSE },
  { "say", "step", "", TRUE },
  { "typed", "step", "", TRUE },
  { "otherwise", "step", "when", TRUE },
  { NULL, NULL, NULL, FALSE },
};

static const CoffretMarkupKind kind = { elements, on_begin, on_end };

CoffretTutorial *
coffret_tutorial_new (GBytes *bytes, GError **error)
{
  g_autoptr (CoffretTutorial) tutorial = g_atomic_rc_box_new0 (CoffretTutorial);
  Reading reading = { .tutorial = tutorial };
  gboolean read;

  tutorial->steps = g_ptr_array_new_with_free_func (step_free);
  read = coffret_markup_read (&kind, bytes, &reading, error);
  g_clear_pointer (&reading.when, coffret_condition_free);
  return read ? g_steal_pointer (&tutorial) : NULL;
}

GPtrArray *
coffret_tutorial_list_steps (const CoffretTutorial *tutorial, gboolean own)
{
  CoffretTutorialWhere never = own ? COFFRET_TUTORIAL_IN_PRACTICE : COFFRET_TUTORIAL_IN_OWN;
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; i < tutorial->steps->len; i++) {
    CoffretTutorialStep *step = g_ptr_array_index (tutorial->steps, i);

    if (step->where != never)
      g_ptr_array_add (steps, step);
  }
  return steps;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CoffretTutorial *one = *(CoffretTutorial *const *) a;
  const CoffretTutorial *other = *(CoffretTutorial *const *) b;

  return one->order != other->order ? (one->order > other->order) - (one->order < other->order)
                                    : strcmp (one->id, other->id);
}

static gpointer
make (GBytes *bytes, GError **error)
{
  return coffret_tutorial_new (bytes, error);
}

GPtrArray *
coffret_tutorials_list (void)
{
  GPtrArray *tutorials = coffret_markup_list (coffret_tutorials_get_resource (), PREFIX, make,
                                              (GDestroyNotify) coffret_tutorial_unref);

  g_ptr_array_sort (tutorials, compare);
  return tutorials;
}

CoffretTutorial *
coffret_tutorials_find (GPtrArray *tutorials, const char *id)
{
  for (guint i = 0; i < tutorials->len; i++) {
    CoffretTutorial *tutorial = g_ptr_array_index (tutorials, i);

    if (g_str_equal (tutorial->id, id))
      return tutorial;
  }
  return NULL;
}
