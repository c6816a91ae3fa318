/* What the overview says, in words, and where its rows lead. */
#include "app/figures.h"
#include "ui-testing.h"

#define NOW "2026-06-15T12:00:00Z"

static void
add_share (GPtrArray *shares, const char *name, CoffretKind kind, guint count)
{
  CoffretOverviewShare *share = g_new0 (CoffretOverviewShare, 1);

  *share = (CoffretOverviewShare) { .name = (char *) name, .kind = kind, .count = count };
  g_ptr_array_add (shares, share);
}

static void
overview_init (CoffretOverview *overview)
{
  static const CoffretOverviewYear years[] = { { 2024, 3, 120 }, { 2025, 0, 0 }, { 2026, 1, 990 } };
  static const CoffretOverviewYear periods[] = { { 2024, 1, 1200 },
                                                 { 2025, 1, 0 },
                                                 { 2026, 1, 750 } };
  static char *sources[] = { (char *) "Rivage", (char *) "Marées", NULL };
  CoffretOverviewEnd *end = g_new0 (CoffretOverviewEnd, 1);

  *overview = (CoffretOverview) {
    .total = 7,
    .with_hours = 2,
    .minutes = 1110,
    .expired = 1,
    .target = { 20 * 60, 4 },
    .periods = g_array_new (FALSE, FALSE, sizeof (CoffretOverviewYear)),
    .languages = g_ptr_array_new_with_free_func (g_free),
    .years = g_array_new (FALSE, FALSE, sizeof (CoffretOverviewYear)),
    .earlier = { 2007, 2, 0 },
    .undated = { 0, 1, 0 },
    .issuers = g_ptr_array_new_with_free_func (g_free),
    .n_issuers = 4,
    .kinds = g_ptr_array_new_with_free_func (g_free),
    .skills = g_ptr_array_new_with_free_func (g_free),
    .n_skills = 1,
    .ends = g_ptr_array_new_with_free_func (g_free),
    .n_ends = 1,
  };
  g_array_append_vals (overview->years, years, G_N_ELEMENTS (years));
  g_array_append_vals (overview->periods, periods, G_N_ELEMENTS (periods));
  add_share (overview->issuers, "<b>Rivage</b>", 0, 4);
  add_share (overview->issuers, "Marées", 0, 1);
  add_share (overview->kinds, "Badge", COFFRET_KIND_BADGE, 7);
  add_share (overview->skills, "Soudage", 0, 1);
  ((CoffretOverviewShare *) g_ptr_array_index (overview->skills, 0))->sources = sources;
  ((CoffretOverviewShare *) g_ptr_array_index (overview->skills, 0))->n_sources = 3;
  add_share (overview->languages, "fr", 0, 5);
  ((CoffretOverviewShare *) g_ptr_array_index (overview->languages, 0))->minutes = 90;
  add_share (overview->languages, "zz", 0, 1);
  end->id = (char *) "nowhere";
  g_ptr_array_add (overview->ends, end);
}

static void
overview_clear (CoffretOverview *overview)
{
  g_array_unref (overview->years);
  g_ptr_array_unref (overview->issuers);
  g_ptr_array_unref (overview->kinds);
  g_ptr_array_unref (overview->skills);
  g_ptr_array_unref (overview->ends);
  g_ptr_array_unref (overview->languages);
  g_array_unref (overview->periods);
}

/* Takes FIGURES. One line each: what is said, and what a press does. */
static void
assert_says (GPtrArray *figures, const char *expected)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < figures->len; i++) {
    const CoffretFigure *figure = g_ptr_array_index (figures, i);
    g_autofree char *target = figure->target ? g_variant_print (figure->target, FALSE) : NULL;

    g_string_append_printf (all, "%s [%s %s]\n", figure->sentence, figure->act ?: "", target ?: "");
  }
  g_assert_cmpstr (all->str, ==, expected);
  g_ptr_array_unref (figures);
}

