/* The code of the recovery sheet: what is forgiven, and that no slip goes unnoticed. */
#include "vault/recovery-code.h"
#include "vault-testing.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static CoffretSecret *
parse (const char *text, guint *group, GError **error)
{
  return coffret_recovery_code_parse (text, strlen (text), group, error);
}

static char *
written (CoffretSecret *code)
{
  g_autoptr (CoffretSecret) text = coffret_recovery_code_write (code);

  return g_strndup ((const char *) coffret_secret_bytes (text), coffret_secret_length (text));
}

static void
assert_same (const char *typed, CoffretSecret *code)
{
  g_autoptr (GError) error = NULL;
  guint group = 7;
  g_autoptr (CoffretSecret) found = parse (typed, &group, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (group, ==, 0);
  g_assert_true (coffret_secret_equal (found, code));
}

static void
test_round_trip (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 500; i++) {
    g_autoptr (CoffretSecret) code = coffret_recovery_code_new ();
    g_autofree char *text = written (code);
    g_auto (GStrv) groups = g_strsplit (text, "-", 0);
    g_autofree char *lower = g_ascii_strdown (text, -1);
    g_autofree char *lines =
      g_strdup_printf (" %s %s %s\r\n%s\t%s \xc2\xa0%s\n", groups[0], groups[1], groups[2],
                       groups[3], groups[4], groups[5]);
    g_autofree char *bare = g_strjoinv ("", groups);

    g_assert_cmpuint (strlen (text), ==, COFFRET_RECOVERY_CODE_WRITTEN_LENGTH);
    g_assert_cmpuint (g_strv_length (groups), ==, COFFRET_RECOVERY_CODE_GROUPS);
    for (const char *sign = bare; *sign; sign++)
      g_assert_nonnull (strchr (alphabet, *sign));
    assert_same (text, code);
    assert_same (lower, code);
    assert_same (lines, code);
    assert_same (bare, code);
    for (guint j = 0; groups[j] != NULL; j++) {
      gsize length;
      const char *group = coffret_recovery_code_group (code, j + 1, &length);
      g_autofree char *spaced = g_strdup_printf (" %c-%s ", groups[j][0], groups[j] + 1);
      g_assert_cmpmem (group, length, groups[j], strlen (groups[j]));
      g_assert_true (coffret_recovery_code_group_is (code, j + 1, spaced, strlen (spaced)));
      g_assert_false (coffret_recovery_code_group_is (code, j + 1, spaced, strlen (spaced) - 2));
      spaced[1] = spaced[1] == '7' ? '8' : '7';
      g_assert_false (coffret_recovery_code_group_is (code, j + 1, spaced, strlen (spaced)));
    }
    g_assert_true (g_hash_table_add (seen, g_steal_pointer (&bare)));
  }
}

/* Always the same code, so that a printed sheet opens the vault for ever: computed once by
 * hand (division of polynomials over GF(32)), not by this program. */
static void
test_frozen (void)
{
  const char *zeros = "0000-00000-0000-0000-00000-0000";
  const char *frozen = "0123-45678-9ABC-DEFG-HJKMN-PK62";
  g_autoptr (CoffretSecret) zero = parse (zeros, NULL, NULL);
  g_autoptr (CoffretSecret) code = parse (frozen, NULL, NULL);

  g_assert_nonnull (zero);
  g_assert_nonnull (code);
  assert_same ("OoOo oOoOo OOOO oooo ooooo oooo", zero);
  assert_same ("ol23 45678 9abc defg hjkmn pk62", code);
}

/* Every slip of one character is noticed, and its group named. */
static void
test_substitutions (void)
{
  guint noticed = 0, named = 0, tried = 0;

  for (guint round = 0; round < 40; round++) {
    g_autoptr (CoffretSecret) code = coffret_recovery_code_new ();
    g_autofree char *text = written (code);
    guint right = 1;

    for (char *sign = text; *sign; sign++) {
      char kept = *sign;
      if (kept == '-') {
        right++;
        continue;
      }
      for (const char *other = alphabet; *other; other++) {
        guint group = 0;
        g_autoptr (GError) error = NULL;
        g_autoptr (CoffretSecret) found = NULL;
        if (*other == kept)
          continue;
        *sign = *other;
        found = parse (text, &group, &error);
        tried++;
        noticed += found == NULL;
        named += group == right;
        g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
      }
      *sign = kept;
    }
  }
  g_test_message ("%u slips of one character: %u noticed, %u named", tried, noticed, named);
  g_assert_cmpuint (noticed, ==, tried);
  g_assert_cmpuint (named, ==, tried);
}

