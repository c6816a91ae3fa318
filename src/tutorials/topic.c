#include "tutorials/topic.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/fold.h"
#include "help-resources.h"

#define PREFIX "/io/github/coffret/Coffret/help/"

static const struct {
  const char *id;
  const char *title;
} parts[COFFRET_N_TOPIC_PARTS] = {
  [COFFRET_TOPIC_BEGIN] = { "begin", N_ ("To Begin With") },
  [COFFRET_TOPIC_HAVE] = { "have", N_ ("What You Have") },
  [COFFRET_TOPIC_FIND] = { "find", N_ ("Find and Arrange") },
  [COFFRET_TOPIC_SHARE] = { "share", N_ ("Share") },
  [COFFRET_TOPIC_KEEP] = { "keep", N_ ("Keep It Safe") },
  [COFFRET_TOPIC_TROUBLE] = { "trouble", N_ ("When Something Goes Wrong") },
  [COFFRET_TOPIC_MORE] = { "more", N_ ("Good to Know") },
};

typedef struct {
  CoffretTopic *topic;
  CoffretQuestion *question; /* that is open */
} Reading;

static void
question_free (gpointer data)
{
  CoffretQuestion *question = data;

  g_free (question->id);
  g_free (question->ask);
  g_ptr_array_unref (question->answers);
  g_free (question);
}

static void
topic_clear (gpointer data)
{
  CoffretTopic *topic = data;

  g_free (topic->id);
  g_free (topic->lesson);
  g_free (topic->title);
  g_free (topic->words);
  g_ptr_array_unref (topic->questions);
  g_ptr_array_unref (topic->see);
}

CoffretTopic *
coffret_topic_ref (CoffretTopic *topic)
{
  return g_atomic_rc_box_acquire (topic);
}

void
coffret_topic_unref (CoffretTopic *topic)
{
  g_atomic_rc_box_release_full (topic, topic_clear);
}

static gboolean
read_part (const char *id, CoffretTopicPart *part)
{
  for (guint i = 0; i < COFFRET_N_TOPIC_PARTS; i++)
    if (g_strcmp0 (parts[i].id, id) == 0) {
      *part = i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
begin_topic (CoffretTopic *topic, CoffretMarkup *markup, GError **error)
{
  const char *id = coffret_markup_id (markup, "id");
  const char *part = coffret_markup_attribute (markup, "part");

  if (id == NULL || part == NULL || !coffret_markup_number (markup, "order", &topic->order))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "it needs an id, a part and an order");
  if (!read_part (part, &topic->part))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_UNKNOWN,
                                  "there is no part “%s”", part);
  topic->summary = g_strcmp0 (coffret_markup_attribute (markup, "summary"), "yes") == 0;
  g_set_str (&topic->id, id);
  g_set_str (&topic->lesson, coffret_markup_attribute (markup, "lesson"));
  return TRUE;
}

static gboolean
begin_question (Reading *reading, CoffretMarkup *markup, GError **error)
{
  const char *id = coffret_markup_id (markup, "id");

  if (id == NULL)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "a question needs an id");
  if (coffret_topic_find_question (reading->topic, id) != NULL)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_TWICE,
                                  "there is a question “%s” already", id);
  if (reading->topic->questions->len == COFFRET_TOPIC_MAX_QUESTIONS)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE,
                                  "it has more than %d questions", COFFRET_TOPIC_MAX_QUESTIONS);
  reading->question = g_new0 (CoffretQuestion, 1);
  reading->question->id = g_strdup (id);
  reading->question->answers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (reading->topic->questions, reading->question);
  return TRUE;
}

static gboolean
begin_see (CoffretTopic *topic, CoffretMarkup *markup, GError **error)
{
  const char *id = coffret_markup_id (markup, "topic");

  if (id == NULL)
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "“see” needs a topic");
  g_ptr_array_add (topic->see, g_strdup (id));
  return TRUE;
}

static gboolean
on_begin (CoffretMarkup *markup, const char *element, gpointer data, GError **error)
{
  Reading *reading = data;

  if (g_str_equal (element, "topic"))
    return begin_topic (reading->topic, markup, error);
  if (g_str_equal (element, "question"))
    return begin_question (reading, markup, error);
  return !g_str_equal (element, "see") || begin_see (reading->topic, markup, error);
}

static gboolean
add_answer (CoffretQuestion *question, CoffretMarkup *markup, char *text, GError **error)
{
  g_ptr_array_add (question->answers, text);
  return question->answers->len <= COFFRET_TOPIC_MAX_ANSWERS ||
         coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_TOO_LARGE,
                                "a question has more than %d answers", COFFRET_TOPIC_MAX_ANSWERS);
}

