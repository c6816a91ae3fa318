/* What is typed into the search, and what it means. */
#include "organise/terms.h"

#include "organise/nearly.h"
#include "organise/span.h"
#include "organise/synonyms.h"

#include <libdex.h>
#include <string.h>

/* What is asked is asked on this day. */
#define TODAY "2026-05-12"

static CoffretVocabulary *vocabulary;

static CoffretTerms *
terms_new (const char *words)
{
  return coffret_terms_new (words, NULL, coffret_instant_parse (TODAY), vocabulary);
}

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
  return coffret_row_new (record, NULL, vocabulary);
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
    /* A phrase, as it stands. */
    { "\"plaies\"", TRUE },
    { "\"soins des plaies\"", TRUE },
    { "\"des soins\"", FALSE },
    { "-\"des soins\"", TRUE },
    /* A word of French alone may be asked for in English, and the other way round. */
    { "wound care", TRUE },
    { "care wound", FALSE },
    { "microcertification", TRUE },
    { "micro-titres", TRUE },
    { "diploma", FALSE },
    { "type:micro-certification", TRUE },
    { "type:diplôme", FALSE },
    { "north college -plaies", FALSE },
    { "north college -brûlures", TRUE },
    { "-issuer:college", FALSE },
    { "-issuer:\"college\"", TRUE },
    { "-year:2024", TRUE },
    { "- plaies", TRUE },
    { "year:2019..2021", FALSE },
    { "year:2019..2025", TRUE },
    { "year:2025..", TRUE },
    { "year:>2024", TRUE },
    { "year:>2025", FALSE },
    { "year:<=2025", TRUE },
    { "year:<2025", FALSE },
    { "year:none", FALSE },
    { "-year:none", TRUE },
    { "awarded:2025-05", TRUE },
    { "awarded:2025-06", FALSE },
    { "awarded:2025-05-12", TRUE },
    { "awarded:<400d", TRUE },
    { "awarded:<90d", FALSE },
    { "awarded:>1y", FALSE },
    { "awarded:>11m", TRUE },
    { "awarded:>", TRUE },
    { "awarded:soon", FALSE },
    { "expires:never", TRUE },
    { "expires:<90d", FALSE },
    { "-expires:<90d", TRUE },
    { "expires:", TRUE },
    { "is:expired", FALSE },
    { "-is:expired", TRUE },
    { "is:purple", FALSE },
    { "has:note", FALSE },
    { "tag:none", TRUE },
    { "tag:work", FALSE },
    { "language:fr", TRUE },
    { "language:french", TRUE },
    { "language:français", TRUE },
    { "language:en", TRUE },
    { "language:de", FALSE },
    { "-language:german", TRUE },
    { "verdict:none", TRUE },
    { "verdict:verified", FALSE },
    { "in:none", TRUE },
    { "-in:none", FALSE },
    { "in:nursing", FALSE },
  };
  g_autoptr (CoffretRow) row = row_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretTerms) terms = terms_new (cases[i].words);

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
  g_autoptr (CoffretTerms) terms = terms_new (both);

  g_assert_cmpstr (year, ==, "year:\"2025\"");
  g_assert_nonnull (strstr (quoted, "\"\"Grand\"\""));
  g_assert_true (coffret_terms_match (terms, row));
}

/* Only what was slipped in is forgiven, and only where it is long enough. */
static void
test_slips (void)
{
  static const struct {
    const char *words;
    gboolean found;
  } cases[] = {
    { "plaeis", TRUE },
    { "plais", TRUE },
    { "plaaies", TRUE },
    { "plaius", TRUE },
    { "laies", TRUE },
    { "splaies", TRUE },
    { "pansmeents", TRUE },
    /* Two slips, */
    { "plieas", FALSE },
    { "lais", FALSE },
    { "pensemants", FALSE },
    /* a short word, a number, a phrase, what is not wanted, and what is no slip at all. */
    { "nrod", TRUE },
    { "nor", TRUE },
    { "dse", FALSE },
    { "2026", FALSE },
    { "\"plaeis\"", FALSE },
    { "plaies plaeis", TRUE },
    { "plaeis zebra", FALSE },
    /* A long word that is not yet at its end. */
    { "panesm", TRUE },
    { "paxsem", TRUE },
    { "pxxsme", FALSE },
    { "issuer:collgee", TRUE },
    { "issuer:plaeis", FALSE },
    { "skill:pansemnts", TRUE },
    { "skill:colege", FALSE },
  };
  g_autoptr (CoffretRow) row = row_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (CoffretTerms) terms = terms_new (cases[i].words);

    g_test_message ("%s", cases[i].words);
    g_assert_true (coffret_terms_match_nearly (terms, row) == cases[i].found);
  }
}

