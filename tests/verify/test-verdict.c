/* The design's table of verdicts, spelled out whole: every combination of answers against the rows
 * as the design has them, each row a predicate of its own and none with a look at the others. */
#include "verify/verdict.h"

#include <string.h>

#define N_ANSWERS 4

/* What the rows are written with: y, n, u and - for not applicable. */
typedef struct {
  char format, proof, coverage, binding, issuer, dates, status, subject;
  gboolean suspended, early;
} Answers;

static gboolean
is_malformed (const Answers *a)
{
  return a->format == 'n';
}

static gboolean
is_unsigned (const Answers *a)
{
  return a->proof == '-';
}

static gboolean
is_invalid (const Answers *a)
{
  return a->proof == 'n' || a->binding == 'n';
}

static gboolean
is_unchecked (const Answers *a)
{
  return a->proof == 'u' || a->binding == 'u' || a->coverage != 'y';
}

static gboolean
is_revoked (const Answers *a)
{
  return a->status == 'n' && !a->suspended;
}

static gboolean
is_suspended (const Answers *a)
{
  return a->status == 'n' && a->suspended;
}

static gboolean
is_expired (const Answers *a)
{
  return a->dates == 'n' && !a->early;
}

static gboolean
is_not_yet_valid (const Answers *a)
{
  return a->dates == 'n' && a->early;
}

static gboolean
is_signed (const Answers *a)
{
  return a->issuer != 'y';
}

static gboolean
is_unconfirmed (const Answers *a)
{
  return a->status == 'u' || a->dates == 'u';
}

static gboolean
is_verified (const Answers *a)
{
  const char all[] = { a->proof, a->coverage, a->binding, a->issuer, a->dates, a->status, '\0' };

  return strspn (all, "y-") == strlen (all);
}

static const struct {
  const char *verdict;
  gboolean (*applies) (const Answers *answers);
} table[] = {
  { "malformed", is_malformed }, { "unsigned", is_unsigned },
  { "invalid", is_invalid },     { "unchecked", is_unchecked },
  { "revoked", is_revoked },     { "suspended", is_suspended },
  { "expired", is_expired },     { "not-yet-valid", is_not_yet_valid },
  { "signed", is_signed },       { "unconfirmed", is_unconfirmed },
  { "verified", is_verified },
};

static void
test_table (void)
{
  static const struct {
    char letter;
    CoffretAnswer answer;
  } letters[N_ANSWERS] = {
    { 'y', COFFRET_ANSWER_YES },
    { 'n', COFFRET_ANSWER_NO },
    { 'u', COFFRET_ANSWER_UNKNOWN },
    { '-', COFFRET_ANSWER_NOT_APPLICABLE },
  };
  guint counts[G_N_ELEMENTS (table)] = { 0 };
  guint total = 1 << (2 * COFFRET_N_CHECKS + 2);

  for (guint n = 0; n < total; n++) {
    CoffretCheck checks[COFFRET_N_CHECKS] = { 0 };
    char shown[COFFRET_N_CHECKS + 1] = "";
    Answers answers;
    guint row = 0;
    const char *verdict;

    for (guint i = 0; i < COFFRET_N_CHECKS; i++) {
      guint digit = (n >> (2 * i)) & 3;

      checks[i].answer = letters[digit].answer;
      shown[i] = letters[digit].letter;
    }
    answers = (Answers) {
      .format = shown[COFFRET_CHECK_FORMAT],
      .proof = shown[COFFRET_CHECK_PROOF],
      .coverage = shown[COFFRET_CHECK_COVERAGE],
      .binding = shown[COFFRET_CHECK_BINDING],
      .issuer = shown[COFFRET_CHECK_ISSUER],
      .dates = shown[COFFRET_CHECK_DATES],
      .status = shown[COFFRET_CHECK_STATUS],
      .subject = shown[COFFRET_CHECK_SUBJECT],
      .suspended = (n >> (2 * COFFRET_N_CHECKS)) & 1,
      .early = (n >> (2 * COFFRET_N_CHECKS + 1)) & 1,
    };
    checks[COFFRET_CHECK_STATUS].code = answers.suspended ? "suspended" : "revoked";
    checks[COFFRET_CHECK_DATES].code = answers.early ? "not-yet-valid" : "expired";

    /* The first that applies; one always does. */
    while (row < G_N_ELEMENTS (table) && !table[row].applies (&answers))
      row++;
    g_assert_cmpuint (row, <, G_N_ELEMENTS (table));
    counts[row]++;
    verdict = coffret_verdict_to_id (coffret_verdict_decide (checks));
    if (strcmp (verdict, table[row].verdict) != 0)
      g_error ("%s: %s, should be %s", shown, verdict, table[row].verdict);
  }
  for (guint row = 0; row < G_N_ELEMENTS (table); row++)
    g_assert_cmpuint (counts[row], >, 0);
}

/* The way up to the check mark, one answer at a time: what a reader of the table would try first.
 */
static void
test_walk (void)
{
  CoffretCheck checks[COFFRET_N_CHECKS] = { 0 };

  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_UNSIGNED);
  for (guint i = 0; i < COFFRET_N_CHECKS; i++)
    checks[i].answer = COFFRET_ANSWER_YES;
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_VERIFIED);
  checks[COFFRET_CHECK_SUBJECT].answer = COFFRET_ANSWER_NO;
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_VERIFIED);
  checks[COFFRET_CHECK_STATUS].answer = COFFRET_ANSWER_UNKNOWN;
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_UNCONFIRMED);
  checks[COFFRET_CHECK_ISSUER].answer = COFFRET_ANSWER_NO;
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_SIGNED);
  checks[COFFRET_CHECK_STATUS].answer = COFFRET_ANSWER_NO;
  checks[COFFRET_CHECK_STATUS].code = "revoked";
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_REVOKED);
  checks[COFFRET_CHECK_COVERAGE].answer = COFFRET_ANSWER_NO;
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_UNCHECKED);
  checks[COFFRET_CHECK_BINDING].answer = COFFRET_ANSWER_NO;
  g_assert_cmpint (coffret_verdict_decide (checks), ==, COFFRET_VERDICT_INVALID);
}

static void
test_ids (void)
{
  CoffretVerdict verdict;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++) {
    g_assert_true (coffret_verdict_from_id (table[i].verdict, &verdict));
    g_assert_cmpstr (coffret_verdict_to_id (verdict), ==, table[i].verdict);
  }
  g_assert_false (coffret_verdict_from_id ("genuine", &verdict));
  g_assert_false (coffret_verdict_from_id (NULL, &verdict));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/table", test_table);
  g_test_add_func ("/verdict/walk", test_walk);
  g_test_add_func ("/verdict/ids", test_ids);
  return g_test_run ();
}
