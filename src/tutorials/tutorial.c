#include "tutorials/tutorial.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tutorials-resources.h"

#define PREFIX "/io/github/coffret/Coffret/tutorials/"

G_DEFINE_QUARK (coffret-tutorial-error-quark, coffret_tutorial_error)

typedef struct {
  CoffretTutorial *tutorial;
  CoffretTutorialStep *step;
  GString *text;          /* of the element that is open; NULL: it has none */
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

static void G_GNUC_PRINTF (4, 5) refuse (
  GMarkupParseContext *context, GError **error, CoffretTutorialError code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;
  int line;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_markup_parse_context_get_position (context, &line, NULL);
  g_set_error (error, COFFRET_TUTORIAL_ERROR, code,
               /* Translators: %d is a line of the file, %s what is wrong there, in English. */
               _ ("This tutorial cannot be read: something is wrong in line %d. (%s)"), line,
               message);
}

/* Words and digits: what becomes a name in files and settings. */
static gboolean
is_id (const char *text)
{
  gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return length > 0 && length <= 40 && text[length] == '\0';
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static gboolean
check_attributes (GMarkupParseContext *context,
                  const char **names,
                  const char *const *known,
                  GError **error)
{
  for (guint i = 0; names[i] != NULL; i++) {
    if (!g_strv_contains (known, names[i])) {
      refuse (context, error, COFFRET_TUTORIAL_ERROR_UNKNOWN, "there is no attribute “%s”",
              names[i]);
      return FALSE;
    }
    for (guint k = 0; k < i; k++)
      if (g_str_equal (names[i], names[k])) {
        refuse (context, error, COFFRET_TUTORIAL_ERROR_TWICE, "“%s” is there twice", names[i]);
        return FALSE;
      }
  }
  return TRUE;
}

static void
begin_tutorial (Reading *reading,
                GMarkupParseContext *context,
                const char **names,
                const char **values,
                GError **error)
{
  static const char *const known[] = { "id", "for", "order", NULL };
  const char *id = find_attribute (names, values, "id");
  const char *reader = find_attribute (names, values, "for");
  const char *order = find_attribute (names, values, "order");
  guint64 number;

  if (!check_attributes (context, names, known, error))
    return;
  if (id == NULL || !is_id (id) || reader == NULL || order == NULL ||
      !g_ascii_string_to_unsigned (order, 10, 0, 10000, &number, NULL)) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING, "it needs an id, for and an order");
    return;
  }
  if (!g_str_equal (reader, "everyone") && !g_str_equal (reader, "counsellor")) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_UNKNOWN, "there is no reader “%s”", reader);
    return;
  }
  reading->tutorial->id = g_strdup (id);
  reading->tutorial->order = (guint) number;
  reading->tutorial->reader = g_str_equal (reader, "counsellor") ? COFFRET_TUTORIAL_FOR_COUNSELLORS
                                                                 : COFFRET_TUTORIAL_FOR_EVERYONE;
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
read_condition (GMarkupParseContext *context, const char *text, GError **error)
{
  CoffretCondition *condition = text != NULL ? coffret_condition_new (text) : NULL;

  if (condition == NULL && text != NULL)
    refuse (context, error, COFFRET_TUTORIAL_ERROR_UNKNOWN, "there is no condition “%s”", text);
  return condition;
}