/* A list of short words against each other: what one slip is, found by trying all of them. */
static gboolean
one_slip (const char *a, const char *b)
{
  gsize length = strlen (a);

  if (g_str_equal (a, b))
    return TRUE;
  for (gsize i = 0; i <= length; i++) {
    for (char c = 'a'; c <= 'c'; c++) {
      g_autofree char *more = g_strdup_printf ("%.*s%c%s", (int) i, a, c, a + i);

      if (g_str_equal (more, b))
        return TRUE;
      if (i < length) {
        more[i + 1] = '\0';
        {
          g_autofree char *other = g_strconcat (more, a + i + 1, NULL);

          if (g_str_equal (other, b))
            return TRUE;
        }
      }
    }
    if (i < length) {
      g_autofree char *less = g_strdup_printf ("%.*s%s", (int) i, a, a + i + 1);

      if (g_str_equal (less, b))
        return TRUE;
    }
    if (i + 1 < length) {
      g_autofree char *turned = g_strdup (a);

      turned[i] = a[i + 1];
      turned[i + 1] = a[i];
      if (g_str_equal (turned, b))
        return TRUE;
    }
  }
  return FALSE;
}

static void
test_nearly (void)
{
  guint near = 0;

  for (guint i = 0; i < 20000; i++) {
    char a[6] = "", b[6] = "";

    for (gint j = g_test_rand_int_range (4, 6); j > 0; j--)
      a[j - 1] = (char) g_test_rand_int_range ('a', 'd');
    for (gint j = g_test_rand_int_range (3, 6); j > 0; j--)
      b[j - 1] = (char) g_test_rand_int_range ('a', 'd');
    near += one_slip (a, b);
    g_assert_true (coffret_nearly_has (b, a) == one_slip (a, b));
  }
  g_assert_cmpuint (near, >, 500);
  g_assert_true (coffret_nearly_has ("l'électricité", "électrcité"));
  g_assert_true (coffret_nearly_may ("soin"));
  g_assert_false (coffret_nearly_may ("cat"));
  g_assert_false (coffret_nearly_may ("level2"));
  g_assert_false (coffret_nearly_may ("micro-titre"));
}

static void
test_spans (void)
{
  static const struct {
    const char *text;
    gboolean past;
    const char *from; /* NULL: without an end on this side */
    const char *to;
  } spans[] = {
    { "2025", FALSE, "2025-01-01", "2025-12-31" },
    { "2024-02", FALSE, "2024-02-01", "2024-02-29" },
    { "2024-02-29", FALSE, "2024-02-29", "2024-02-29" },
    { "<2025", FALSE, NULL, "2024-12-31" },
    { "<=2025", FALSE, NULL, "2025-12-31" },
    { ">2025-06", FALSE, "2025-07-01", NULL },
    { ">=2025-06", FALSE, "2025-06-01", NULL },
    { "2019..2021", FALSE, "2019-01-01", "2021-12-31" },
    { "2021..2019", FALSE, "2019-01-01", "2021-12-31" },
    { "2019..", FALSE, "2019-01-01", NULL },
    { "..2019-03", FALSE, NULL, "2019-03-31" },
    { "90d", FALSE, TODAY, "2026-08-10" },
    { "<90d", FALSE, TODAY, "2026-08-10" },
    { "<90jours", FALSE, TODAY, "2026-08-10" },
    { "..90d", FALSE, TODAY, "2026-08-10" },
    { ">90d", FALSE, "2026-08-11", NULL },
    { "30d..90d", FALSE, "2026-06-11", "2026-08-10" },
    { "<2s", FALSE, TODAY, "2026-05-26" },
    { "<90d", TRUE, "2026-02-11", NULL },
    { ">90d", TRUE, NULL, "2026-02-10" },
    { "30d..90d", TRUE, "2026-02-11", "2026-04-12" },
    { "90d..", TRUE, NULL, "2026-02-11" },
  };
  static const char *const begun[] = { "",       "<",  ">=",    "2",       "202", "2025-",
                                       "2025-0", "..", "2019.", "2019..2", "<9" };
  static const char *const odd[] = { "soon",         "2025-13",
                                     "2025-02-30",   "20255",
                                     "2025-05-12-1", "-5",
                                     "2025x",        "99999999999999999999d",
                                     "<>2025",       "2025 2026" };
  CoffretInstant now = coffret_instant_parse (TODAY);
  CoffretSpan span;

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++) {
    g_test_message ("%s", spans[i].text);
    g_assert_cmpint (coffret_span_read (spans[i].text, now, spans[i].past, &span), ==,
                     COFFRET_SPAN_READ);
    if (spans[i].from != NULL)
      g_assert_cmpint (span.from, ==, coffret_span_day (coffret_instant_parse (spans[i].from)));
    else
      g_assert_cmpint (span.from, <, -1000000);
    if (spans[i].to != NULL)
      g_assert_cmpint (span.to, ==, coffret_span_day (coffret_instant_parse (spans[i].to)));
    else
      g_assert_cmpint (span.to, >, 1000000);
  }
  for (guint i = 0; i < G_N_ELEMENTS (begun); i++)
    g_assert_cmpint (coffret_span_read (begun[i], now, FALSE, &span), ==, COFFRET_SPAN_BEGUN);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_assert_cmpint (coffret_span_read (odd[i], now, FALSE, &span), ==, COFFRET_SPAN_ODD);
}

