#include "app/pages/overview-page.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/pathway-dialog.h"
#include "app/dialogs/pathway-edit-dialog.h"
#include "app/dialogs/target-dialog.h"
#include "app/figures.h"
#include "app/focus.h"
#include "app/overview-out.h"
#include "app/pathway-in.h"
#include "app/when.h"
#include "app/widgets/checklist.h"
#include "app/widgets/figure-row.h"
#include "app/widgets/year-chart.h"

typedef enum {
  SECTION_SUMMARY,
  SECTION_YEARS,
  SECTION_HOURS,
  SECTION_PATHWAYS,
  SECTION_ENDS,
  SECTION_SKILLS,
  SECTION_ISSUERS,
  SECTION_LANGUAGES,
  SECTION_KINDS,
  N_SECTIONS,
} Section;

/* So many rows of a list at first, and so many more when they are asked for. */
#define LIST_FIRST 10
#define LIST_MORE 40

struct _CoffretOverviewPage {
  CoffretSidePage parent_instance;

  GtkStack *stack;
  CoffretChecklist *checklist;
  CoffretChecklist *empty_checklist;
  AdwPreferencesGroup *summary;
  AdwPreferencesGroup *ends;
  AdwPreferencesGroup *skills;
  AdwPreferencesGroup *issuers;
  AdwPreferencesGroup *languages;
  AdwPreferencesGroup *kinds;
  AdwPreferencesGroup *years;
  AdwPreferencesGroup *hours;
  AdwPreferencesGroup *pathways;
  GtkToggleButton *table_button;
  GtkToggleButton *hours_table_button;
  CoffretYearChart *count_chart;
  CoffretYearChart *hours_chart;
  GtkWidget *hours_card;
  GtkLabel *target_caption;
  GtkLabel *left_out;

  CoffretSession *session;
  GPtrArray *rows[N_SECTIONS]; /* borrowed from their groups */
  guint limits[N_SECTIONS];    /* of lists: how many rows */
  CoffretOverview *overview;   /* NULL: not yet */
  GPtrArray *progress;         /* CoffretPathwayProgress; NULL: not yet */
  GCancellable *cancellable;   /* of the figures that are asked for, or NULL */
  gboolean outdated;           /* the library changed since they were asked for */
  guint next;                  /* the section to be filled next */
  guint source;                /* fills it */
};

G_DEFINE_FINAL_TYPE (CoffretOverviewPage, coffret_overview_page, COFFRET_TYPE_SIDE_PAGE)

static GPtrArray *
list_figures (CoffretOverviewPage *self, Section section)
{
  switch (section) {
  case SECTION_SUMMARY:
    return coffret_figures_summary (self->overview);
  case SECTION_YEARS:
    return coffret_figures_years (self->overview);
  case SECTION_HOURS:
    return coffret_figures_hours (self->overview);
  case SECTION_PATHWAYS:
    return coffret_figures_pathways (self->progress, coffret_session_can_change (self->session));
  case SECTION_ENDS:
    return coffret_figures_ends (self->overview, coffret_session_get_library (self->session),
                                 coffret_instant_now ());
  case SECTION_SKILLS:
    return coffret_figures_skills (self->overview, self->limits[section]);
  case SECTION_ISSUERS:
    return coffret_figures_issuers (self->overview, self->limits[section]);
  case SECTION_LANGUAGES:
    return coffret_figures_languages (self->overview, self->limits[section]);
  case SECTION_KINDS:
    return coffret_figures_kinds (self->overview);
  case N_SECTIONS:
  default:
    g_assert_not_reached ();
  }
}

static AdwPreferencesGroup *
find_group (CoffretOverviewPage *self, Section section)
{
  AdwPreferencesGroup *groups[N_SECTIONS] = {
    [SECTION_SUMMARY] = self->summary, [SECTION_YEARS] = self->years,
    [SECTION_HOURS] = self->hours,     [SECTION_PATHWAYS] = self->pathways,
    [SECTION_ENDS] = self->ends,       [SECTION_SKILLS] = self->skills,
    [SECTION_ISSUERS] = self->issuers, [SECTION_LANGUAGES] = self->languages,
    [SECTION_KINDS] = self->kinds,
  };

  return groups[section];
}

