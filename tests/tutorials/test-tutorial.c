/* Tutorials as files: those that there are, and what a file may not do. */
#include "tutorials/tutorial.h"

#include <string.h>

#define HEAD "<tutorial id='a' for='everyone' order='1'><title>A</title><remark>B.</remark>"
#define STEP "<step id='one'><say>C.</say></step>"
#define WHOLE HEAD STEP "</tutorial>"

static CoffretTutorial *
read_text (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return coffret_tutorial_new (bytes, error);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretTutorial) tutorial = read_text (
    HEAD "<step id='one' target='list' done='no typed entry' show='type'>\n <say> C &amp; D. </say>"
         "<say>E.</say><typed>f</typed><otherwise when='more trash'>G.</otherwise></step>"
         "</tutorial>",
    &error);
  const CoffretTutorialStep *step;
  const CoffretTutorialNotice *notice;

  g_assert_no_error (error);
  g_assert_cmpstr (tutorial->id, ==, "a");
  g_assert_cmpstr (tutorial->title, ==, "A");
  g_assert_cmpstr (tutorial->remark, ==, "B.");
  g_assert_cmpuint (tutorial->steps->len, ==, 1);
  step = g_ptr_array_index (tutorial->steps, 0);
  g_assert_cmpstr (step->target, ==, "list");
  g_assert_cmpstr (step->show, ==, "type");
  g_assert_cmpstr (step->typed, ==, "f");
  g_assert_cmpuint (step->says->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (step->says, 0), ==, "C & D.");
  g_assert_cmpint (step->done->kind, ==, COFFRET_CONDITION_TYPED);
  g_assert_true (step->done->not);
  g_assert_cmpstr (step->done->what, ==, "entry");
  notice = g_ptr_array_index (step->notices, 0);
  g_assert_cmpint (notice->when->kind, ==, COFFRET_CONDITION_MORE);
  g_assert_cmpint (notice->when->count, ==, COFFRET_COUNT_TRASH);
  g_assert_cmpstr (notice->text, ==, "G.");
}

static void
test_refused (void)
{
  static const struct {
    const char *text;
    CoffretTutorialError code;
  } cases[] = {
    { "", COFFRET_TUTORIAL_ERROR_SYNTAX },
    { "<tutorial", COFFRET_TUTORIAL_ERROR_SYNTAX },
    { "{}", COFFRET_TUTORIAL_ERROR_SYNTAX },
    { HEAD STEP, COFFRET_TUTORIAL_ERROR_SYNTAX },
    { WHOLE "<tutorial/>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "loose" STEP "</tutorial>", COFFRET_TUTORIAL_ERROR_SYNTAX },
    { HEAD "</tutorial>", COFFRET_TUTORIAL_ERROR_MISSING },
    { "<tutorial id='a' for='everyone' order='1'>" STEP "</tutorial>",
      COFFRET_TUTORIAL_ERROR_MISSING },
    { "<tutorial id='a/b' for='everyone' order='1'/>", COFFRET_TUTORIAL_ERROR_MISSING },
    { "<tutorial id='a' for='nobody' order='1'/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<tutorial id='a' for='everyone' order='1' run='x'/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<tutorial id='a' for='everyone' order='-1'/>", COFFRET_TUTORIAL_ERROR_MISSING },
    { "<tutorial id='a' for='everyone' order='1' own='maybe'/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<tutorial id='a' for='everyone' order='1' first=''/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { HEAD "<step id='one' in='theirs'><say>C.</say></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { "<lesson/>", COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { HEAD "<title>A</title>" STEP "</tutorial>", COFFRET_TUTORIAL_ERROR_TWICE },
    { HEAD STEP STEP "</tutorial>", COFFRET_TUTORIAL_ERROR_TWICE },
    { HEAD "<step><say>C.</say></step></tutorial>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<step id='one'/></tutorial>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<step id='one'><say> </say></step></tutorial>", COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<step id='one'><say>A<b>c</b></say></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { HEAD "<step id='one' done='soon'><say>C.</say></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { HEAD "<step id='one'><say>C.</say><otherwise>D.</otherwise></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<step id='one'><say>C.</say><otherwise when='more money'>D.</otherwise></step>"
           "</tutorial>",
      COFFRET_TUTORIAL_ERROR_UNKNOWN },
    { HEAD "<step id='one' show='type'><say>C.</say></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_MISSING },
    { HEAD "<step id='one'><say>C.</say><say>D.</say><say>E.</say><say>F.</say></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_TOO_LARGE },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]>" HEAD "<step id='one'><say>&b;</say></step></tutorial>",
      COFFRET_TUTORIAL_ERROR_SYNTAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].text);
    g_assert_null (read_text (cases[i].text, &error));
    g_assert_error (error, COFFRET_TUTORIAL_ERROR, (int) cases[i].code);
  }
}

static void
test_bounds (void)
{
  g_autoptr (GString) steps = g_string_new (HEAD);
  g_autofree char *word = g_strnfill (COFFRET_MARKUP_MAX_TEXT + 1, 'x');
  g_autofree char *wordy =
    g_strconcat (HEAD "<step id='one'><say>", word, "</say></step></tutorial>", NULL);
  g_autofree char *space = g_strnfill (COFFRET_MARKUP_MAX_BYTES, ' ');
  g_autofree char *large = g_strconcat (WHOLE, space, NULL);
  const char *const texts[] = { wordy, large };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text (texts[i], &error));
    g_assert_error (error, COFFRET_TUTORIAL_ERROR, COFFRET_TUTORIAL_ERROR_TOO_LARGE);
  }
  for (int i = 0; i <= COFFRET_TUTORIAL_MAX_STEPS; i++) {
    g_autofree char *whole = g_strconcat (steps->str, "</tutorial>", NULL);
    g_autoptr (CoffretTutorial) tutorial = i > 0 ? read_text (whole, NULL) : NULL;

    g_assert_true ((tutorial != NULL) == (i > 0));
    g_string_append_printf (steps, "<step id='s%d'><say>C.</say></step>", i);
  }
  g_string_append (steps, "</tutorial>");
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_text (steps->str, &error));
    g_assert_error (error, COFFRET_TUTORIAL_ERROR, COFFRET_TUTORIAL_ERROR_TOO_LARGE);
  }
}

