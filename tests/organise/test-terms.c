/* What is typed into the search, and what it means. */
#include "organise/terms.h"

#include <libdex.h>
#include <string.h>

static CoffretRow *
row_new (void)
{
  g_autoptr (CoffretCredential) credential = coffret_credential_new ("ob3");
  CoffretSkill *skill = coffret_skill_new ();
  const CoffretItem item = {
    .place = (char *) "",
    .envelope = (char *) "vc2",
    .digest = (char *) "d",
    .credential = credential,
  };
  g_autoptr (CoffretRecord) record = NULL;

  credential->kind = COFFRET_KIND_MICRO_CREDENTIAL;
  credential->title = coffret_text_new ("fr", "Soins des plaies");
  credential->issuer = coffret_profile_new ();
  credential->issuer->name = coffret_text_new ("fr", "Collège « du » \"Grand\" Nord");
  coffret_text_add (credential->issuer->name, "en", "Far North College");
  credential->awarded = coffret_instant_parse ("2025-05-12");
  skill->name = coffret_text_new ("", "Pansements");
  g_ptr_array_add (credential->skills, skill);
  record = coffret_record_new (&item, "o", "a.json");
  return coffret_row_new (record, NULL);
}

static void
test_match (void)
{
  static const struct {
    const char *words;
    gboolean found;
  } cases[] = {
    { NULL, TRUE },
    { "", TRUE },
    { "  ", TRUE },
    { "plaies", TRUE },
    { "SOINS  nord", TRUE },
    { "soins brûlures", FALSE },
    { "issuer:college", TRUE },
    { "issuer:soins", FALSE },
    { "ISSUER:north", TRUE },
    { "issuer:\"far north college\"", TRUE },
    { "issuer:\"far north\"", FALSE },
    { "issuer:\"Collège « du » \"\"Grand\"\" Nord\"", TRUE },
    { "issuer:\"Collège « du » \"\"Grand\"\" Nord\" plaies", TRUE },
    { "issuer:\"Collège « du » \"\"Grand\"\" Nord\" brûlures", FALSE },
    { "issuer:", TRUE },
    { "issuer:\"", TRUE },
    { "issuer:\"far north college", TRUE },
    { "type:micro", TRUE },
    { "type:\"micro-credential\"", TRUE },
    { "type:\"micro\"", FALSE },
    { "type:badge", FALSE },
    { "year:2025", TRUE },
    { "year:20", TRUE },
    { "year:\"20\"", FALSE },
    { "year:2024", FALSE },
    { "skill:pansement", TRUE },
    { "skill:\"pansements\"", TRUE },
    { "skill:plaies", FALSE },
    { "skill:pansement year:2025 type:micro nord", TRUE },
    { "skill:pansement year:2024", FALSE },
    /* No key of ours: a word like any other. */
    { "colour:blue", FALSE },
    { "\"plaies\"", FALSE },
  };
  g_autoptr (CoffretRow) row = row_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretTerms) terms = coffret_terms_new (cases[i].words);

    g_test_message ("%s", cases[i].words);
    g_assert_true (coffret_terms_match (terms, row) == cases[i].found);
  }
}

/* What is quoted is found again, whatever is in it. */
static void
test_quote (void)
{
  g_autoptr (CoffretRow) row = row_new ();
  g_autofree char *quoted = coffret_terms_quote (COFFRET_TERM_ISSUER, row->issuer);
  g_autofree char *year = coffret_terms_quote (COFFRET_TERM_YEAR, "2025");
  g_autofree char *both = g_strconcat (year, " ", quoted, NULL);
  g_autoptr (CoffretTerms) terms = coffret_terms_new (both);

  g_assert_cmpstr (year, ==, "year:\"2025\"");
  g_assert_nonnull (strstr (quoted, "\"\"Grand\"\""));
  g_assert_true (coffret_terms_match (terms, row));
}

/* A search of nothing but odd characters ends. */
static void
test_odd (void)
{
  g_autoptr (CoffretRow) row = row_new ();

  for (guint i = 0; i < 2000; i++) {
    char words[24];
    g_autoptr (CoffretTerms) terms = NULL;

    for (guint j = 0; j < sizeof words - 1; j++)
      words[j] = "\" :issuer\xc3\xa9"[g_test_rand_int_range (0, 11)];
    words[sizeof words - 1] = '\0';
    terms = coffret_terms_new (words);
    coffret_terms_match (terms, row);
  }
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organise/terms/match", test_match);
  g_test_add_func ("/organise/terms/quote", test_quote);
  g_test_add_func ("/organise/terms/odd", test_odd);
  return g_test_run ();
}
