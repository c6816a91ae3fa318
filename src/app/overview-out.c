#include "app/overview-out.h"

#include <glib/gi18n-lib.h>

#include "app/figures.h"
#include "app/language.h"
#include "app/people.h"
#include "app/save.h"
#include "app/tell.h"
#include "share/recovery-sheet.h"

typedef struct {
  CoffretOverview *overview;
  CoffretOverviewForm form;
  gboolean mirrored;
  const char *mark; /* nullable */
} Out;

static void
out_free (gpointer data)
{
  Out *out = data;

  coffret_overview_unref (out->overview);
  g_free (out);
}

static void
add_hours (CoffretTables *tables, const CoffretOverview *overview)
{
  CoffretTarget target = overview->target;
  CoffretTable *table = coffret_tables_add_table (
    tables, _ ("Hours of Learning"), C_ ("column", "Year"), COFFRET_TABLE_BARS_OF_MINUTES);

  table->target = target.minutes;
  for (guint i = overview->periods->len; i > 0; i--) {
    const CoffretOverviewYear *period =
      &g_array_index (overview->periods, CoffretOverviewYear, i - 1);
    g_autofree char *name = coffret_figures_period (period->year, target.month);
    g_autofree char *remark = coffret_figures_against_target (period->minutes, target);

    coffret_tables_add_row (table, name, period->count, period->minutes, remark);
  }
}

static void
add_year (CoffretTable *table, const char *name, const CoffretOverviewYear *year)
{
  coffret_tables_add_row (table, name, year->count, year->minutes, NULL);
}

static void
add_years (CoffretTables *tables, const CoffretOverview *overview)
{
  CoffretTable *table = coffret_tables_add_table (tables, _ ("By Year"), C_ ("column", "Year"),
                                                  COFFRET_TABLE_BARS_OF_COUNT);
  CoffretTable *others;

  for (guint i = overview->years->len; i > 0; i--) {
    const CoffretOverviewYear *year = &g_array_index (overview->years, CoffretOverviewYear, i - 1);
    g_autofree char *name = g_strdup_printf ("%d", year->year);

    add_year (table, name, year);
  }
  /* These are no bars. */
  others = coffret_tables_add_table (tables, _ ("Other Times"), C_ ("column", "Year"),
                                     COFFRET_TABLE_PLAIN);
  if (overview->later.count > 0) {
    g_autofree char *name = g_strdup_printf (_ ("%d and later"), overview->later.year);

    add_year (others, name, &overview->later);
  }
  if (overview->earlier.count > 0) {
    g_autofree char *name = g_strdup_printf (_ ("Before %d"), overview->earlier.year);

    add_year (others, name, &overview->earlier);
  }
  if (overview->undated.count > 0)
    add_year (others, _ ("Without a date"), &overview->undated);
}

static gint64
minutes_or_none (gint64 minutes)
{
  return minutes > 0 ? minutes : COFFRET_TABLE_NONE;
}

static void
add_shares (CoffretTables *tables,
            const char *title,
            const char *head,
            GPtrArray *shares,
            const char *(*find_name) (const char *name))
{
  CoffretTable *table = coffret_tables_add_table (tables, title, head, COFFRET_TABLE_PLAIN);

  for (guint i = 0; i < shares->len; i++) {
    const CoffretOverviewShare *share = g_ptr_array_index (shares, i);
    g_autofree char *sources = coffret_figures_sources (share);

    coffret_tables_add_row (table, find_name ? find_name (share->name) : share->name, share->count,
                            minutes_or_none (share->minutes), sources);
  }
}

CoffretTables *
coffret_overview_tables (const CoffretOverview *overview, CoffretInstant made, const char *mark)
{
  CoffretTables *tables = coffret_tables_new (_ ("Overview"), made);
  /* Translators: a table with one row: how many credentials and hours there are */
  g_autofree char *all = g_strjoin (". ", _ ("All in All"), mark, NULL);
  CoffretTable *table = coffret_tables_add_table (tables, all, "", COFFRET_TABLE_PLAIN);

  coffret_tables_add_row (table, _ ("Everything in the vault but the trash"), overview->total,
                          overview->minutes, NULL);
  add_hours (tables, overview);
  add_years (tables, overview);
  add_shares (tables, _ ("Skills"), C_ ("column", "Skill"), overview->skills, NULL);
  add_shares (tables, _ ("Issuers"), C_ ("column", "Issuer"), overview->issuers, NULL);
  add_shares (tables, _ ("Languages"), C_ ("column", "Language"), overview->languages,
              coffret_language_name);
  add_shares (tables, _ ("Types"), C_ ("column", "Type"), overview->kinds, NULL);
  return tables;
}

static GBytes *
write_report (Out *out, GError **error)
{
  g_autoptr (CoffretTables) tables =
    coffret_overview_tables (out->overview, coffret_instant_now (), out->mark);
  double width, height;

  if (out->form == COFFRET_OVERVIEW_CSV)
    return coffret_tables_to_csv (tables);
  tables->mirrored = out->mirrored;
  coffret_recovery_sheet_paper (&width, &height);
  /* Translators: the language of your translation as a tag of BCP 47, such as "fr" */
  return coffret_tables_to_pdf (tables, C_ ("language tag", "en"), width, height, error);
}

static gboolean
write_out (GOutputStream *stream, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = write_report (data, error);

  return bytes && g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL),
                                             g_bytes_get_size (bytes), NULL, NULL, error);
}

static void
on_saved (GtkWidget *from, gboolean saved, const GError *error, gpointer data)
{
  if (saved)
    coffret_tell (from, _ ("The overview is saved"));
  else if (error)
    coffret_tell_error (from, _ ("The Overview Could Not Be Saved"), error);
}

void
coffret_overview_save (GtkWidget *from, CoffretOverview *overview, CoffretOverviewForm form)
{
  Out *out = g_new (Out, 1);

  out->overview = coffret_overview_ref (overview);
  out->form = form;
  out->mark = coffret_people_mark (from);
  out->mirrored = gtk_widget_get_direction (from) == GTK_TEXT_DIR_RTL;
  coffret_save (from, _ ("Save the Overview"),
                form == COFFRET_OVERVIEW_CSV
                  /* Translators: the name of a file */
                  ? _ ("Overview.csv")
                  /* Translators: the name of a file */
                  : _ ("Overview.pdf"),
                write_out, on_saved, out, out_free);
}
