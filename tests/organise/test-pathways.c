/* Pathways: what a definition says, how far the holder is, and what is refused. */
#include "organise-testing.h"

#include "organise/planning.h"
#include "organise/proposing.h"
#include "organise/undo.h"

#define NOW "2026-06-15T12:00:00Z"

static CoffretSession *
session_with_three (void)
{
  CoffretSession *session = testing_session ();
  g_autofree char *texts[] = {
    testing_credential (1, "Wound care", "2026-01-01"),
    testing_credential (2, "Éthique", "2026-01-02"),
    testing_credential_with (3, "First aid", "2020-01-02",
                             "\"validUntil\":\"2023-01-02T00:00:00Z\","),
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (CoffretImport) job = coffret_session_import (session, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));

    coffret_import_add_bytes (job, bytes, "typed.json");
    testing_wait (coffret_import_start (job));
    g_clear_pointer (&texts[i], g_free);
  }
  return session;
}

static CoffretPathwayPlan *
read_plan (const char *text)
{
  g_autoptr (GError) error = NULL;
  CoffretPathwayPlan *plan = coffret_pathway_plan_read (text, strlen (text), &error);

  g_assert_no_error (error);
  return plan;
}

static void
save (CoffretSession *session, const char *text)
{
  g_autoptr (CoffretPathwayPlan) plan = read_plan (text);

  testing_wait (coffret_session_save_pathway (session, NULL, plan));
}

/* "name done/needs: state(ids) …", of all of them. */
static void
assert_progress (CoffretSession *session, const char *expected)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  GPtrArray *list;

  testing_await (coffret_session_judge_pathways (session, coffret_instant_parse (NOW), NULL),
                 &value, &error);
  g_assert_no_error (error);
  list = g_value_get_boxed (&value);
  for (guint i = 0; i < list->len; i++) {
    const CoffretPathwayProgress *progress = g_ptr_array_index (list, i);

    g_string_append_printf (all, "%s%s %u/%u:", i > 0 ? "|" : "", progress->plan->name,
                            progress->done, progress->plan->needs);
    for (guint j = 0; j < progress->steps->len; j++) {
      const CoffretStepProgress *step = g_ptr_array_index (progress->steps, j);

      g_string_append_printf (all, " %c%u", "-~+"[step->state], step -> ids -> len);
    }
  }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
test_progress (void)
{
  CoffretSession *session = session_with_three ();
  g_autoptr (GPtrArray) one = testing_list (testing_entry (session, "Wound care"), NULL);

  save (session, "{\"coffretPathway\":1,\"name\":\"P\",\"builds\":\"Diploma\",\"steps\":["
                 "{\"of\":[{\"title\":\"wound CARE\"}]},"
                 "{\"of\":[{\"title\":\"Ethique\"}]},"
                 "{\"of\":[{\"title\":\"First aid\"}]},"
                 "{\"of\":[{\"title\":\"Nothing\"}]},"
                 "{\"optional\":true,\"of\":[{\"title\":\"Éthique\"}]}]}");
  assert_progress (session, "P 2/4: +1 +1 ~1 -0 +1");
  testing_wait (coffret_session_trash (session, one));
  assert_progress (session, "P 1/4: -0 +1 ~1 -0 +1");
  testing_end (session);
}

/* Two of three, and no credential counts for two of them. */
static void
test_needs (void)
{
  CoffretSession *session = session_with_three ();

  save (session, "{\"coffretPathway\":1,\"name\":\"P\",\"needs\":1,\"steps\":["
                 "{\"name\":\"S\",\"needs\":2,\"of\":[{\"title\":\"Wound care\"},"
                 "{\"title\":\"Wound care\"},{\"title\":\"Nothing\"}]},"
                 "{\"name\":\"T\",\"needs\":2,\"of\":[{\"title\":\"Wound care\"},"
                 "{\"title\":\"Éthique\"},{\"title\":\"Nothing\"}]}]}");
  assert_progress (session, "P 1/1: -1 +2");
  testing_end (session);
}

