#include "app/figures.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/language.h"
#include "base/date-words.h"

/* The list itself is one press away. */
#define ENDS_SHOWN 10
#define MISSING_SHOWN 5

/* Takes the texts, and sinks TARGET. */
static void
add (GPtrArray *figures,
     char *title,
     char *detail,
     char *figure,
     char *sentence,
     const char *act,
     GVariant *target)
{
  CoffretFigure *self = g_new0 (CoffretFigure, 1);

  *self = (CoffretFigure) {
    .title = title,
    .detail = detail,
    .figure = figure,
    .sentence = sentence,
    .act = act,
    .target = target ? g_variant_ref_sink (target) : NULL,
  };
  g_ptr_array_add (figures, self);
}

void
coffret_figure_free (CoffretFigure *figure)
{
  g_free (figure->title);
  g_free (figure->detail);
  g_free (figure->figure);
  g_free (figure->sentence);
  g_clear_pointer (&figure->target, g_variant_unref);
  g_free (figure);
}

static GPtrArray *
figures_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_figure_free);
}

/* "2026. 3 credentials. 16.5 hours." */
static char *
say (const char *one, const char *two, const char *three)
{
  GString *text = g_string_new (one);

  g_string_append_printf (text, ". %s.", two);
  if (three && *three)
    g_string_append_printf (text, " %s.", three);
  return g_string_free (text, FALSE);
}

/* What says all in its title. */
static void
add_plain (GPtrArray *figures, char *title, const char *act, GVariant *target)
{
  add (figures, title, NULL, NULL, g_strdup (title), act, target);
}

static char *
hours_of (gint64 minutes)
{
  return coffret_hours_words ((double) minutes / 60);
}

static char *
hours_or_none (gint64 minutes)
{
  return minutes > 0 ? hours_of (minutes) : NULL;
}

GPtrArray *
coffret_figures_summary (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();
  char *title = coffret_count_words (overview->total, FALSE);
  char *detail = coffret_number_words (
    ngettext ("From %u issuer", "From %u issuers", overview->n_issuers), overview->n_issuers);

  add (figures, title, detail, NULL, say (title, detail, NULL), "vault.show",
       g_variant_new_string ("all"));
  if (overview->minutes > 0) {
    g_autofree char *hours = hours_of (overview->minutes);

    /* Translators: %s is such as “15 hours” */
    title = g_strdup_printf (_ ("%s of learning"), hours);
    detail =
      coffret_number_words (ngettext ("%u credential says how long it took",
                                      "%u credentials say how long it took", overview->with_hours),
                            overview->with_hours);
    add (figures, title, detail, NULL, say (title, detail, NULL), NULL, NULL);
  }
  return figures;
}

/* Takes TITLE and FIND (nullable). */
static void
add_year (GPtrArray *figures, char *title, const CoffretOverviewYear *year, char *find)
{
  g_autofree char *count = coffret_count_words (year->count, FALSE);
  char *hours = hours_of (year->minutes);
  gboolean leads = find && year->count > 0;

  add (figures, title, hours, g_strdup_printf ("%'u", year->count), say (title, count, hours),
       leads ? "vault.find" : NULL, leads ? g_variant_new_string (find) : NULL);
  g_free (find);
}

GPtrArray *
coffret_figures_years (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();

  if (overview->later.count > 0)
    /* Translators: %d is a year */
    add_year (figures, g_strdup_printf (_ ("%d and later"), overview->later.year), &overview->later,
              NULL);
  for (guint i = overview->years->len; i > 0; i--) {
    const CoffretOverviewYear *year = &g_array_index (overview->years, CoffretOverviewYear, i - 1);

    add_year (figures, g_strdup_printf ("%d", year->year), year,
              coffret_overview_find_year (year->year));
  }
  if (overview->earlier.count > 0)
    /* Translators: %d is a year */
    add_year (figures, g_strdup_printf (_ ("Before %d"), overview->earlier.year),
              &overview->earlier, NULL);
  if (overview->undated.count > 0)
    add_year (figures, g_strdup (_ ("Without a date")), &overview->undated, NULL);
  return figures;
}

static char *
end_words (CoffretInstant expires, CoffretInstant now)
{
  char *words = coffret_expiry_words (expires, now);
  g_autofree char *date = NULL;

  if (words)
    return words;
  date = coffret_instant_to_date (expires);
  /* Translators: %s is a date, such as 12 May 2026 */
  return g_strdup_printf (_ ("Expires on %s"), date);
}

