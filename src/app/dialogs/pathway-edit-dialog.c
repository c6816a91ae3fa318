#include "app/dialogs/pathway-edit-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/fault.h"
#include "app/focus.h"
#include "app/when.h"

struct _CoffretPathwayEditDialog {
  AdwDialog parent_instance;

  AdwEntryRow *name_row;
  AdwEntryRow *builds_row;
  AdwEntryRow *add_row;
  AdwPreferencesGroup *steps;
  GtkWidget *confirm_button;
  GtkLabel *fault;

  CoffretSession *session;
  char *id; /* NULL: a new one */
  CoffretPathwayPlan *plan;
  gboolean all; /* every step that is not optional is needed */
};

G_DEFINE_FINAL_TYPE (CoffretPathwayEditDialog, coffret_pathway_edit_dialog, ADW_TYPE_DIALOG)

static char *
text_of (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
on_changed (CoffretPathwayEditDialog *self)
{
  g_autofree char *name = text_of (self->name_row);

  gtk_widget_set_sensitive (self->confirm_button, *name != '\0' && self->plan->steps->len > 0);
  coffret_fault_show (self->fault, NULL);
}

static CoffretPathwayStep *
step_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "step");
}

static void
on_optional (GtkToggleButton *toggle, GParamSpec *pspec, GtkWidget *row)
{
  step_of (row)->optional = gtk_toggle_button_get_active (toggle);
}

static void
tell_equivalents (GtkWidget *row)
{
  CoffretPathwayStep *step = step_of (row);
  guint others = step->of->len - 1;
  g_autofree char *words =
    others > 0 ? g_strdup_printf (ngettext ("Or %u other", "Or one of %u others", others), others)
               : g_strdup ("");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static void
on_remove (CoffretPathwayEditDialog *self, GtkWidget *button)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (button), "row");

  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
  g_ptr_array_remove (self->plan->steps, step_of (row));
  adw_preferences_group_remove (self->steps, row);
  on_changed (self);
}

static void
add_step_row (CoffretPathwayEditDialog *self, CoffretPathwayStep *step)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", step->name,
                                 "title-lines", 0, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *optional = gtk_toggle_button_new_with_label (_ ("Optional"));
  /* Translators: %s is the name of a step */
  g_autofree char *words = g_strdup_printf (_ ("Take out “%s”"), step->name);
  /* Translators: a button that stays down: %s is the name of a step of a pathway */
  g_autofree char *may = g_strdup_printf (_ ("“%s” is optional"), step->name);

  g_object_set_data (G_OBJECT (row), "step", step);
  g_object_set_data (G_OBJECT (button), "row", row);
  gtk_widget_set_valign (optional, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (optional, "flat");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (optional), step->optional);
  gtk_accessible_update_property (GTK_ACCESSIBLE (optional), GTK_ACCESSIBLE_PROPERTY_LABEL, may,
                                  -1);
  g_signal_connect_object (optional, "notify::active", G_CALLBACK (on_optional), row, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), optional);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  tell_equivalents (row);
  adw_preferences_group_add (self->steps, row);
}

/* What TEXT names, each between semicolons. */
static CoffretPathwayStep *
read_step (CoffretPathwayEditDialog *self, const char *text)
{
  g_auto (GStrv) titles = g_strsplit (text, ";", COFFRET_PATHWAY_MAX_CRITERIA);
  CoffretPathwayStep *step = NULL;

  for (char **title = titles; *title; title++) {
    if (*g_strstrip (*title) == '\0')
      continue;
    if (step)
      coffret_pathway_step_add (step, *title, NULL, NULL);
    else
      step = coffret_pathway_plan_add (self->plan, *title, NULL, NULL);
  }
  return step;
}

