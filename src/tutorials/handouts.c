#include "tutorials/handouts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "handouts-resources.h"
#include "share/recovery-sheet.h"
#include "tutorials/tutorial.h"

#define PREFIX "/io/github/coffret/Coffret/handouts/"
#define LESSONS "lessons"

typedef struct {
  char *text; /* these in English */
  char *more; /* nullable */
} Line;

typedef struct {
  char *is;
  char *heading; /* nullable */
  GPtrArray *lines;
} Part;

typedef struct {
  char *id;
  guint order;
  char *title;
  char *remark;
  GPtrArray *parts;
} Plan;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->more);
  g_free (line);
}

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->is);
  g_free (part->heading);
  g_ptr_array_unref (part->lines);
  g_free (part);
}

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  g_free (plan->id);
  g_free (plan->title);
  g_free (plan->remark);
  g_ptr_array_unref (plan->parts);
  g_free (plan);
}

static Part *
last_part (Plan *plan)
{
  return plan->parts->len > 0 ? g_ptr_array_index (plan->parts, plan->parts->len - 1) : NULL;
}

static void
on_start (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Plan *plan = data;

  if (g_str_equal (element, "handout")) {
    const char *order;

    if (g_markup_collect_attributes (element, names, values, error, G_MARKUP_COLLECT_STRDUP, "id",
                                     &plan->id, G_MARKUP_COLLECT_STRING, "order", &order,
                                     G_MARKUP_COLLECT_INVALID))
      plan->order = (guint) g_ascii_strtoull (order, NULL, 10);
  } else if (g_str_equal (element, "part")) {
    Part *part = g_new0 (Part, 1);

    part->lines = g_ptr_array_new_with_free_func (line_free);
    g_ptr_array_add (plan->parts, part);
    g_markup_collect_attributes (element, names, values, error, G_MARKUP_COLLECT_STRDUP, "is",
                                 &part->is, G_MARKUP_COLLECT_INVALID);
  }
}

static void
take_text (Plan *plan, const char *element, char *text)
{
  Part *part = last_part (plan);

  if (g_str_equal (element, "title")) {
    g_free (plan->title);
    plan->title = text;
  } else if (g_str_equal (element, "remark")) {
    g_free (plan->remark);
    plan->remark = text;
  } else if (part != NULL && g_str_equal (element, "heading")) {
    g_free (part->heading);
    part->heading = text;
  } else if (part != NULL && g_str_equal (element, "say")) {
    Line *line = g_new0 (Line, 1);

    line->text = text;
    g_ptr_array_add (part->lines, line);
  } else if (part != NULL && part->lines->len > 0 && g_str_equal (element, "more")) {
    Line *line = g_ptr_array_index (part->lines, part->lines->len - 1);

    g_free (line->more);
    line->more = text;
  } else {
    g_free (text);
  }
}

static void
on_text (
  GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  g_autofree char *words = g_strstrip (g_strndup (text, length));

  if (*words != '\0')
    take_text (data, g_markup_parse_context_get_element (context), g_steal_pointer (&words));
}

/* What belongs to the program is there and can be read. */
static Plan *
read_plan (const char *name)
{
  static const GMarkupParser parser = { .start_element = on_start, .text = on_text };
  g_autofree char *path = g_strconcat (PREFIX, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (coffret_handouts_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  Plan *plan = g_new0 (Plan, 1);
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, plan, NULL);
  gsize length;
  const char *text;
  gboolean read;

  g_assert_no_error (error);
  plan->parts = g_ptr_array_new_with_free_func (part_free);
  text = g_bytes_get_data (bytes, &length);
  read = g_markup_parse_context_parse (context, text, (gssize) length, &error) &&
         g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert (read && plan->id != NULL && plan->title != NULL && plan->remark != NULL);
  return plan;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Plan *one = *(Plan *const *) a;
  const Plan *other = *(Plan *const *) b;

  return one->order != other->order ? (one->order > other->order) - (one->order < other->order)
                                    : strcmp (one->id, other->id);
}

static GPtrArray *
list_plans (void)
{
  GPtrArray *plans = g_ptr_array_new_with_free_func (plan_free);
  g_auto (GStrv) files = g_resource_enumerate_children (coffret_handouts_get_resource (), PREFIX,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++)
    g_ptr_array_add (plans, read_plan (files[i]));
  g_ptr_array_sort (plans, compare);
  return plans;
}

static void
name_free (gpointer data)
{
  CoffretHandoutName *name = data;

  g_free (name->id);
  g_free (name->title);
  g_free (name->remark);
  g_free (name);
}

static void
add_name (GPtrArray *names,
          const char *id,
          const char *title,
          const char *remark,
          gboolean lesson,
          const CoffretWording *wording)
{
  CoffretHandoutName *name = g_new0 (CoffretHandoutName, 1);

  name->id = g_strdup (id);
  name->title = g_strdup (coffret_wording_get (wording, title));
  name->remark = g_strdup (coffret_wording_get (wording, remark));
  name->lesson = lesson;
  g_ptr_array_add (names, name);
}

GPtrArray *
coffret_handouts_list (const CoffretWording *wording)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (name_free);
  g_autoptr (GPtrArray) plans = list_plans ();
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();

  for (guint i = 0; i < plans->len; i++) {
    const Plan *plan = g_ptr_array_index (plans, i);

    add_name (names, plan->id, plan->title, plan->remark, FALSE, wording);
  }
  for (guint i = 0; i < tutorials->len; i++) {
    const CoffretTutorial *tutorial = g_ptr_array_index (tutorials, i);

    add_name (names, tutorial->id, tutorial->title, tutorial->remark, TRUE, wording);
  }
  return names;
}