/* LIST (nullable): more of it can be asked for. */
static void
add_more (GPtrArray *figures, guint all, guint shown, const char *list)
{
  if (all > shown)
    /* Translators: the last row of a list that is cut off: how many are not shown */
    add_plain (
      figures,
      coffret_number_words (ngettext ("And %u more", "And %u more", all - shown), all - shown),
      list ? "overview.more" : NULL, list ? g_variant_new_string (list) : NULL);
}

GPtrArray *
coffret_figures_ends (const CoffretOverview *overview, CoffretLibrary *library, CoffretInstant now)
{
  GPtrArray *figures = figures_new ();

  if (overview->expired > 0)
    add_plain (figures,
               coffret_number_words (ngettext ("%u credential has expired",
                                               "%u credentials have expired", overview->expired),
                                     overview->expired),
               "vault.show", g_variant_new_string ("attention"));
  for (guint i = 0; i < MIN (overview->ends->len, ENDS_SHOWN); i++) {
    const CoffretOverviewEnd *end = g_ptr_array_index (overview->ends, i);
    CoffretEntry *entry = coffret_library_find (library, end->id);
    char *title, *detail;

    if (!entry)
      continue;
    title = coffret_entry_name (entry);
    detail = end_words (end->expires, now);
    add (figures, title, detail, NULL, say (title, detail, NULL), "vault.open",
         g_variant_new_string (end->id));
  }
  add_more (figures, overview->n_ends, MIN (overview->ends->len, ENDS_SHOWN), NULL);
  if (overview->n_ends == 0)
    add_plain (figures, g_strdup (_ ("Nothing expires in the next 90 days")), NULL, NULL);
  return figures;
}

/* Takes DETAIL (nullable) and FIND (nullable). */
static void
add_share (
  GPtrArray *figures, const CoffretOverviewShare *share, const char *name, char *detail, char *find)
{
  g_autofree char *count = coffret_count_words (share->count, FALSE);

  add (figures, g_strdup (name), detail, g_strdup_printf ("%'u", share->count),
       say (name, count, detail), find ? "vault.find" : NULL,
       find ? g_variant_new_take_string (find) : NULL);
}

char *
coffret_figures_sources (const CoffretOverviewShare *share)
{
  g_autofree char *names = NULL;
  guint left;

  if (!share->sources || !share->sources[0])
    return NULL;
  names = g_strjoinv (", ", share->sources);
  left = share->n_sources - g_strv_length (share->sources);
  if (left == 0)
    /* Translators: where a skill comes from: %s is the names of issuers with commas between */
    return g_strdup_printf (_ ("From %s"), names);
  /* Translators: where a skill comes from: %s is the names of issuers with commas between, %u how
   * many others there are */
  return g_strdup_printf (ngettext ("From %s and %u other", "From %s and %u others", left), names,
                          left);
}

GPtrArray *
coffret_figures_skills (const CoffretOverview *overview, guint limit)
{
  GPtrArray *figures = figures_new ();
  guint shown = MIN (limit, overview->skills->len);

  for (guint i = 0; i < shown; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->skills, i);

    add_share (figures, share, share->name, coffret_figures_sources (share),
               coffret_overview_find_skill (share->name));
  }
  add_more (figures, overview->n_skills, shown, shown < overview->skills->len ? "skills" : NULL);
  return figures;
}

GPtrArray *
coffret_figures_issuers (const CoffretOverview *overview, guint limit)
{
  GPtrArray *figures = figures_new ();
  guint shown = MIN (limit, overview->issuers->len);

  for (guint i = 0; i < shown; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->issuers, i);

    add_share (figures, share, share->name, hours_or_none (share->minutes),
               coffret_overview_find_issuer (share->name));
  }
  add_more (figures, overview->n_issuers, shown, shown < overview->issuers->len ? "issuers" : NULL);
  return figures;
}

GPtrArray *
coffret_figures_languages (const CoffretOverview *overview, guint limit)
{
  GPtrArray *figures = figures_new ();
  guint shown = MIN (limit, overview->languages->len);

  for (guint i = 0; i < shown; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->languages, i);

    add_share (figures, share, coffret_language_name (share->name), hours_or_none (share->minutes),
               NULL);
  }
  add_more (figures, overview->languages->len, shown, "languages");
  return figures;
}

char *
coffret_figures_period (int year, int month)
{
  return month == 1 ? g_strdup_printf ("%d", year)
                    /* Translators: a year that begins in another month than January: it lies in
                     * both these calendar years */
                    : g_strdup_printf (_ ("%d–%d"), year, year + 1);
}