static void
on_add (CoffretPathwayEditDialog *self)
{
  g_autofree char *title = text_of (self->add_row);
  CoffretPathwayStep *step;

  if (*title == '\0')
    return;
  if (self->plan->steps->len >= COFFRET_PATHWAY_MAX_STEPS ||
      g_utf8_strlen (title, -1) > COFFRET_PATHWAY_MAX_TEXT) {
    coffret_fault_show (self->fault, _ ("That is too much for one pathway."));
    return;
  }
  step = read_step (self, title);
  if (step)
    add_step_row (self, step);
  gtk_editable_set_text (GTK_EDITABLE (self->add_row), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->add_row));
  on_changed (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("The step is added"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
on_cancel (CoffretPathwayEditDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_saved (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_fault_show (COFFRET_PATHWAY_EDIT_DIALOG (owner)->fault, error->message);
  else
    adw_dialog_close (ADW_DIALOG (owner));
}

static guint
count_needed (const CoffretPathwayPlan *plan)
{
  guint count = 0;

  for (guint i = 0; i < plan->steps->len; i++)
    count += !((const CoffretPathwayStep *) g_ptr_array_index (plan->steps, i))->optional;
  return count;
}

static void
on_confirm (CoffretPathwayEditDialog *self)
{
  g_autofree char *name = text_of (self->name_row);
  g_autofree char *builds = text_of (self->builds_row);
  guint needed;

  on_add (self);
  needed = count_needed (self->plan);
  g_set_str (&self->plan->name, name);
  g_set_str (&self->plan->builds, *builds ? builds : NULL);
  self->plan->needs = self->all ? needed : MIN (self->plan->needs, needed);
  coffret_when (coffret_session_save_pathway (self->session, self->id, self->plan), self, on_saved,
                NULL, NULL);
}

static void
coffret_pathway_edit_dialog_map (GtkWidget *widget)
{
  GtkWidget *row = GTK_WIDGET (COFFRET_PATHWAY_EDIT_DIALOG (widget)->name_row);

  GTK_WIDGET_CLASS (coffret_pathway_edit_dialog_parent_class)->map (widget);
  coffret_focus_once_risen (row);
}

static void
coffret_pathway_edit_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_PATHWAY_EDIT_DIALOG);
  g_clear_object (&COFFRET_PATHWAY_EDIT_DIALOG (object)->session);
  G_OBJECT_CLASS (coffret_pathway_edit_dialog_parent_class)->dispose (object);
}

static void
coffret_pathway_edit_dialog_finalize (GObject *object)
{
  CoffretPathwayEditDialog *self = COFFRET_PATHWAY_EDIT_DIALOG (object);

  g_free (self->id);
  coffret_pathway_plan_free (self->plan);
  G_OBJECT_CLASS (coffret_pathway_edit_dialog_parent_class)->finalize (object);
}

static void
coffret_pathway_edit_dialog_class_init (CoffretPathwayEditDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_pathway_edit_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_pathway_edit_dialog_finalize;
  widget_class->map = coffret_pathway_edit_dialog_map;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/pathway-edit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayEditDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayEditDialog, builds_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayEditDialog, add_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayEditDialog, steps);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayEditDialog, confirm_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretPathwayEditDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
}

static void
coffret_pathway_edit_dialog_init (CoffretPathwayEditDialog *self)
{
  self->plan = coffret_pathway_plan_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* PLAN (taken) is nullable: an empty one. */
static CoffretPathwayEditDialog *
dialog_new (CoffretSession *session,
            const char *id,
            const char *name,
            CoffretPathwayPlan *plan,
            GPtrArray *entries)
{
  CoffretPathwayEditDialog *self = g_object_new (COFFRET_TYPE_PATHWAY_EDIT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->id = g_strdup (id);
  if (plan) {
    coffret_pathway_plan_free (self->plan);
    self->plan = plan;
    gtk_editable_set_text (GTK_EDITABLE (self->builds_row), plan->builds ?: "");
  }
  self->all = self->plan->needs == count_needed (self->plan);
  for (guint i = 0; entries && i < MIN (entries->len, COFFRET_PATHWAY_MAX_STEPS); i++) {
    CoffretEntry *entry = g_ptr_array_index (entries, i);
    g_autofree char *title = coffret_entry_name (entry);

    coffret_pathway_plan_add (self->plan, title, coffret_entry_get_issuer (entry),
                              coffret_entry_get_id (entry));
  }
  for (guint i = 0; i < self->plan->steps->len; i++)
    add_step_row (self, g_ptr_array_index (self->plan->steps, i));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name ?: "");
  on_changed (self);
  return self;
}

CoffretPathwayEditDialog *
coffret_pathway_edit_dialog_new (CoffretSession *session,
                                 const CoffretPathwayRow *row,
                                 GPtrArray *entries)
{
  return dialog_new (session, row ? row->id : NULL, row ? row->name : NULL,
                     row ? coffret_pathway_plan_of_row (row) : NULL, entries);
}

CoffretPathwayEditDialog *
coffret_pathway_edit_dialog_new_of_plan (CoffretSession *session, CoffretPathwayPlan *plan)
{
  g_autofree char *name = g_strdup (plan->name);

  return dialog_new (session, NULL, name, plan, NULL);
}