static void
add_row (CoffretOverviewPage *self, Section section)
{
  GtkWidget *row = coffret_figure_row_new ();

  g_ptr_array_add (self->rows[section], row);
  if (section == SECTION_YEARS)
    g_object_bind_property (self->table_button, "active", row, "visible", G_BINDING_SYNC_CREATE);
  if (section == SECTION_HOURS && self->rows[section]->len > COFFRET_FIGURES_HOURS_HEAD)
    g_object_bind_property (self->hours_table_button, "active", row, "visible",
                            G_BINDING_SYNC_CREATE);
  adw_preferences_group_add (find_group (self, section), row);
}

static void
remove_row (CoffretOverviewPage *self, Section section)
{
  GtkWidget *row = g_ptr_array_steal_index (self->rows[section], self->rows[section]->len - 1);

  if (gtk_widget_is_focus (row) && self->rows[section]->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows[section], self->rows[section]->len - 1));
  adw_preferences_group_remove (find_group (self, section), row);
}

/* Rows stay and say something else, so that the focus stays too. */
static void
fill_section (CoffretOverviewPage *self, Section section)
{
  g_autoptr (GPtrArray) figures = list_figures (self, section);
  GPtrArray *rows = self->rows[section];

  while (rows->len > figures->len)
    remove_row (self, section);
  while (rows->len < figures->len)
    add_row (self, section);
  for (guint i = 0; i < figures->len; i++)
    coffret_figure_row_set (g_ptr_array_index (rows, i), g_ptr_array_index (figures, i));
  gtk_widget_set_visible (GTK_WIDGET (find_group (self, section)), figures->len > 0);
}

static void
draw_years (CoffretOverviewPage *self)
{
  GArray *years = self->overview->years;
  g_autofree double *counts = g_new0 (double, years->len + 1);
  g_autofree char *sentence = coffret_figures_count_sentence (self->overview);
  g_autofree char *left_out = coffret_figures_left_out (self->overview);
  int first = years->len > 0 ? g_array_index (years, CoffretOverviewYear, 0).year : 0;

  for (guint i = 0; i < years->len; i++)
    counts[i] = g_array_index (years, CoffretOverviewYear, i).count;
  coffret_year_chart_set (self->count_chart, first, counts, years->len, sentence);
  gtk_label_set_label (self->left_out, left_out ?: "");
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), left_out != NULL);
}

static void
show_hours_card (CoffretOverviewPage *self)
{
  gboolean any = self->overview && self->overview->periods->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->hours_table_button), any);
  gtk_widget_set_visible (self->hours_card,
                          any && !gtk_toggle_button_get_active (self->hours_table_button));
}

static void
draw_hours (CoffretOverviewPage *self)
{
  GArray *periods = self->overview->periods;
  CoffretTarget target = self->overview->target;
  g_autofree double *hours = g_new0 (double, periods->len + 1);
  g_autofree char *sentence = coffret_figures_hours_sentence (self->overview);
  int first = periods->len > 0 ? g_array_index (periods, CoffretOverviewYear, 0).year : 0;

  for (guint i = 0; i < periods->len; i++)
    hours[i] = (double) g_array_index (periods, CoffretOverviewYear, i).minutes / 60;
  coffret_year_chart_aim (self->hours_chart, (double) target.minutes / 60, target.month != 1);
  coffret_year_chart_set (self->hours_chart, first, hours, periods->len, sentence);
  gtk_label_set_label (self->target_caption, _ ("The dashed line is your target."));
  gtk_widget_set_visible (GTK_WIDGET (self->target_caption), target.minutes > 0);
  show_hours_card (self);
}

