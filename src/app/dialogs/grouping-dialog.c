#include "app/dialogs/grouping-dialog.h"

#include <glib/gi18n-lib.h>

#include "app/closures.h"
#include "app/tell.h"
#include "app/when.h"
#include "app/widgets/choice-row.h"
#include "organise/grouping.h"

/* A compartment for one credential is no help, and more than these are none either. */
#define LEAST 2
#define MOST 30

struct _CoffretGroupingDialog {
  AdwDialog parent_instance;

  GtkWidget *make_button;
  AdwComboRow *key_row;
  AdwPreferencesGroup *groups;
  GtkWidget *offer_row;

  CoffretSession *session;
  GtkWidget *owner; /* weak */
  CoffretFacets *facets;
  GCancellable *cancellable;
  GPtrArray *rows; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (CoffretGroupingDialog, coffret_grouping_dialog, ADW_TYPE_DIALOG)

static const CoffretTermKey keys[] = { COFFRET_TERM_KIND, COFFRET_TERM_ISSUER, COFFRET_TERM_YEAR,
                                       COFFRET_TERM_SKILL };

static void
on_cancel (CoffretGroupingDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* CoffretFacet's, borrowed. */
static GPtrArray *
list_chosen (CoffretGroupingDialog *self)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    if (adw_switch_row_get_active (g_ptr_array_index (self->rows, i)))
      g_ptr_array_add (chosen,
                       g_object_get_data (G_OBJECT (g_ptr_array_index (self->rows, i)), "facet"));
  return chosen;
}

static void
on_choice_changed (CoffretGroupingDialog *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);

  gtk_widget_set_sensitive (self->make_button, chosen->len > 0);
}

static void
on_made (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  if (error)
    coffret_tell_error (owner, _ ("The Compartments Could Not Be Made"), error);
  else
    coffret_tell_undo (owner, data);
}

static void
on_make (CoffretGroupingDialog *self)
{
  g_autoptr (GPtrArray) chosen = list_chosen (self);

  /* A vault that was locked meanwhile is no longer in a window. */
  if (chosen->len > 0 && self->owner && gtk_widget_get_root (self->owner))
    coffret_when (
      coffret_grouping_make (self->session, chosen), self->owner, on_made,
      g_strdup_printf (
        /* Translators: %u is a number */
        ngettext ("%u compartment is made", "%u compartments are made", chosen->len), chosen->len),
      g_free);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
append_row (CoffretGroupingDialog *self, CoffretFacet *facet)
{
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *count = coffret_count_words (facet->count, FALSE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), facet->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), count);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "facet", facet);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_choice_changed), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->groups, row);
  g_ptr_array_add (self->rows, row);
}

static void
on_key_changed (CoffretGroupingDialog *self)
{
  GPtrArray *facets;

  if (!self->facets)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->groups, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  facets = self->facets->by_key[keys[adw_combo_row_get_selected (self->key_row)]];
  for (guint i = 0; i < facets->len && self->rows->len < MOST; i++) {
    CoffretFacet *facet = g_ptr_array_index (facets, i);

    if (facet->count >= LEAST)
      append_row (self, facet);
  }
  adw_preferences_group_set_description (
    self->groups, self->rows->len > 0 ? NULL : _ ("No two of them have this in common."));
  on_choice_changed (self);
}

static void
on_facets (gpointer owner, const GValue *value, const GError *error, gpointer data)
{
  CoffretGroupingDialog *self = owner;

  g_clear_object (&self->cancellable);
  if (error)
    return;
  self->facets = g_value_dup_boxed (value);
  on_key_changed (self);
}

static void
coffret_grouping_dialog_dispose (GObject *object)
{
  CoffretGroupingDialog *self = COFFRET_GROUPING_DIALOG (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), COFFRET_TYPE_GROUPING_DIALOG);
  G_OBJECT_CLASS (coffret_grouping_dialog_parent_class)->dispose (object);
}

static void
coffret_grouping_dialog_finalize (GObject *object)
{
  CoffretGroupingDialog *self = COFFRET_GROUPING_DIALOG (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->facets, coffret_facets_unref);
  G_OBJECT_CLASS (coffret_grouping_dialog_parent_class)->finalize (object);
}

static void
coffret_grouping_dialog_class_init (CoffretGroupingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = coffret_grouping_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = coffret_grouping_dialog_finalize;
  g_type_ensure (COFFRET_TYPE_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/coffret/Coffret/dialogs/grouping-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupingDialog, make_button);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupingDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupingDialog, groups);
  gtk_widget_class_bind_template_child (widget_class, CoffretGroupingDialog, offer_row);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_key_changed);
}

static void
coffret_grouping_dialog_init (CoffretGroupingDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CoffretGroupingDialog *
coffret_grouping_dialog_new (CoffretSession *session, GSettings *settings, GtkWidget *owner)
{
  CoffretGroupingDialog *self = g_object_new (COFFRET_TYPE_GROUPING_DIALOG, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->owner, owner);
  if (settings)
    g_settings_bind (settings, "offer-compartments", self->offer_row, "active",
                     G_SETTINGS_BIND_DEFAULT);
  else
    gtk_widget_set_visible (self->offer_row, FALSE);
  self->cancellable = g_cancellable_new ();
  coffret_when (
    coffret_facets_make (coffret_session_get_library (session), TRUE, self->cancellable), self,
    on_facets, NULL, NULL);
  return self;
}