static void
test_synonyms (void)
{
  const CoffretSynonyms *aid = coffret_synonyms_find ("premiers soins");

  g_assert_nonnull (aid);
  g_assert_true (coffret_synonyms_find ("first aid") == aid);
  g_assert_true (coffret_synonyms_are_in (aid, "standard first aid, level c"));
  g_assert_true (coffret_synonyms_are_in (aid, "le secourisme"));
  g_assert_false (coffret_synonyms_are_in (aid, "the first aide memoire"));
  g_assert_true (coffret_synonyms_find ("الاسعافات الاوليه") == aid);
  g_assert_true (coffret_synonyms_are_in (coffret_synonyms_find ("nursing"), "دبلوم في التمريض"));
  g_assert_false (coffret_synonyms_are_in (coffret_synonyms_find ("nursing"), "والتمريضي"));
  g_assert_null (coffret_synonyms_find ("first"));
  g_assert_null (coffret_synonyms_find ("grade"));
  g_assert_true (coffret_synonyms_find ("diplomas") == coffret_synonyms_find ("diplome"));
  g_assert_true (coffret_synonyms_are_in (coffret_synonyms_find ("skill"), "competences: aucune"));
  g_assert_false (coffret_synonyms_are_in (coffret_synonyms_find ("licence"), "permission"));
}

/* What is kept as a rule means the same whoever reads it, and comes back as it can be typed. */
static void
test_rules (void)
{
  g_autofree char *rule = coffret_pieces_to_rule ("  ISSUER:\"a \"\"b\"\" c\"   -Type:micro x\"y ");
  g_autofree char *again = coffret_pieces_to_rule (rule);

  g_assert_cmpstr (rule, ==, "issuer:\"a \"\"b\"\" c\" -type:micro x\"y");
  g_assert_cmpstr (again, ==, rule);
}

/* However long, whatever it names: compartments whose rules name each other come to an end. */
static void
test_bounds (void)
{
  g_autoptr (CoffretDrawers) drawers = coffret_drawers_new ();
  g_autoptr (CoffretRow) row = row_new ();
  g_autoptr (GString) long_words = g_string_new (NULL);
  g_autoptr (CoffretTerms) terms = NULL;
  g_autoptr (CoffretTerms) round = NULL;

  for (guint i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf ("%u", i);
    const CoffretCompartmentRow drawer = {
      .id = id,
      .name = (char *) "Everything",
      .rule = (char *) "in:every in:every in:every in:every in:every in:every in:every in:every",
    };

    coffret_drawers_add (drawers, &drawer, NULL);
  }
  round = coffret_terms_new ("in:every -in:every in:every", drawers, 0, vocabulary);
  g_assert_false (coffret_terms_match (round, row));
  for (guint i = 0; i < 100000; i++)
    g_string_append (long_words, i % 3 ? "é" : "- \"x:");
  terms = coffret_terms_new (long_words->str, drawers, 0, vocabulary);
  coffret_terms_match (terms, row);
  coffret_terms_match_nearly (terms, row);
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
      words[j] = "\" :-<.2in\xc3\xa9"[g_test_rand_int_range (0, 11)];
    words[sizeof words - 1] = '\0';
    terms = terms_new (words);
    coffret_terms_match (terms, row);
  }
}

int
main (int argc, char **argv)
{
  int status;

  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/organise/terms/match", test_match);
  g_test_add_func ("/organise/terms/quote", test_quote);
  g_test_add_func ("/organise/terms/slips", test_slips);
  g_test_add_func ("/organise/terms/nearly", test_nearly);
  g_test_add_func ("/organise/terms/spans", test_spans);
  g_test_add_func ("/organise/terms/synonyms", test_synonyms);
  g_test_add_func ("/organise/terms/rules", test_rules);
  g_test_add_func ("/organise/terms/bounds", test_bounds);
  g_test_add_func ("/organise/terms/odd", test_odd);
  vocabulary = coffret_vocabulary_new ();
  status = g_test_run ();
  coffret_vocabulary_unref (vocabulary);
  return status;
}