static void
on_table_toggled (CoffretOverviewPage *self, GParamSpec *pspec, GtkToggleButton *button)
{
  /* Translators: what a picture became at the press of a button, as a screen reader says it */
  const char *words = gtk_toggle_button_get_active (button) ? _ ("The years are a table now")
                                                            : _ ("The years are a picture now");

  show_hours_card (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_target_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_present (
    ADW_DIALOG (coffret_target_dialog_new (COFFRET_OVERVIEW_PAGE (widget)->session)), widget);
}

/* The row from which it was opened may have become another one, and lost the focus meanwhile. */
static void
on_pathway_closed (CoffretOverviewPage *self)
{
  GtkWidget *focus = coffret_focus_get (GTK_WIDGET (self));

  if ((!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))) &&
      self->rows[SECTION_PATHWAYS]->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->rows[SECTION_PATHWAYS], 0));
}

static void
present (CoffretOverviewPage *self, AdwDialog *dialog)
{
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_pathway_closed), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_pathway_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretOverviewPage *self = COFFRET_OVERVIEW_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; self->progress && i < self->progress->len; i++) {
    const CoffretPathwayProgress *progress = g_ptr_array_index (self->progress, i);

    if (g_str_equal (progress->id, id))
      present (self, ADW_DIALOG (coffret_pathway_dialog_new (self->session, progress)));
  }
}

static void
on_make_pathway_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretOverviewPage *self = COFFRET_OVERVIEW_PAGE (widget);

  present (self, ADW_DIALOG (coffret_pathway_edit_dialog_new (self->session, NULL, NULL)));
}

static void
on_add_pathway_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  coffret_pathway_choose (widget, COFFRET_OVERVIEW_PAGE (widget)->session);
}

static void
on_save_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretOverviewPage *self = COFFRET_OVERVIEW_PAGE (widget);

  if (self->overview)
    coffret_overview_save (widget, self->overview,
                           g_str_equal (g_variant_get_string (parameter, NULL), "csv")
                             ? COFFRET_OVERVIEW_CSV
                             : COFFRET_OVERVIEW_PDF);
}

/* The focus stays on the row, which is now the first of those that were hidden. */
static void
on_more_act (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CoffretOverviewPage *self = COFFRET_OVERVIEW_PAGE (widget);
  static const struct {
    const char *name;
    Section section;
  } lists[] = { { "skills", SECTION_SKILLS },
                { "issuers", SECTION_ISSUERS },
                { "languages", SECTION_LANGUAGES } };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, g_variant_get_string (parameter, NULL))) {
      self->limits[lists[i].section] += LIST_MORE;
      fill_section (self, lists[i].section);
    }
}

/* One section in each turn: the first is seen at once, and none holds the window. */
static gboolean
on_turn (gpointer data)
{
  CoffretOverviewPage *self = data;

  if (self->next == SECTION_YEARS)
    draw_years (self);
  if (self->next == SECTION_HOURS)
    draw_hours (self);
  fill_section (self, self->next);
  if (++self->next < N_SECTIONS)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void ask (CoffretOverviewPage *self);

/* The child of the stack that WIDGET is in. */
static GtkWidget *
focus_page (CoffretOverviewPage *self, GtkWidget *widget)
{
  while (gtk_widget_get_parent (widget) != GTK_WIDGET (self->stack))
    widget = gtk_widget_get_parent (widget);
  return widget;
}

static void
on_judged (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretOverviewPage *self = owner;

  if (error || !self->session || !self->overview)
    return;
  g_clear_pointer (&self->progress, g_ptr_array_unref);
  self->progress = g_value_dup_boxed (value);
  /* Otherwise it is filled in its turn. */
  if (self->next > SECTION_PATHWAYS)
    fill_section (self, SECTION_PATHWAYS);
}

static void
on_made (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretOverviewPage *self = owner;
  GtkWidget *focus;
  gboolean within;

  if (error || !self->session)
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->overview, coffret_overview_unref);
  self->overview = g_value_dup_boxed (value);
  focus = coffret_focus_get (GTK_WIDGET (self));
  within = focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overview.save", self->overview->total > 0);
  gtk_stack_set_visible_child_name (self->stack, self->overview->total > 0 ? "figures" : "empty");
  self->next = 0;
  if (self->overview->total > 0) {
    on_turn (self);
    if (self->source == 0)
      self->source = g_idle_add (on_turn, self);
  }
  coffret_when (
    coffret_session_judge_pathways (self->session, coffret_instant_now (), self->cancellable), self,
    on_judged, NULL, NULL);
  /* What had the focus may be gone: the spinner, for one. */
  if (within && focus_page (self, focus) != gtk_stack_get_visible_child (self->stack))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
  if (self->outdated)
    ask (self);
}

