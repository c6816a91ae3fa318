#include "app/figures.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"

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

GPtrArray *
coffret_figures_summary (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();
  char *title = coffret_count_words (overview->total, FALSE);
  char *detail = g_strdup_printf (
    ngettext ("From %u issuer", "From %u issuers", overview->n_issuers), overview->n_issuers);

  add (figures, title, detail, NULL, say (title, detail, NULL), "vault.show",
       g_variant_new_string ("all"));
  if (overview->minutes > 0) {
    g_autofree char *hours = hours_of (overview->minutes);

    /* Translators: %s is such as “15 hours” */
    title = g_strdup_printf (_ ("%s of learning"), hours);
    detail =
      g_strdup_printf (ngettext ("%u credential says how long it took",
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

  add (figures, title, hours, g_strdup_printf ("%u", year->count), say (title, count, hours),
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

static void
add_more (GPtrArray *figures, guint all, guint shown)
{
  if (all > shown)
    /* Translators: the last row of a list that is cut off: how many are not shown */
    add_plain (figures,
               g_strdup_printf (ngettext ("And %u more", "And %u more", all - shown), all - shown),
               NULL, NULL);
}

GPtrArray *
coffret_figures_ends (const CoffretOverview *overview, CoffretLibrary *library, CoffretInstant now)
{
  GPtrArray *figures = figures_new ();

  if (overview->expired > 0)
    add_plain (figures,
               g_strdup_printf (ngettext ("%u credential has expired",
                                          "%u credentials have expired", overview->expired),
                                overview->expired),
               "vault.show", g_variant_new_string ("attention"));
  for (guint i = 0; i < overview->ends->len; i++) {
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
  add_more (figures, overview->n_ends, overview->ends->len);
  if (overview->n_ends == 0)
    add_plain (figures, g_strdup (_ ("Nothing expires in the next 90 days")), NULL, NULL);
  return figures;
}

/* Takes FIND. */
static void
add_share (GPtrArray *figures, const CoffretOverviewShare *share, char *find)
{
  g_autofree char *count = coffret_count_words (share->count, FALSE);

  add (figures, g_strdup (share->name), NULL, g_strdup_printf ("%u", share->count),
       say (share->name, count, NULL), "vault.find", g_variant_new_take_string (find));
}

GPtrArray *
coffret_figures_skills (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();

  for (guint i = 0; i < overview->skills->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->skills, i);

    add_share (figures, share, coffret_overview_find_skill (share->name));
  }
  add_more (figures, overview->n_skills, overview->skills->len);
  return figures;
}

GPtrArray *
coffret_figures_issuers (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();

  for (guint i = 0; i < overview->issuers->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->issuers, i);

    add_share (figures, share, coffret_overview_find_issuer (share->name));
  }
  add_more (figures, overview->n_issuers, overview->issuers->len);
  return figures;
}

GPtrArray *
coffret_figures_kinds (const CoffretOverview *overview)
{
  GPtrArray *figures = figures_new ();

  for (guint i = 0; i < overview->kinds->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (overview->kinds, i);

    add_share (figures, share, coffret_overview_find_kind (share->kind));
  }
  return figures;
}

static const CoffretOverviewYear *
find_most (const CoffretOverview *overview, gboolean hours)
{
  const CoffretOverviewYear *most = NULL;

  for (guint i = 0; i < overview->years->len; i++) {
    const CoffretOverviewYear *year = &g_array_index (overview->years, CoffretOverviewYear, i);

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

  /* Translators: what a picture shows, as a screen reader says it: %d is a year, %s is such as
   * “15 hours” */
  return words ? g_strdup_printf (_ ("Hours of learning per year; the most in %d: %s"), most->year,
                                  words)
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