static void
test_words (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (0);
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretInstant now = coffret_instant_parse (NOW);
  g_autofree char *count = NULL;
  g_autofree char *hours = NULL;
  g_autofree char *left_out = NULL;
  CoffretOverview overview;

  overview_init (&overview);
  assert_says (coffret_figures_summary (&overview),
               "7 credentials. From 4 issuers. [vault.show 'all']\n"
               "18.5 hours of learning. 2 credentials say how long it took. [ ]\n");
  assert_says (coffret_figures_years (&overview),
               "2026. 1 credential. 16.5 hours. [vault.find 'year:\"2026\"']\n"
               "2025. 0 credentials. [ ]\n"
               "2024. 3 credentials. 2 hours. [vault.find 'year:\"2024\"']\n"
               "Before 2007. 2 credentials. [ ]\n"
               "Without a date. 1 credential. [ ]\n");
  /* What went meanwhile is left out. */
  assert_says (coffret_figures_ends (&overview, library, now),
               "1 credential has expired [vault.show 'attention']\n");
  assert_says (coffret_figures_issuers (&overview, 10),
               "<b>Rivage</b>. 4 credentials. [vault.find 'issuer:\"<b>Rivage</b>\"']\n"
               "Marées. 1 credential. [vault.find 'issuer:\"Marées\"']\n"
               "And 2 more [ ]\n");
  assert_says (coffret_figures_kinds (&overview),
               "Badge. 7 credentials. [vault.find 'type:\"Badge\"']\n");
  assert_says (coffret_figures_issuers (&overview, 1),
               "<b>Rivage</b>. 4 credentials. [vault.find 'issuer:\"<b>Rivage</b>\"']\n"
               "And 3 more [overview.more 'issuers']\n");
  assert_says (coffret_figures_skills (&overview, 10),
               "Soudage. 1 credential. From Rivage, Marées and 1 other. "
               "[vault.find 'skill:\"Soudage\"']\n");
  assert_says (coffret_figures_languages (&overview, 10),
               "Français. 5 credentials. 1.5 hours. [ ]\n"
               "zz. 1 credential. [ ]\n");
  count = coffret_figures_count_sentence (&overview);
  g_assert_cmpstr (count, ==, "Credentials per year; the most in 2024: 3 credentials");
  hours = coffret_figures_hours_sentence (&overview);
  g_assert_cmpstr (hours, ==, "Hours of learning per year; the most in 2024–2025: 20 hours");
  left_out = coffret_figures_left_out (&overview);
  g_assert_cmpstr (left_out, ==,
                   "3 credentials of other times or without a date are only in the table.");
  overview_clear (&overview);
  coffret_session_end (session);
}

static void
test_hours (void)
{
  CoffretOverview overview;

  overview_init (&overview);
  assert_says (coffret_figures_hours (&overview),
               "12.5 of 20 hours this year. 7.5 hours to go by 31 March 2027. [ ]\n"
               "Target. 20 hours a year; the year begins in April. [overview.target ]\n"
               "2026–2027. 12.5 hours. 7.5 hours short of the target. [ ]\n"
               "2025–2026. No hours. 20 hours short of the target. [ ]\n"
               "2024–2025. 20 hours. Target reached. [ ]\n");
  overview.target = (CoffretTarget) { 12 * 60, 1 };
  g_array_set_size (overview.periods, 1);
  assert_says (coffret_figures_hours (&overview),
               "20 of 12 hours this year. You have reached your target. [ ]\n"
               "Target. 12 hours a year. [overview.target ]\n"
               "2024. 20 hours. Target reached. [ ]\n");
  overview.target.minutes = 0;
  assert_says (coffret_figures_hours (&overview),
               "20 hours this year [ ]\n"
               "Target. None yet; some professions ask for so many hours in each year. "
               "[overview.target ]\n"
               "2024. 20 hours. [ ]\n");
  g_array_set_size (overview.periods, 0);
  assert_says (coffret_figures_hours (&overview),
               "No credential says yet how long it took [ ]\n"
               "Target. None yet; some professions ask for so many hours in each year. "
               "[overview.target ]\n");
  overview_clear (&overview);
}

static void
test_ends (void)
{
  g_autoptr (CoffretSession) session = ui_testing_session_new (1);
  CoffretLibrary *library = coffret_session_get_library (session);
  CoffretEntry *entry = ui_testing_entry (session, 0);
  CoffretInstant now = coffret_instant_parse (NOW);
  g_autofree char *name =
    coffret_entry_get_title (entry) ? g_strdup (coffret_entry_get_title (entry)) : NULL;
  g_autofree char *soon = g_strdup_printf ("%s. Expires in 5 days. [vault.open '%s']\n", name,
                                           coffret_entry_get_id (entry));
  g_autofree char *later =
    g_strdup_printf ("%s. Expires on 14 August 2026. [vault.open '%s']\nAnd 3 more [ ]\n", name,
                     coffret_entry_get_id (entry));
  CoffretOverview overview;
  CoffretOverviewEnd *end;

  overview_init (&overview);
  overview.expired = 0;
  end = g_ptr_array_index (overview.ends, 0);
  end->id = (char *) coffret_entry_get_id (entry);
  end->expires = now + 5 * G_TIME_SPAN_DAY + 1;
  assert_says (coffret_figures_ends (&overview, library, now), soon);
  end->expires = now + 60 * G_TIME_SPAN_DAY;
  overview.n_ends = 4;
  assert_says (coffret_figures_ends (&overview, library, now), later);
  overview.n_ends = 0;
  g_ptr_array_set_size (overview.ends, 0);
  assert_says (coffret_figures_ends (&overview, library, now),
               "Nothing expires in the next 90 days [ ]\n");
  overview_clear (&overview);
  coffret_session_end (session);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/figures/words", test_words);
  g_test_add_func ("/figures/hours", test_hours);
  g_test_add_func ("/figures/ends", test_ends);
  return g_test_run ();
}