/* An achievement by its id, an owner's own credential, and one that came under another id. */
static void
test_criteria (void)
{
  CoffretSession *session = session_with_three ();
  CoffretEntry *entry = testing_entry (session, "Wound care");
  g_autoptr (CoffretItem) item = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *text = NULL;
  const char *achievement;

  testing_await (coffret_session_read (session, entry), &value, NULL);
  item = coffret_item_ref (g_value_get_boxed (&value));
  achievement = json_string_value (
    coffret_json_follow (item->credential->document, "/credentialSubject/achievement/id"));
  g_assert_nonnull (achievement);
  text = g_strdup_printf (
    "{\"coffretPathway\":1,\"name\":\"P\",\"steps\":["
    "{\"name\":\"A\",\"of\":[{\"achievement\":\"%s\"}]},"
    "{\"name\":\"B\",\"of\":[{\"achievement\":\"%s\",\"title\":\"Éthique\"}]},"
    "{\"name\":\"C\",\"of\":[{\"credential\":\"%s\"}]},"
    "{\"name\":\"D\",\"of\":[{\"credential\":\"elsewhere\",\"title\":\"Wound care\"}]},"
    "{\"name\":\"E\",\"of\":[{\"credential\":\"elsewhere\",\"title\":\"Wound care\","
    "\"issuer\":\"%s\"}]},"
    "{\"name\":\"F\",\"of\":[{\"title\":\"Wound care\",\"issuer\":\"Somebody else\"}]}]}",
    achievement, achievement, coffret_entry_get_id (entry), coffret_entry_get_issuer (entry));
  save (session, text);
  assert_progress (session, "P 3/6: +1 -0 +1 -0 +1 -0");
  testing_end (session);
}

/* One step of undo each; the order is that of making. */
static void
test_undo (void)
{
  CoffretSession *session = session_with_three ();
  CoffretUndo *undo = coffret_session_get_undo (session);
  CoffretPlans *plans = coffret_library_get_plans (coffret_session_get_library (session));
  g_autoptr (CoffretPathwayPlan) plan = coffret_pathway_plan_new ("Mine");
  g_autofree char *id = NULL;
  const CoffretPathwayRow *row;

  coffret_pathway_step_add (coffret_pathway_plan_add (plan, "Wound care", NULL, NULL), "Éthique",
                            NULL, NULL);
  testing_wait (coffret_session_save_pathway (session, NULL, plan));
  assert_progress (session, "Mine 1/1: +2");
  row = g_ptr_array_index (coffret_plans_get_pathways (plans), 0);
  id = g_strdup (row->id);
  g_set_str (&plan->name, "Yours");
  testing_wait (coffret_session_save_pathway (session, id, plan));
  assert_progress (session, "Yours 1/1: +2");
  testing_wait (coffret_undo_undo (undo));
  assert_progress (session, "Mine 1/1: +2");
  testing_wait (coffret_session_remove_pathway (session, id));
  assert_progress (session, "");
  testing_wait (coffret_undo_undo (undo));
  testing_wait (coffret_undo_undo (undo));
  assert_progress (session, "");
  testing_wait (coffret_undo_redo (undo));
  assert_progress (session, "Mine 1/1: +2");
  testing_end (session);
}

static void
test_round (void)
{
  static const char text[] =
    "{\"coffretPathway\":1,\"name\":\"P\",\"builds\":\"D\",\"needs\":1,\"unknown\":[1],\"steps\":["
    "{\"name\":\"A\",\"needs\":2,\"of\":[{\"skill\":\"S\"},{\"title\":\"T\",\"issuer\":\"I\"}]},"
    "{\"name\":\"B\",\"optional\":true,\"of\":[{\"achievement\":\"u\"}]},"
    "{\"name\":\"C\",\"of\":[{\"credential\":\"c\"}]}]}";
  g_autoptr (CoffretPathwayPlan) plan = read_plan (text);
  g_autofree char *once = coffret_pathway_plan_write (plan);
  g_autoptr (CoffretPathwayPlan) again = read_plan (once);
  g_autofree char *twice = coffret_pathway_plan_write (again);

  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpuint (again->needs, ==, 1);
  g_assert_cmpuint (((CoffretPathwayStep *) again->steps->pdata[0])->needs, ==, 2);
  g_assert_true (((CoffretPathwayStep *) again->steps->pdata[1])->optional);
  g_assert_null (strstr (once, "unknown"));
}