char *
coffret_figures_period_end (int year, int month)
{
  g_autoptr (GDateTime) next = g_date_time_new_utc (year + 1, month, 1, 0, 0, 0);
  g_autoptr (GDateTime) last = next ? g_date_time_add_days (next, -1) : NULL;

  return last ? coffret_instant_to_date (g_date_time_to_unix_usec (last)) : g_strdup ("");
}

char *
coffret_figures_target_words (CoffretTarget target)
{
  g_autofree char *hours = hours_of (target.minutes);
  g_autofree char *month = coffret_date_month (target.month);

  if (target.minutes == 0)
    return g_strdup (_ ("None yet; some professions ask for so many hours in each year"));
  if (target.month == 1)
    /* Translators: a target of learning: %s is such as “20 hours” */
    return g_strdup_printf (_ ("%s a year"), hours);
  /* Translators: a target of learning: the first %s is such as “20 hours”, the second the name of
   * a month */
  return g_strdup_printf (_ ("%s a year; the year begins in %s"), hours, month);
}

/* "12.5 of 20 hours" */
static char *
of_target_words (gint64 minutes, gint64 target)
{
  g_autofree char *hours = hours_of (target);
  double amount = (double) minutes / 60;

  /* Translators: how far somebody is towards a target: a number, then such as “20 hours” */
  return g_strdup_printf (_ ("%.*f of %s"), amount == (double) (gint64) amount ? 0 : 1, amount,
                          hours);
}

static void
add_progress (GPtrArray *figures, const CoffretOverview *overview)
{
  const CoffretOverviewYear *present =
    overview->periods->len > 0
      ? &g_array_index (overview->periods, CoffretOverviewYear, overview->periods->len - 1)
      : NULL;
  gint64 target = overview->target.minutes;
  char *title;
  char *detail = NULL;

  if (!present) {
    title = g_strdup (_ ("No credential says yet how long it took"));
  } else if (target == 0) {
    g_autofree char *hours = hours_of (present->minutes);

    /* Translators: %s is such as “15 hours” */
    title = present->minutes > 0 ? g_strdup_printf (_ ("%s this year"), hours)
                                 : g_strdup (_ ("No hours yet this year"));
  } else {
    g_autofree char *words = of_target_words (present->minutes, target);

    /* Translators: %s is such as “12 of 20 hours” */
    title = g_strdup_printf (_ ("%s this year"), words);
    if (present->minutes >= target) {
      detail = g_strdup (_ ("You have reached your target"));
    } else {
      g_autofree char *left = hours_of (target - present->minutes);
      g_autofree char *end = coffret_figures_period_end (present->year, overview->target.month);

      /* Translators: the first %s is such as “7.5 hours”, the second a date */
      detail = g_strdup_printf (_ ("%s to go by %s"), left, end);
    }
  }
  add (figures, title, detail, NULL, detail ? say (title, detail, NULL) : g_strdup (title), NULL,
       NULL);
}

char *
coffret_figures_against_target (gint64 minutes, CoffretTarget target)
{
  g_autofree char *left = NULL;

  if (target.minutes == 0)
    return NULL;
  if (minutes >= target.minutes)
    return g_strdup (_ ("Target reached"));
  left = hours_of (target.minutes - minutes);
  /* Translators: %s is such as “7.5 hours” */
  return g_strdup_printf (_ ("%s short of the target"), left);
}

static void
add_period (GPtrArray *figures, const CoffretOverview *overview, const CoffretOverviewYear *period)
{
  CoffretTarget target = overview->target;
  char *title = coffret_figures_period (period->year, target.month);
  char *hours = period->minutes > 0 ? hours_of (period->minutes) : g_strdup (_ ("No hours"));
  char *detail = coffret_figures_against_target (period->minutes, target);

  add (figures, title, detail, hours, say (title, hours, detail), NULL, NULL);
}

GPtrArray *
coffret_figures_hours (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();
  char *words = coffret_figures_target_words (overview->target);
  /* Translators: so many hours of learning in a year, as the owner wants or must reach them */
  char *title = g_strdup (_ ("Target"));

  add_progress (figures, overview);
  add (figures, title, words, NULL, say (title, words, NULL), "overview.target", NULL);
  for (guint i = overview->periods->len; i > 0; i--)
    add_period (figures, overview, &g_array_index (overview->periods, CoffretOverviewYear, i - 1));
  return figures;
}

GPtrArray *
coffret_figures_kinds (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();

  for (guint i = 0; i < overview->kinds->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->kinds, i);

    add_share (figures, share, share->name, NULL, coffret_overview_find_kind (share->kind));
  }
  return figures;
}