static void
ask (CoffretOverviewPage *self)
{
  self->outdated = FALSE;
  self->cancellable = g_cancellable_new ();
  coffret_when (coffret_overview_make (coffret_session_get_library (self->session),
                                       coffret_instant_now (), self->cancellable),
                self, on_made, NULL, NULL);
}

static void
on_library_changed (CoffretOverviewPage *self)
{
  self->outdated = self->cancellable != NULL;
  if (!self->outdated)
    ask (self);
}

static void
coffret_overview_page_dispose (GObject *object)
{
  CoffretOverviewPage *self = COFFRET_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->overview, coffret_overview_unref);
  g_clear_pointer (&self->progress, g_ptr_array_unref);
  for (int i = 0; i < N_SECTIONS; i++)
    g_clear_pointer (&self->rows[i], g_ptr_array_unref);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_OVERVIEW_PAGE);
  G_OBJECT_CLASS (coffret_overview_page_parent_class)->dispose (object);
}

static void
coffret_overview_page_class_init (CoffretOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_overview_page_dispose;
  g_type_ensure (COFFRET_TYPE_CHECKLIST);
  g_type_ensure (COFFRET_TYPE_YEAR_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/coffret/Coffret/pages/overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, summary);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, ends);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, skills);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, issuers);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, years);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, table_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, count_chart);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, hours_chart);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, hours);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, hours_card);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, hours_table_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, languages);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, target_caption);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, left_out);
  gtk_widget_class_bind_template_callback (widget_class, on_table_toggled);
  gtk_widget_class_install_action (widget_class, "overview.target", NULL, on_target_act);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, pathways);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, checklist);
  gtk_widget_class_bind_template_child (widget_class, CoffretOverviewPage, empty_checklist);
  gtk_widget_class_install_action (widget_class, "overview.save", "s", on_save_act);
  gtk_widget_class_install_action (widget_class, "overview.pathway", "s", on_pathway_act);
  gtk_widget_class_install_action (widget_class, "overview.make-pathway", NULL,
                                   on_make_pathway_act);
  gtk_widget_class_install_action (widget_class, "overview.add-pathway", NULL, on_add_pathway_act);
  gtk_widget_class_install_action (widget_class, "overview.more", "s", on_more_act);
}

static void
coffret_overview_page_init (CoffretOverviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_SECTIONS; i++)
    self->rows[i] = g_ptr_array_new ();
  for (int i = 0; i < N_SECTIONS; i++)
    self->limits[i] = LIST_FIRST;
}

CoffretOverviewPage *
coffret_overview_page_new (CoffretSession *session)
{
  CoffretOverviewPage *self = g_object_new (COFFRET_TYPE_OVERVIEW_PAGE, NULL);

  self->session = g_object_ref (session);
  coffret_checklist_set_session (self->checklist, session);
  coffret_checklist_set_session (self->empty_checklist, session);
  g_signal_connect_object (coffret_session_get_library (session), "changed",
                           G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (coffret_library_get_plans (coffret_session_get_library (session)),
                           "changed", G_CALLBACK (on_library_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overview.target",
                                 coffret_session_can_change (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "overview.save", FALSE);
  ask (self);
  return self;
}