static gboolean
on_end (CoffretMarkup *markup, const char *element, char *text, gpointer data, GError **error)
{
  Reading *reading = data;
  const CoffretTopic *topic = reading->topic;

  if (g_str_equal (element, "title"))
    return coffret_markup_set_once (markup, element, &reading->topic->title, text, error);
  if (g_str_equal (element, "words"))
    return coffret_markup_set_once (markup, element, &reading->topic->words, text, error);
  if (g_str_equal (element, "ask"))
    return coffret_markup_set_once (markup, element, &reading->question->ask, text, error);
  if (g_str_equal (element, "answer"))
    return add_answer (reading->question, markup, text, error);
  if (g_str_equal (element, "question") &&
      (reading->question->ask == NULL || reading->question->answers->len == 0))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "“%s” needs a question and an answer", reading->question->id);
  if (g_str_equal (element, "topic") &&
      (topic->title == NULL || topic->words == NULL || topic->questions->len == 0))
    return coffret_markup_refuse (markup, error, COFFRET_TUTORIAL_ERROR_MISSING,
                                  "it needs a title, words and a question");
  return TRUE;
}

static const CoffretMarkupElement elements[] = {
  { "topic", NULL, "id part order lesson summary", FALSE },
  { "title", "topic", "", TRUE },
  { "words", "topic", "", TRUE },
  { "question", "topic", "id", FALSE },
  { "ask", "question", "", TRUE },
  { "answer", "question", "", TRUE },
  { "see", "topic", "topic", FALSE },
  { NULL, NULL, NULL, FALSE },
};

static const CoffretMarkupKind kind = { elements, on_begin, on_end };

CoffretTopic *
coffret_topic_new (GBytes *bytes, GError **error)
{
  g_autoptr (CoffretTopic) topic = g_atomic_rc_box_new0 (CoffretTopic);
  Reading reading = { .topic = topic };

  topic->questions = g_ptr_array_new_with_free_func (question_free);
  topic->see = g_ptr_array_new_with_free_func (g_free);
  return coffret_markup_read (&kind, bytes, &reading, error) ? g_steal_pointer (&topic) : NULL;
}

const CoffretQuestion *
coffret_topic_find_question (const CoffretTopic *topic, const char *id)
{
  for (guint i = 0; i < topic->questions->len; i++) {
    const CoffretQuestion *question = g_ptr_array_index (topic->questions, i);

    if (g_str_equal (question->id, id))
      return question;
  }
  return NULL;
}

const char *
coffret_topic_part_title (CoffretTopicPart part)
{
  return _ (parts[part].title);
}

const char *
coffret_topic_say (const char *text)
{
  return g_dgettext (GETTEXT_PACKAGE, text);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const CoffretTopic *one = *(CoffretTopic *const *) a;
  const CoffretTopic *other = *(CoffretTopic *const *) b;

  if (one->part != other->part)
    return one->part > other->part ? 1 : -1;
  return one->order != other->order ? (one->order > other->order) - (one->order < other->order)
                                    : strcmp (one->id, other->id);
}

static gpointer
make (GBytes *bytes, GError **error)
{
  return coffret_topic_new (bytes, error);
}

GPtrArray *
coffret_topics_list (void)
{
  GPtrArray *topics = coffret_markup_list (coffret_help_get_resource (), PREFIX, make,
                                           (GDestroyNotify) coffret_topic_unref);

  g_ptr_array_sort (topics, compare);
  return topics;
}

CoffretTopic *
coffret_topics_find (GPtrArray *topics, const char *id)
{
  for (guint i = 0; i < topics->len; i++) {
    CoffretTopic *topic = g_ptr_array_index (topics, i);

    if (g_str_equal (topic->id, id))
      return topic;
  }
  return NULL;
}

CoffretTopic *
coffret_topics_go (GPtrArray *topics, const char *place, const CoffretQuestion **question)
{
  g_auto (GStrv) names = g_strsplit (place, "/", 2);
  CoffretTopic *topic = names[0] != NULL ? coffret_topics_find (topics, names[0]) : NULL;

  if (question != NULL)
    *question =
      topic != NULL && names[1] != NULL ? coffret_topic_find_question (topic, names[1]) : NULL;
  return topic;
}

static gboolean
has_all (const char *folded, char *const *words)
{
  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

static char *
fold_question (const CoffretQuestion *question, const char *head)
{
  g_autoptr (GString) text = g_string_new (head);
  g_autofree char *joined = NULL;

  g_string_append_printf (text, " %s", coffret_topic_say (question->ask));
  for (guint i = 0; i < question->answers->len; i++)
    g_string_append_printf (text, " %s",
                            coffret_topic_say (g_ptr_array_index (question->answers, i)));
  joined = g_string_free_and_steal (g_steal_pointer (&text));
  return coffret_fold (joined);
}

gboolean
coffret_topic_answers (const CoffretTopic *topic, const char *words, GPtrArray *questions)
{
  g_autofree char *folded = coffret_fold (words);
  g_auto (GStrv) parts_of = g_strsplit (folded, " ", -1);
  g_autofree char *head =
    g_strdup_printf ("%s %s", coffret_topic_say (topic->title),
                     g_dpgettext2 (GETTEXT_PACKAGE, "help words", topic->words));
  g_autofree char *folded_head = coffret_fold (head);

  if (has_all (folded_head, parts_of))
    return TRUE;
  for (guint i = 0; i < topic->questions->len; i++) {
    CoffretQuestion *question = g_ptr_array_index (topic->questions, i);
    g_autofree char *text = fold_question (question, head);

    if (has_all (text, parts_of))
      g_ptr_array_add (questions, question);
  }
  return questions->len > 0;
}