static void
begin_step (Reading *reading,
            GMarkupParseContext *context,
            const char **names,
            const char **values,
            GError **error)
{
  static const char *const known[] = { "id", "target", "done", "show", NULL };
  const char *id = find_attribute (names, values, "id");
  const char *done = find_attribute (names, values, "done");
  g_autoptr (CoffretCondition) condition = NULL;
  CoffretTutorialStep *step;

  if (!check_attributes (context, names, known, error))
    return;
  if (id == NULL || !is_id (id)) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING, "a step needs an id");
    return;
  }
  if (has_step (reading->tutorial, id)) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_TWICE, "there is a step “%s” already", id);
    return;
  }
  if (reading->tutorial->steps->len == COFFRET_TUTORIAL_MAX_STEPS) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE, "it has more than %d steps",
            COFFRET_TUTORIAL_MAX_STEPS);
    return;
  }
  condition = read_condition (context, done, error);
  if (condition == NULL && done != NULL)
    return;
  step = g_new0 (CoffretTutorialStep, 1);
  step->id = g_strdup (id);
  step->target = g_strdup (find_attribute (names, values, "target"));
  step->show = g_strdup (find_attribute (names, values, "show"));
  step->done = g_steal_pointer (&condition);
  step->says = g_ptr_array_new_with_free_func (g_free);
  step->notices = g_ptr_array_new_with_free_func (notice_free);
  g_ptr_array_add (reading->tutorial->steps, step);
  reading->step = step;
}

static void
begin_notice (Reading *reading,
              GMarkupParseContext *context,
              const char **names,
              const char **values,
              GError **error)
{
  static const char *const known[] = { "when", NULL };
  const char *when = find_attribute (names, values, "when");

  if (!check_attributes (context, names, known, error))
    return;
  if (when == NULL) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING, "“otherwise” needs “when”");
    return;
  }
  reading->when = read_condition (context, when, error);
  if (reading->when != NULL)
    reading->text = g_string_new (NULL);
}

static void
begin_text (Reading *reading, GMarkupParseContext *context, const char **names, GError **error)
{
  static const char *const known[] = { NULL };

  if (check_attributes (context, names, known, error))
    reading->text = g_string_new (NULL);
}

static void
on_start (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Reading *reading = data;
  const GSList *stack = g_markup_parse_context_get_element_stack (context);
  const char *parent = stack->next != NULL ? stack->next->data : "";

  if (g_str_equal (parent, "") && g_str_equal (element, "tutorial"))
    begin_tutorial (reading, context, names, values, error);
  else if (g_str_equal (parent, "tutorial") && g_str_equal (element, "step"))
    begin_step (reading, context, names, values, error);
  else if (g_str_equal (parent, "step") && g_str_equal (element, "otherwise"))
    begin_notice (reading, context, names, values, error);
  else if ((g_str_equal (parent, "tutorial") &&
            (g_str_equal (element, "title") || g_str_equal (element, "remark"))) ||
           (g_str_equal (parent, "step") &&
            (g_str_equal (element, "say") || g_str_equal (element, "typed"))))
    begin_text (reading, context, names, error);
  else
    refuse (context, error, COFFRET_TUTORIAL_ERROR_UNKNOWN, "“%s” has no place here", element);
}

static void
on_text (
  GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->text != NULL)
    g_string_append_len (reading->text, text, (gssize) length);
  else if (strspn (text, " \t\r\n") < length)
    refuse (context, error, COFFRET_TUTORIAL_ERROR_SYNTAX, "text has no place here");
  if (reading->text != NULL && reading->text->len > COFFRET_TUTORIAL_MAX_TEXT)
    refuse (context, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE, "a text has more than %d bytes",
            COFFRET_TUTORIAL_MAX_TEXT);
}

static void
set_once (
  GMarkupParseContext *context, const char *element, char **place, char *text, GError **error)
{
  if (*place == NULL) {
    *place = text;
    return;
  }
  g_free (text);
  refuse (context, error, COFFRET_TUTORIAL_ERROR_TWICE, "“%s” is there twice", element);
}

static void
add_say (Reading *reading, GMarkupParseContext *context, char *text, GError **error)
{
  g_ptr_array_add (reading->step->says, text);
  if (reading->step->says->len > COFFRET_TUTORIAL_MAX_SAYS)
    refuse (context, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE, "a step says more than %d things",
            COFFRET_TUTORIAL_MAX_SAYS);
}