/* Cut off anywhere, a file is refused and nothing of it stays. */
static void
test_cut (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (WHOLE, strlen (WHOLE));

  for (gsize length = 0; length < strlen (WHOLE); length++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, length);
    g_autoptr (GError) error = NULL;

    g_assert_null (coffret_tutorial_new (part, &error));
    g_assert_true (error->domain == COFFRET_TUTORIAL_ERROR);
  }
}

static void
test_ours (void)
{
  static const char *const wanted[] = {
    "what-this-is",       "first-credential",       "is-it-real",      "find-something",
    "make-a-compartment", "hide-a-grade",           "print-a-qr-code", "recovery-sheet",
    "new-computer",       "share-with-an-employer", "demonstration"
  };
  g_autoptr (GPtrArray) tutorials = coffret_tutorials_list ();
  guint order = 0;

  g_assert_cmpuint (tutorials->len, >=, 11);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (coffret_tutorials_find (tutorials, wanted[i]));
  g_assert_null (coffret_tutorials_find (tutorials, "nothing of the kind"));
  for (guint i = 0; i < tutorials->len; i++) {
    const CoffretTutorial *tutorial = g_ptr_array_index (tutorials, i);

    g_assert_cmpuint (tutorial->order, >, order);
    order = tutorial->order;
    g_assert_cmpuint (tutorial->steps->len, >=, 3);
    /* What the learner is to do can be shown, and is noticed. */
    for (guint k = 0; k < tutorial->steps->len; k++) {
      const CoffretTutorialStep *step = g_ptr_array_index (tutorial->steps, k);

      g_test_message ("%s: %s", tutorial->id, step->id);
      if (step->where != COFFRET_TUTORIAL_IN_OWN)
        g_assert_true ((step->done != NULL) == (step->show != NULL));
      if (step->show != NULL && strchr (step->show, '.') != NULL) {
        g_autofree char *name = NULL;
        g_autoptr (GVariant) target = NULL;

        g_assert_true (g_action_parse_detailed_name (step->show, &name, &target, NULL));
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tutorials/whole", test_whole);
  g_test_add_func ("/tutorials/refused", test_refused);
  g_test_add_func ("/tutorials/bounds", test_bounds);
  g_test_add_func ("/tutorials/cut", test_cut);
  g_test_add_func ("/tutorials/ours", test_ours);
  return g_test_run ();
}