/* What is wrong is said with the place. */
static void
test_refused (void)
{
#define STEPS(of) "{\"coffretPathway\":1,\"name\":\"P\",\"steps\":[{\"name\":\"A\",\"of\":" of "}]}"
  static const struct {
    const char *text;
    int code;
    const char *where;
  } wrong[] = {
    { "", COFFRET_PATHWAY_ERROR_UNREADABLE, "(" },
    { "[]", COFFRET_PATHWAY_ERROR_WRONG, "/coffretPathway" },
    { "{\"coffretPathway\":2}", COFFRET_PATHWAY_ERROR_NEWER, "/coffretPathway" },
    { "{\"coffretPathway\":\"1\"}", COFFRET_PATHWAY_ERROR_WRONG, "/coffretPathway" },
    { "{\"coffretPathway\":1,\"steps\":[]}", COFFRET_PATHWAY_ERROR_WRONG, "/name" },
    { "{\"coffretPathway\":1,\"name\":7}", COFFRET_PATHWAY_ERROR_WRONG, "/name" },
    { "{\"coffretPathway\":1,\"name\":\" \"}", COFFRET_PATHWAY_ERROR_WRONG, "/name" },
    { "{\"coffretPathway\":1,\"name\":\"P\"}", COFFRET_PATHWAY_ERROR_WRONG, "/steps" },
    { "{\"coffretPathway\":1,\"name\":\"P\",\"steps\":[1]}", COFFRET_PATHWAY_ERROR_WRONG,
      "/steps/0" },
    { STEPS ("[]"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0" },
    { STEPS ("[3]"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0/of/0" },
    { STEPS ("[{}]"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0/of/0" },
    { STEPS ("[{\"issuer\":\"I\"}]"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0/of/0" },
    { STEPS ("[{\"title\":{}}]"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0/of/0/title" },
    { STEPS ("[{\"title\":\"T\"}],\"needs\":2"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0/needs" },
    { STEPS ("[{\"title\":\"T\"}],\"needs\":0"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0/needs" },
    { STEPS ("[{\"title\":\"T\"}],\"optional\":1"), COFFRET_PATHWAY_ERROR_WRONG, "/steps/0" },
    { STEPS ("[{\"title\":\"T\"}],\"optional\":true"), COFFRET_PATHWAY_ERROR_WRONG, "/steps" },
    { "{\"coffretPathway\":1,\"name\":\"P\",\"name\":\"Q\"}", COFFRET_PATHWAY_ERROR_UNREADABLE,
      "(" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", wrong[i].text);
    g_assert_null (coffret_pathway_plan_read (wrong[i].text, strlen (wrong[i].text), &error));
    g_assert_error (error, COFFRET_PATHWAY_ERROR, wrong[i].code);
    g_assert_nonnull (strstr (error->message, wrong[i].where));
  }
}

/* Too much of anything. */
static void
test_bounds (void)
{
  g_autoptr (GString) steps = g_string_new ("{\"coffretPathway\":1,\"name\":\"P\",\"steps\":[");
  g_autofree char *large = g_strnfill (COFFRET_PATHWAY_MAX_BYTES + 1, ' ');
  g_autoptr (GError) error = NULL;

  g_assert_null (coffret_pathway_plan_read (large, strlen (large), &error));
  g_assert_error (error, COFFRET_PATHWAY_ERROR, COFFRET_PATHWAY_ERROR_UNREADABLE);
  g_clear_error (&error);
  for (guint i = 0; i <= COFFRET_PATHWAY_MAX_STEPS; i++)
    g_string_append_printf (steps, "%s{\"of\":[{\"title\":\"T\"}]}", i > 0 ? "," : "");
  g_string_append (steps, "]}");
  g_assert_null (coffret_pathway_plan_read (steps->str, steps->len, &error));
  g_assert_error (error, COFFRET_PATHWAY_ERROR, COFFRET_PATHWAY_ERROR_WRONG);
}

#define PART(id, name)                                                                             \
  "{\"type\":[\"VerifiableCredential\"],\"credentialSubject\":{\"achievement\":{\"id\":\"" id      \
  "\",\"name\":\"" name "\"}}}"
#define TIE(kind, source, target)                                                                  \
  "{\"associationType\":\"" kind "\",\"sourceId\":\"" source "\",\"targetId\":\"" target "\"}"

/* "name: step(criteria) …" of each, as the document MEMBERS of a record's subject have it. */
static void
assert_proposed (const char *members, const char *expected)
{
  g_autofree char *text = g_strdup_printf ("{\"credentialSubject\":{%s}}", members);
  CoffretCredential credential = { .document = json_loads (text, 0, NULL) };
  g_autoptr (GPtrArray) plans = coffret_pathways_propose (&credential, "mine");
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < plans->len; i++) {
    const CoffretPathwayPlan *plan = g_ptr_array_index (plans, i);
    g_autofree char *definition = coffret_pathway_plan_write (plan);
    g_autoptr (CoffretPathwayPlan) read = read_plan (definition);

    g_assert_cmpstr (read->builds, ==, plan->name);
    g_assert_cmpuint (read->needs, ==, plan->steps->len);
    g_string_append_printf (all, "%s%s:", i > 0 ? "; " : "", read->name);
    for (guint j = 0; j < read->steps->len; j++) {
      const CoffretPathwayStep *step = g_ptr_array_index (read->steps, j);
      const CoffretCriterion *last = g_ptr_array_index (step->of, step->of->len - 1);

      g_string_append_printf (all, " %s%s", step->name,
                              g_strcmp0 (last->credential, "mine") == 0 ? "!" : "");
    }
  }
  g_assert_cmpstr (all->str, ==, expected);
  json_decref (credential.document);
}

/* What a record says builds what; in the order in which it follows; what it holds is marked. */
static void
test_proposed (void)
{
  const char *parts = "\"verifiableCredential\":[" PART ("a", "A") "," PART (
    "b", "B") "],"
              "\"achievement\":[{\"id\":\"c\",\"name\":\"C\"},"
              "{\"id\":\"w\",\"name\":\"Whole\"},{\"name\":\"no id\"}],";
  const struct {
    const char *ties;
    const char *expected;
  } cases[] = {
    { TIE ("isPartOf", "a", "w") "," TIE ("isChildOf", "b", "w") "," TIE ("isParentOf", "w", "c"),
      "Whole: A! B! C" },
    { TIE ("isPartOf", "a", "w") "," TIE ("isPartOf", "b", "w") "," TIE ("precedes", "b", "a"),
      "Whole: B! A!" },
    /* A circle, the same twice, what is not there, itself, and what builds nothing. */
    { TIE ("isPartOf", "a", "w") "," TIE ("isPartOf", "b", "w") "," TIE (
        "precedes", "b", "a") "," TIE ("precedes", "a", "b") "," TIE ("isPartOf", "a", "w"),
      "Whole: B! A!" },
    { TIE ("isPartOf", "a", "w") "," TIE ("isPartOf", "x", "w") "," TIE ("isPartOf", "w", "w"),
      "" },
    { TIE ("isRelatedTo", "a", "w") "," TIE ("isPeerOf", "b", "w") ",5,{\"associationType\":7}",
      "" },
    { TIE ("isPartOf", "a", "c") "," TIE ("isPartOf", "b", "c") "," TIE (
        "isPartOf", "c", "w") "," TIE ("isPartOf", "b", "w"),
      "C: A! B!; Whole: C B!" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *members = g_strdup_printf ("%s\"association\":[%s]", parts, cases[i].ties);

    assert_proposed (members, cases[i].expected);
  }
  assert_proposed ("\"association\":[" TIE ("isPartOf", "a", "b") "]", "");
  assert_proposed ("\"id\":\"nobody\"", "");
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/organise/pathways/" #name, test_##name)
  ADD (progress);
  ADD (needs);
  ADD (criteria);
  ADD (undo);
  ADD (round);
  ADD (refused);
  ADD (bounds);
  ADD (proposed);
  return g_test_run ();
}