/* Two characters that changed places, neighbours or not. */
static void
test_transpositions (void)
{
  guint noticed = 0, tried = 0, neighbours = 0, named = 0;

  for (guint round = 0; round < 200; round++) {
    g_autoptr (CoffretSecret) code = coffret_recovery_code_new ();
    const char *right = (const char *) coffret_secret_bytes (code);

    for (guint i = 0; i < COFFRET_RECOVERY_CODE_LENGTH; i++)
      for (guint j = i + 1; j < COFFRET_RECOVERY_CODE_LENGTH; j++) {
        char typed[COFFRET_RECOVERY_CODE_LENGTH];
        guint group = 0;
        g_autoptr (CoffretSecret) found = NULL;
        if (right[i] == right[j])
          continue;
        memcpy (typed, right, sizeof typed);
        typed[i] = right[j];
        typed[j] = right[i];
        found = coffret_recovery_code_parse (typed, sizeof typed, &group, NULL);
        tried++;
        noticed += found == NULL;
        if (j == i + 1) {
          gsize length, start = 0;
          neighbours++;
          for (guint k = 1; k <= group; k++) {
            coffret_recovery_code_group (code, k, &length);
            if (k == group)
              named += i >= start && i < start + length;
            start += length;
          }
        }
      }
  }
  g_test_message ("%u pairs changed places: %u noticed; %u neighbours, %u named", tried, noticed,
                  neighbours, named);
  g_assert_cmpuint (noticed, ==, tried);
  g_assert_cmpuint (named, ==, neighbours);
}

/* Two and three wrong characters anywhere: never taken for a code, nor for one slip that is
 * elsewhere (two). */
static void
test_several (void)
{
  guint misled = 0, n = 20000;

  for (guint round = 0; round < n; round++) {
    g_autoptr (CoffretSecret) code = coffret_recovery_code_new ();
    const char *right = (const char *) coffret_secret_bytes (code);
    guint wrong = 2 + round % 2;
    char typed[COFFRET_RECOVERY_CODE_LENGTH];
    guint group = 0;
    g_autoptr (CoffretSecret) found = NULL;

    memcpy (typed, right, sizeof typed);
    for (guint made = 0; made < wrong;) {
      guint at = (guint) g_test_rand_int_range (0, COFFRET_RECOVERY_CODE_LENGTH);
      char other = alphabet[g_test_rand_int_range (0, 32)];
      if (typed[at] != right[at] || other == right[at])
        continue;
      typed[at] = other;
      made++;
    }
    found = coffret_recovery_code_parse (typed, sizeof typed, &group, NULL);
    g_assert_null (found);
    misled += wrong == 2 && group != 0;
  }
  g_test_message ("%u codes with two or three slips: all noticed, %u blamed on one group", n,
                  misled);
  g_assert_cmpuint (misled, <, n / 100);
}

static void
test_sentences (void)
{
  static const struct {
    const char *typed;
    guint group;
    const char *says;
  } tries[] = {
    { "", 0, "Type the code" },
    { " -- \n", 0, "Type the code" },
    { "0", 0, "26 characters, and 1 was" },
    { "0000-00000-0000-0000-00000-000", 6, "Group 6 is too short" },
    { "0000-000000-0000-0000-00000-0000", 2, "Group 2 is too short or too long" },
    { "0000000000000000000000000", 0, "and 25 were typed" },
    { "0000-00000-0000-00@0-00000-0000", 4, "Group 4 looks wrong" },
    { "0000-00000-0000-0000-0000\xc3\x89-0000", 5, "Group 5 looks wrong" },
    { "0000-00000-\xff\x30\x30\x30-0000-00000-0000", 3, "Group 3 looks wrong" },
    { "0000-01000-0000-0000-00000-0000", 2, "Group 2 looks wrong" },
    { "1230-00000-0000-0000-00000-0456", 0, "Compare each group" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autoptr (GError) error = NULL;
    guint group = 9;
    g_autoptr (CoffretSecret) found = parse (tries[i].typed, &group, &error);
    g_assert_null (found);
    g_assert_error (error, COFFRET_VAULT_ERROR, COFFRET_VAULT_ERROR_WRONG_KEY);
    g_assert_cmpuint (group, ==, tries[i].group);
    g_assert_nonnull (strstr (error->message, tries[i].says));
  }
}

/* Anything at all may be pasted. */
static void
test_hostile (void)
{
  for (guint i = 0; i < 20000; i++) {
    char typed[600];
    guint group;
    gsize length = (gsize) g_test_rand_int_range (0, sizeof typed);
    g_autoptr (CoffretSecret) found = NULL;
    for (gsize j = 0; j < length; j++)
      typed[j] = (char) g_test_rand_int_range (0, 256);
    found = coffret_recovery_code_parse (typed, length, &group, NULL);
    g_assert_null (found);
    g_assert_cmpuint (group, <=, COFFRET_RECOVERY_CODE_GROUPS);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add_func ("/vault/recovery-code/" #name, test_##name)
  ADD (round_trip);
  ADD (frozen);
  ADD (substitutions);
  ADD (transpositions);
  ADD (several);
  ADD (sentences);
  ADD (hostile);
  return g_test_run ();
}
