/* Answers, their codes and their sentences. */
#include "verify/check.h"
#include "verify/codes.h"

#include <string.h>

static void
test_names (void)
{
  static const char *const ids[] = { "format", "proof", "coverage", "binding",
                                     "issuer", "dates", "status",   "subject" };
  static const char *const answers[] = { "not-applicable", "yes", "no", "unknown" };
  CoffretCheckId id;
  CoffretAnswer answer;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autofree char *question = coffret_check_question ((CoffretCheckId) i);

    g_assert_cmpstr (coffret_check_id_to_string ((CoffretCheckId) i), ==, ids[i]);
    g_assert_true (coffret_check_id_from_string (ids[i], &id));
    g_assert_cmpuint (id, ==, i);
    g_assert_true (g_str_has_suffix (question, "?"));
  }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_assert_cmpstr (coffret_answer_to_string ((CoffretAnswer) i), ==, answers[i]);
    g_assert_true (coffret_answer_from_string (answers[i], &answer));
    g_assert_cmpuint (answer, ==, i);
  }
  g_assert_false (coffret_check_id_from_string ("Format", &id));
  g_assert_false (coffret_check_id_from_string (NULL, &id));
  g_assert_false (coffret_answer_from_string ("", &answer));
}

/* Each code stands once, has whole sentences, and names nothing that could not be put in. */
static void
test_codes (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (const CoffretCode *code = coffret_codes; code->code != NULL; code++) {
    CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };
    g_autofree char *full = NULL;
    g_autofree char *plain = NULL;

    g_test_message ("%s", code->code);
    g_assert_true (g_hash_table_add (seen, (gpointer) code->code));
    g_assert_true (coffret_check_find_code (code->code) == code->code);

    coffret_check_set (&check, COFFRET_ANSWER_NO, code->code, NULL, NULL);
    plain = coffret_check_sentence (COFFRET_CHECK_PROOF, &check);
    g_assert_null (strchr (plain, '{'));
    g_assert_true (strchr (".?", plain[strlen (plain) - 1]) != NULL);

    coffret_check_set (&check, COFFRET_ANSWER_NO, code->code, "2026-05-12T00:00:00Z", NULL);
    check.by = g_strdup ("list");
    check.as_of = coffret_instant_parse ("2026-01-02T00:00:00Z");
    full = coffret_check_sentence (COFFRET_CHECK_PROOF, &check);
    g_assert_null (strchr (full, '{'));
    g_assert_true ((code->plain == NULL) == (strcmp (full, plain) == 0));
    coffret_check_clear (&check);
  }
  g_assert_null (coffret_check_find_code (NULL));
  g_assert_null (coffret_check_find_code ("Revoked"));
}

static void
test_sentences (void)
{
  CoffretCheck check = { .as_of = COFFRET_INSTANT_NONE };
  CoffretCheck copy = { 0 };
  g_autofree char *known = NULL;
  g_autofree char *hostile = NULL;
  g_autofree char *dated = NULL;
  g_autofree char *undated = NULL;

  coffret_check_set (&check, COFFRET_ANSWER_YES, "in-registry", "Collège Boréalis", NULL);
  check.by = g_strdup ("DCC");
  check.as_of = coffret_instant_parse ("2026-01-31");
  known = coffret_check_sentence (COFFRET_CHECK_ISSUER, &check);
  g_assert_cmpstr (known, ==,
                   "Issued by Collège Boréalis — recognised in the DCC registry of "
                   "31 January 2026.");
  coffret_check_copy (&copy, &check);
  g_assert_cmpstr (copy.by, ==, check.by);
  g_assert_cmpint (copy.as_of, ==, check.as_of);
  coffret_check_clear (&copy);

  /* A name that looks like a place is a name. */
  coffret_check_set (&check, COFFRET_ANSWER_YES, "trusted", "{date} %s {subject}", NULL);
  g_assert_null (check.by);
  hostile = coffret_check_sentence (COFFRET_CHECK_ISSUER, &check);
  g_assert_cmpstr (hostile, ==,
                   "Issued by {date} %s {subject}. You said that you know this issuer.");

  coffret_check_set (&check, COFFRET_ANSWER_NO, "expired", "2026-05-12T00:00:00Z", NULL);
  dated = coffret_check_sentence (COFFRET_CHECK_DATES, &check);
  g_assert_cmpstr (dated, ==, "It was valid until 12 May 2026.");
  coffret_check_set (&check, COFFRET_ANSWER_NO, "expired", "some day", NULL);
  undated = coffret_check_sentence (COFFRET_CHECK_DATES, &check);
  g_assert_cmpstr (undated, ==, "It is not valid any more.");
  coffret_check_clear (&check);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/names", test_names);
  g_test_add_func ("/check/codes", test_codes);
  g_test_add_func ("/check/sentences", test_sentences);
  return g_test_run ();
}