static CoffretHandout *
begin (const char *title, const char *remark, const CoffretWording *wording)
{
  return coffret_handout_new (
    coffret_wording_get (wording, title), coffret_wording_get (wording, remark),
    /* Translators: at the foot of a page for clients */
    coffret_wording_get (wording, N_ ("Coffret: a vault for what you have earned")),
    coffret_wording_get_language (wording), coffret_wording_is_rtl (wording));
}

/* Those that learners play, with what each is about. */
static void
add_lessons (CoffretHandout *handout, const char *heading, const CoffretWording *wording)
{
  CoffretHandoutPart *part = coffret_handout_add_part (handout, COFFRET_HANDOUT_NAMES, heading);
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();

  for (guint i = 0; i < tutorials->len; i++) {
    const CoffretTutorial *tutorial = g_ptr_array_index (tutorials, i);

    if (tutorial->reader == COFFRET_TUTORIAL_FOR_EVERYONE)
      coffret_handout_add_line (part, coffret_wording_get (wording, tutorial->title),
                                coffret_wording_get (wording, tutorial->remark));
  }
}

static void
add_part (CoffretHandout *handout, const Part *plan, const CoffretWording *wording)
{
  const char *heading = plan->heading != NULL ? coffret_wording_get (wording, plan->heading) : NULL;
  CoffretHandoutPart *part;

  if (g_str_equal (plan->is, LESSONS)) {
    add_lessons (handout, heading, wording);
    return;
  }
  part = coffret_handout_add_part (handout,
                                   g_str_equal (plan->is, "steps")    ? COFFRET_HANDOUT_STEPS
                                   : g_str_equal (plan->is, "blanks") ? COFFRET_HANDOUT_BLANKS
                                                                      : COFFRET_HANDOUT_POINTS,
                                   heading);
  for (guint i = 0; i < plan->lines->len; i++) {
    const Line *line = g_ptr_array_index (plan->lines, i);

    coffret_handout_add_line (part, coffret_wording_get (wording, line->text),
                              line->more != NULL ? coffret_wording_get (wording, line->more)
                                                 : NULL);
  }
}

static CoffretHandout *
make_planned (const char *id, const CoffretWording *wording)
{
  g_autoptr (GPtrArray) plans = list_plans ();

  for (guint i = 0; i < plans->len; i++) {
    const Plan *plan = g_ptr_array_index (plans, i);
    CoffretHandout *handout;

    if (!g_str_equal (plan->id, id))
      continue;
    handout = begin (plan->title, plan->remark, wording);
    for (guint k = 0; k < plan->parts->len; k++)
      add_part (handout, g_ptr_array_index (plan->parts, k), wording);
    return handout;
  }
  return NULL;
}

/* What a step says first is done; the rest explains it. */
static void
add_step (CoffretHandoutPart *part, const CoffretTutorialStep *step, const CoffretWording *wording)
{
  g_autoptr (GString) more = g_string_new (NULL);

  for (guint i = 1; i < step->says->len; i++)
    g_string_append_printf (more, "%s%s", i > 1 ? " " : "",
                            coffret_wording_get (wording, g_ptr_array_index (step->says, i)));
  coffret_handout_add_line (part, coffret_wording_get (wording, g_ptr_array_index (step->says, 0)),
                            more->len > 0 ? more->str : NULL);
}

/* At home the page is followed in one's own vault, where the lesson makes sense there. */
static CoffretHandout *
make_lesson (const CoffretTutorial *tutorial, const CoffretWording *wording)
{
  CoffretHandout *handout = begin (tutorial->title, tutorial->remark, wording);
  CoffretHandoutPart *part = coffret_handout_add_part (
    handout, COFFRET_HANDOUT_STEPS, coffret_wording_get (wording, N_ ("Step by Step")));
  g_autoptr (GPtrArray) steps = coffret_tutorial_list_steps (tutorial, tutorial->own);

  for (guint i = 0; i < steps->len; i++)
    add_step (part, g_ptr_array_index (steps, i), wording);
  part = coffret_handout_add_part (handout, COFFRET_HANDOUT_POINTS,
                                   coffret_wording_get (wording, N_ ("To Practise")));
  coffret_handout_add_line (
    part, coffret_wording_get (wording, N_ ("Open “Learn” in Coffret and choose this lesson.")),
    coffret_wording_get (wording,
                         N_ ("It is played with invented people. You can break nothing.")));
  coffret_handout_add_part (handout, COFFRET_HANDOUT_NOTES,
                            coffret_wording_get (wording, N_ ("My Notes")));
  return handout;
}

CoffretHandout *
coffret_handouts_make (const char *id, const CoffretWording *wording)
{
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();
  const CoffretTutorial *tutorial = coffret_tutorials_find (tutorials, id);

  return tutorial != NULL ? make_lesson (tutorial, wording) : make_planned (id, wording);
}

GBytes *
coffret_handouts_to_pdf (const char *id, const CoffretWording *wording, GError **error)
{
  g_autoptr (CoffretHandout) handout = coffret_handouts_make (id, wording);
  double width, height;

  if (handout == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("There is no handout of that name."));
    return NULL;
  }
  coffret_recovery_sheet_paper (&width, &height);
  return coffret_handout_to_pdf (handout, width, height, coffret_instant_now (), error);
}
