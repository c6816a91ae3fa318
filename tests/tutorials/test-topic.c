/* Pages of the help as files: those that there are, what a file may not do, and how one is found.
 */
#include "tutorials/topic.h"

#include <string.h>

#include "tutorials/tutorial.h"
#include "verify/verdict.h"

#define HEAD "<topic id='a' part='find' order='1'><title>A</title><words>b</words>"
#define ASKED "<question id='q'><ask>C?</ask><answer>D.</answer></question>"
#define WHOLE HEAD ASKED "</topic>"

static CoffretTopic *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return coffret_topic_new (bytes, error);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretTopic) topic = read_text (
    "<topic id='a' part='keep' order='7' lesson='l'><title> A </title><words>b</words>"
    "<question id='q'><ask>C &amp; c?</ask><answer>D.</answer><answer>E.</answer></question>"
    "<see topic='other'/></topic>",
    &error);
  const CoffretQuestion *question;

  g_assert_no_error (error);
  g_assert_cmpstr (topic->id, ==, "a");
  g_assert_cmpint (topic->part, ==, COFFRET_TOPIC_KEEP);
  g_assert_cmpuint (topic->order, ==, 7);
  g_assert_cmpstr (topic->lesson, ==, "l");
  g_assert_cmpstr (topic->title, ==, "A");
  g_assert_cmpstr (topic->words, ==, "b");
  g_assert_cmpstr (g_ptr_array_index (topic->see, 0), ==, "other");
  question = coffret_topic_find_question (topic, "q");
  g_assert_cmpstr (question->ask, ==, "C & c?");
  g_assert_cmpuint (question->answers->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (question->answers, 1), ==, "E.");
  g_assert_null (coffret_topic_find_question (topic, "p"));
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    CoffretTutorialError code;
  } cases[] = {
    { "", COFFRET_TUTORIAL_ERROR_SYNTAX },
    { HEAD ASKED, COFFRET_TUTORIAL_ERROR_SYNTAX },
    { HEAD "loose" ASKED "</topic>", COFFRET_TUTORIAL_ERROR_SYNTAX },
    { "<tutorial/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<topic id='a' part='nowhere' order='1'/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<topic id='a' part='find' order='1' run='x'/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<topic id='a' part='find'/>", COFFRET_TUTORIAL_ERROR_MISSING },
    { "<topic id='A' part='find' order='1'/>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "</topic>", COFFRET_TUTORIAL_ERROR_MISSING },
    { "<topic id='a' part='find' order='1'><title>A</title>" ASKED "</topic>",
      COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<question id='q'><ask>C?</ask></question></topic>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<question id='q'><answer>D.</answer></question></topic>",
      COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<question><ask>C?</ask></question></topic>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD ASKED "<see/></topic>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD ASKED ASKED "</topic>", COFFRET_TUTORIAL_ERROR_TWICE },
    { HEAD "<title>A</title>" ASKED "</topic>", COFFRET_TUTORIAL_ERROR_TWICE },
    { HEAD "<question id='q'><ask>C?</ask><answer>1</answer><answer>2</answer><answer>3</answer>"
           "<answer>4</answer><answer>5</answer></question></topic>",
      COFFRET_TUTORIAL_ERROR_TOO_LARGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_null (read_text (cases[i].text, &error));
    g_assert_error (error, COFFRET_TUTORIAL_ERROR, (int) cases[i].code);
  }
  for (gsize length = 0; length < strlen (WHOLE); length++) {
    g_autofree char *part = g_strndup (WHOLE, length);
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text (part, &error));
    g_assert_true (error->domain == COFFRET_TUTORIAL_ERROR);
  }
}

/* Every one is called as its file, leads to others that there are, and is shown by a lesson that
 * there is. */
static void
test_all (void)
{
  g_autoptr (GPtrArray) topics = coffret_topics_list ();
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) shown = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (topics->len, >, 40);
  for (guint i = 0; i < topics->len; i++) {
    CoffretTopic *topic = g_ptr_array_index (topics, i);
    g_autofree char *path =
      g_strconcat ("/io/github/coffret/Coffret/help/", topic->id, ".xml", NULL);

    g_test_message ("%s", topic->id);
    g_assert_true (coffret_topics_find (topics, topic->id) == topic);
    g_assert_true (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL));
    g_assert_true (g_hash_table_add (titles, topic->title));
    if (topic->lesson != NULL) {
      g_assert_nonnull (coffret_tutorials_find (tutorials, topic->lesson));
      g_hash_table_add (shown, topic->lesson);
    }
    for (guint k = 0; k < topic->see->len; k++) {
      const char *other = g_ptr_array_index (topic->see, k);

      g_assert_nonnull (coffret_topics_find (topics, other));
      g_assert_cmpstr (other, !=, topic->id);
    }
  }
  /* A lesson that no page leads to is the one for counsellors. */
  g_assert_cmpuint (g_hash_table_size (shown), >=, tutorials->len - 2);
}

static void
test_verdicts (void)
{
  g_autoptr (GPtrArray) topics = coffret_topics_list ();

  for (int verdict = 0; verdict <= COFFRET_VERDICT_VERIFIED; verdict++) {
    g_autofree char *place = g_strconcat ("verdicts/", coffret_verdict_to_id (verdict), NULL);
    const CoffretQuestion *question;

    g_assert_nonnull (coffret_topics_go (topics, place, &question));
    g_assert_nonnull (question);
    /* In the very word that stands in the list. */
    g_assert_cmpstr (question->ask, ==, coffret_verdict_to_word (verdict));
  }
  g_assert_null (coffret_topics_go (topics, "nothing/verified", NULL));
  g_assert_null (coffret_topics_go (topics, "", NULL));
}

static guint
count (GPtrArray *topics, const char *words, const char *first)
{
  guint found = 0;

  for (guint i = 0; i < topics->len; i++) {
    const CoffretTopic *topic = g_ptr_array_index (topics, i);
    g_autoptr (GPtrArray) questions = g_ptr_array_new ();

    if (!coffret_topic_answers (topic, words, questions))
      continue;
    if (found++ == 0 && first != NULL)
      g_assert_cmpstr (topic->id, ==, first);
  }
  return found;
}

static void
test_search (void)
{
  g_autoptr (GPtrArray) topics = coffret_topics_list ();
  g_autoptr (GPtrArray) questions = g_ptr_array_new ();
  CoffretTopic *sheet = coffret_topics_find (topics, "recovery-sheet");

  g_assert_cmpuint (count (topics, "TAGS", NULL), >, 0);
  g_assert_cmpuint (count (topics, "  trash   dàys ", "undo"), >, 0);
  g_assert_cmpuint (count (topics, "keyword", "tags"), ==, 1);
  g_assert_cmpuint (count (topics, "keyword dinosaur", NULL), ==, 0);
  /* Words of a title and of one answer; not of two answers. */
  g_assert_true (coffret_topic_answers (sheet, "recovery spare house", questions));
  g_assert_cmpuint (questions->len, ==, 1);
  g_assert_cmpstr (((CoffretQuestion *) g_ptr_array_index (questions, 0))->id, ==, "where");
  g_ptr_array_set_size (questions, 0);
  g_assert_false (coffret_topic_answers (sheet, "spare useless", questions));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/topic/whole", test_whole);
  g_test_add_func ("/topic/refused", test_refused);
  g_test_add_func ("/topic/all", test_all);
  g_test_add_func ("/topic/verdicts", test_verdicts);
  g_test_add_func ("/topic/search", test_search);
  return g_test_run ();
}