static void
add_notice (Reading *reading, char *text)
{
  CoffretTutorialNotice *notice = g_new0 (CoffretTutorialNotice, 1);

  notice->when = g_steal_pointer (&reading->when);
  notice->text = text;
  g_ptr_array_add (reading->step->notices, notice);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Reading *reading = data;
  char *text;

  if (g_str_equal (element, "step") && reading->step->says->len == 0)
    refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING, "a step says nothing");
  if (reading->text == NULL)
    return;
  text = g_strstrip (g_string_free_and_steal (g_steal_pointer (&reading->text)));
  if (*text == '\0') {
    g_free (text);
    refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING, "“%s” is empty", element);
  } else if (g_str_equal (element, "title")) {
    set_once (context, element, &reading->tutorial->title, text, error);
  } else if (g_str_equal (element, "remark")) {
    set_once (context, element, &reading->tutorial->remark, text, error);
  } else if (g_str_equal (element, "typed")) {
    set_once (context, element, &reading->step->typed, text, error);
  } else if (g_str_equal (element, "say")) {
    add_say (reading, context, text, error);
  } else {
    add_notice (reading, text);
  }
}

static const GMarkupParser parser = { .start_element = on_start,
                                      .end_element = on_end,
                                      .text = on_text };

static gboolean
check_whole (const CoffretTutorial *tutorial, GMarkupParseContext *context, GError **error)
{
  if (tutorial->title == NULL || tutorial->remark == NULL || tutorial->steps->len == 0) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING,
            "it needs a title, a remark and a step");
    return FALSE;
  }
  for (guint i = 0; i < tutorial->steps->len; i++) {
    const CoffretTutorialStep *step = g_ptr_array_index (tutorial->steps, i);

    if ((step->typed != NULL) != (g_strcmp0 (step->show, "type") == 0)) {
      refuse (context, error, COFFRET_TUTORIAL_ERROR_MISSING,
              "“type” and <typed> go together in step “%s”", step->id);
      return FALSE;
    }
  }
  return TRUE;
}

CoffretTutorial *
coffret_tutorial_new (GBytes *bytes, GError **error)
{
  g_autoptr (CoffretTutorial) tutorial = g_atomic_rc_box_new0 (CoffretTutorial);
  Reading reading = { .tutorial = tutorial };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (GError) inner = NULL;
  gboolean read;

  tutorial->steps = g_ptr_array_new_with_free_func (step_free);
  if (length > COFFRET_TUTORIAL_MAX_BYTES) {
    refuse (context, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE, "it has more than %d bytes",
            COFFRET_TUTORIAL_MAX_BYTES);
    return NULL;
  }
  read =
    g_markup_parse_context_parse (context, text != NULL ? text : "", (gssize) length, &inner) &&
    g_markup_parse_context_end_parse (context, &inner) && check_whole (tutorial, context, &inner);
  if (reading.text != NULL)
    g_string_free (reading.text, TRUE);
  g_clear_pointer (&reading.when, coffret_condition_free);
  if (read)
    return g_steal_pointer (&tutorial);
  if (inner->domain == G_MARKUP_ERROR)
    refuse (context, error, COFFRET_TUTORIAL_ERROR_SYNTAX, "%s", inner->message);
  else
    g_propagate_error (error, g_steal_pointer (&inner));
  return NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CoffretTutorial *one = *(CoffretTutorial *const *) a;
  const CoffretTutorial *other = *(CoffretTutorial *const *) b;

  return one->order != other->order ? (one->order > other->order) - (one->order < other->order)
                                    : strcmp (one->id, other->id);
}

GPtrArray *
coffret_tutorials_list (void)
{
  GPtrArray *tutorials = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_tutorial_unref);
  g_auto (GStrv) files = g_resource_enumerate_children (coffret_tutorials_get_resource (), PREFIX,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files[i] != NULL; i++) {
    g_autofree char *path = g_strconcat (PREFIX, files[i], NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = g_resource_lookup_data (coffret_tutorials_get_resource (), path,
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
    CoffretTutorial *tutorial;

    /* What belongs to the program is there and can be read. */
    g_assert_no_error (error);
    tutorial = coffret_tutorial_new (bytes, &error);
    g_assert_no_error (error);
    g_ptr_array_add (tutorials, tutorial);
  }
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