char *
coffret_figures_pathway_words (const CoffretPathwayProgress *progress)
{
  const CoffretPathwayPlan *plan = progress->plan;
  g_autofree char *steps = NULL;

  if (plan->steps->len == 0)
    return g_strdup (_ ("This pathway cannot be read"));
  steps =
    progress->done >= plan->needs
      ? g_strdup (_ ("All that it takes is done"))
      : g_strdup_printf (
          /* Translators: how far somebody is on a pathway: numbers */
          ngettext ("%u of %u step", "%u of %u steps", plan->needs), progress->done, plan->needs);
  if (!plan->builds)
    return g_steal_pointer (&steps);
  /* Translators: the first %s is such as “2 of 4 steps”, the second the title of a credential */
  return g_strdup_printf (_ ("%s. It leads to: %s"), steps, plan->builds);
}

static char *
missing_words (const CoffretPathwayProgress *progress)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;
  g_autofree char *words = coffret_figures_pathway_words (progress);
  guint count = 0;

  for (guint i = 0; i < progress->steps->len && count < MISSING_SHOWN; i++) {
    const CoffretPathwayStep *step = g_ptr_array_index (progress->plan->steps, i);
    const CoffretStepProgress *judged = g_ptr_array_index (progress->steps, i);

    if (step->optional || judged->state == COFFRET_STEP_DONE)
      continue;
    g_strv_builder_add (builder, step->name);
    count++;
  }
  if (count == 0 || progress->done >= progress->plan->needs)
    return g_steal_pointer (&words);
  names = g_strv_builder_end (builder);
  list = g_strjoinv (", ", names);
  /* Translators: the first %s is such as “2 of 4 steps”, the second a list of steps with commas */
  return g_strdup_printf (_ ("%s. Missing: %s"), words, list);
}

GPtrArray *
coffret_figures_pathways (GPtrArray *list, gboolean may_change)
{
  GPtrArray *figures = figures_new ();

  for (guint i = 0; list && i < list->len; i++) {
    const CoffretPathwayProgress *progress = g_ptr_array_index (list, i);
    char *detail = missing_words (progress);
    /* Translators: so many of so many */
    char *figure = progress->plan->steps->len > 0
                     ? g_strdup_printf (_ ("%u of %u"), progress->done, progress->plan->needs)
                     : NULL;

    add (figures, g_strdup (progress->plan->name), detail, figure,
         say (progress->plan->name, detail, NULL), "overview.pathway",
         g_variant_new_string (progress->id));
  }
  if (may_change) {
    add_plain (figures, g_strdup (_ ("Make a pathway of your own…")), "overview.make-pathway",
               NULL);
    add_plain (figures, g_strdup (_ ("Add a pathway from a file…")), "overview.add-pathway", NULL);
  }
  return figures;
}

static const CoffretOverviewYear *
find_most (const CoffretOverview *overview, gboolean hours)
{
  const CoffretOverviewYear *most = NULL;
  GArray *years = hours ? overview->periods : overview->years;

  for (guint i = 0; i < years->len; i++) {
    const CoffretOverviewYear *year = &g_array_index (years, CoffretOverviewYear, i);

    if (!most || (hours ? year->minutes > most->minutes : year->count > most->count))
      most = year;
  }
  return most;
}

char *
coffret_figures_count_sentence (const CoffretOverview *overview)
{
  const CoffretOverviewYear *most = find_most (overview, FALSE);
  g_autofree char *words = most ? coffret_count_words (most->count, FALSE) : NULL;

  /* Translators: what a picture shows, as a screen reader says it: %d is a year, %s is such as
   * “12 credentials” */
  return most ? g_strdup_printf (_ ("Credentials per year; the most in %d: %s"), most->year, words)
              : g_strdup (_ ("Credentials per year"));
}

char *
coffret_figures_hours_sentence (const CoffretOverview *overview)
{
  const CoffretOverviewYear *most = find_most (overview, TRUE);
  g_autofree char *words = most && most->minutes > 0 ? hours_of (most->minutes) : NULL;
  g_autofree char *year = most ? coffret_figures_period (most->year, overview->target.month) : NULL;

  /* Translators: what a picture shows, as a screen reader says it: the first %s is a year, the
   * second such as “15 hours” */
  return words ? g_strdup_printf (_ ("Hours of learning per year; the most in %s: %s"), year, words)
               : g_strdup (_ ("Hours of learning per year"));
}

char *
coffret_figures_left_out (const CoffretOverview *overview)
{
  guint count = overview->earlier.count + overview->later.count + overview->undated.count;

  if (count == 0)
    return NULL;
  return g_strdup_printf (
    ngettext ("%u credential of another time or without a date is only in the table.",
              "%u credentials of other times or without a date are only in the table.", count),
    count);
}
