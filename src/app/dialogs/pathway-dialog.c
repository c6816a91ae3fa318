#include "app/dialogs/pathway-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/dialogs/pathway-edit-dialog.h"
#include "app/figures.h"
#include "app/spoken.h"
#include "app/tell.h"
#include "app/when.h"

struct _CoffretPathwayDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *steps;
  AdwActionRow *progress_row;
  GtkWidget *change_button;
  GtkWidget *remove_button;

  CoffretSession *session;
  char *id;
};

G_DEFINE_FINAL_TYPE (CoffretPathwayDialog, coffret_pathway_dialog, ADW_TYPE_DIALOG)

static char *
criterion_words (const CoffretCriterion *criterion)
{
  const char *name = criterion->title   ? criterion->title
                     : criterion->skill ? criterion->skill
                                        : criterion->achievement;

  if (!name)
    return g_strdup (_ ("a credential of yours that is not here any more"));
  if (criterion->issuer)
    /* Translators: the title of a credential, then its issuer */
    return g_strdup_printf (_ ("%s (%s)"), name, criterion->issuer);
  return g_strdup (name);
}

static char *
wanted_words (const CoffretPathwayStep *step)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; i < step->of->len; i++)
    g_strv_builder_take (builder, criterion_words (g_ptr_array_index (step->of, i)));
  names = g_strv_builder_end (builder);
  list = g_strjoinv (", ", names);
  if (step->of->len == 1)
    /* Translators: what a step of a pathway still wants: %s is the title of a credential */
    return g_strdup_printf (_ ("Missing: %s"), list);
  if (step->needs == 1)
    /* Translators: what a step of a pathway still wants: %s is a list of titles with commas */
    return g_strdup_printf (_ ("Missing: one of %s"), list);
  /* Translators: what a step of a pathway still wants: %u is a number, at least 2; %s is a list of
   * titles with commas */
  return g_strdup_printf (ngettext ("Missing: %u of %s", "Missing: %u of %s", step->needs),
                          step->needs, list);
}

static char *
names_of (CoffretLibrary *library, GPtrArray *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < ids->len; i++) {
    CoffretEntry *entry = coffret_library_find (library, g_ptr_array_index (ids, i));

    if (entry)
      g_strv_builder_take (builder, coffret_entry_name (entry));
  }
  names = g_strv_builder_end (builder);
  return g_strjoinv (", ", names);
}

char *
coffret_pathway_step_words (CoffretLibrary *library,
                            const CoffretPathwayStep *step,
                            const CoffretStepProgress *progress)
{
  g_autofree char *names = NULL;

  if (progress->state == COFFRET_STEP_MISSING)
    return wanted_words (step);
  names = names_of (library, progress->ids);
  if (progress->state == COFFRET_STEP_LAPSED)
    /* Translators: %s is titles of credentials, which have expired or were withdrawn */
    return g_strdup_printf (_ ("Not in force any more: %s"), names);
  /* Translators: %s is titles of credentials */
  return g_strdup_printf (_ ("Done: %s"), names);
}

static const char *
state_icon (CoffretStepState state)
{
  switch (state) {
  case COFFRET_STEP_DONE:
    return "object-select-symbolic";
  case COFFRET_STEP_LAPSED:
    return "dialog-warning-symbolic";
  case COFFRET_STEP_MISSING:
  default:
    return "coffret-loose-symbolic";
  }
}

static void
on_opened (CoffretPathwayDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_step (CoffretPathwayDialog *self,
          const CoffretPathwayStep *step,
          const CoffretStepProgress *progress)
{
  CoffretLibrary *library = coffret_session_get_library (self->session);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0,
                                 "subtitle-lines", 0, NULL);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", state_icon (progress->state),
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *words = coffret_pathway_step_words (library, step, progress);
  /* Translators: %s is a step of a pathway that need not be done */
  g_autofree char *title =
    step->optional ? g_strdup_printf (_ ("%s (optional)"), step->name) : g_strdup (step->name);
  g_autofree char *sentence = g_strdup_printf ("%s. %s.", title, words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  coffret_spoken_set (row, sentence);
  if (progress->ids->len > 0) {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s",
                                      g_ptr_array_index (progress->ids, 0));
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "vault.open");
    g_signal_connect_object (row, "activated", G_CALLBACK (on_opened), self, G_CONNECT_SWAPPED);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                             NULL));
  }
  adw_preferences_group_add (self->steps, row);
}

static void
on_change (CoffretPathwayDialog *self)
{
  const CoffretPathwayRow *row = coffret_plans_find_pathway (
    coffret_library_get_plans (coffret_session_get_library (self->session)), self->id);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  AdwDialog *dialog;

  if (!row || !parent)
    return;
  dialog = ADW_DIALOG (coffret_pathway_edit_dialog_new (self->session, row, NULL));
  adw_dialog_present (dialog, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_removed (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (owner));

  if (error) {
    coffret_tell_error (root, _ ("That Could Not Be Done"), error);
    return;
  }
  adw_dialog_close (ADW_DIALOG (owner));
  coffret_tell_undo (root, _ ("The pathway is removed"));
}

static void
on_remove (CoffretPathwayDialog *self)
{
  coffret_when (coffret_session_remove_pathway (self->session, self->id), self, on_removed, NULL,
                NULL);
}

static void
coffret_pathway_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PATHWAY_DIALOG);
  g_clear_object (&COFFRET_PATHWAY_DIALOG (object)->session);
  G_OBJECT_CLASS (coffret_pathway_dialog_parent_class)->dispose (object);
}

static void
coffret_pathway_dialog_finalize (GObject *object)
{
  g_free (COFFRET_PATHWAY_DIALOG (object)->id);
  G_OBJECT_CLASS (coffret_pathway_dialog_parent_class)->finalize (object);
}

static void
coffret_pathway_dialog_class_init (CoffretPathwayDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_pathway_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_pathway_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/pathway-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayDialog, progress_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayDialog, change_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayDialog, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_change);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
coffret_pathway_dialog_init (CoffretPathwayDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretPathwayDialog *
coffret_pathway_dialog_new (CoffretSession *session, const CoffretPathwayProgress *progress)
{
  CoffretPathwayDialog *self = g_object_new (COFFRET_TYPE_PATHWAY_DIALOG, NULL);
  const CoffretPathwayPlan *plan = progress->plan;
  g_autofree char *words = coffret_figures_pathway_words (progress);
  gboolean may = coffret_session_can_change (session);

  self->session = g_object_ref (session);
  self->id = g_strdup (progress->id);
  gtk_widget_set_sensitive (self->change_button, may && plan->steps->len > 0);
  gtk_widget_set_sensitive (self->remove_button, may);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->progress_row), plan->name);
  adw_action_row_set_subtitle (self->progress_row, words);
  for (guint i = 0; i < plan->steps->len; i++)
    add_step (self, g_ptr_array_index (plan->steps, i), g_ptr_array_index (progress->steps, i));
  gtk_widget_set_visible (GTK_WIDGET (self->steps), plan->steps->len > 0);
  return self;
}
