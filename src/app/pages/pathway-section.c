#include "app/pages/pathway-section.h"

#include <glib/gi18n-lib.h>

#include "app/dialogs/pathway-edit-dialog.h"
#include "app/spoken.h"
#include "organise/proposing.h"

static gboolean
is_there (CoffretSession *session, const char *name)
{
  GPtrArray *pathways =
    coffret_plans_get_pathways (coffret_library_get_plans (coffret_session_get_library (session)));

  for (guint i = 0; i < pathways->len; i++)
    if (g_str_equal (((const CoffretPathwayRow *) g_ptr_array_index (pathways, i))->name, name))
      return TRUE;
  return FALSE;
}

/* What was made is no suggestion any more, until it is undone. */
static void
on_plans_changed (GtkWidget *group)
{
  CoffretSession *session = g_object_get_data (G_OBJECT (group), "session");
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), "rows");
  gboolean any = FALSE;

  for (guint i = 0; i < rows->len; i++) {
    AdwPreferencesRow *row = g_ptr_array_index (rows, i);
    gboolean open = !is_there (session, adw_preferences_row_get_title (row));

    gtk_widget_set_visible (GTK_WIDGET (row), open);
    any |= open;
  }
  gtk_widget_set_visible (group, any);
}

/* The row says what the pathway is as a file would: it needs no more than that. */
static void
on_activated (GtkWidget *row, CoffretSession *session)
{
  const char *definition = g_object_get_data (G_OBJECT (row), "definition");
  CoffretPathwayPlan *plan = coffret_pathway_plan_read (definition, strlen (definition), NULL);

  if (plan)
    adw_dialog_present (ADW_DIALOG (coffret_pathway_edit_dialog_new_of_plan (session, plan)), row);
}

static GtkWidget *
row_new (CoffretSession *session, const CoffretPathwayPlan *plan)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *details = g_strdup_printf (
    ngettext ("%u step builds it", "%u steps build it", plan->steps->len), plan->steps->len);
  g_autofree char *words = NULL;

  /* Translators: what a screen reader says of a row: the name of a pathway, then "3 steps build
   * it" */
  words = g_strdup_printf (_ ("Make the pathway “%s”: %s"), plan->name, details);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), plan->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), details);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  coffret_spoken_set (row, words);
  g_object_set_data_full (G_OBJECT (row), "definition", coffret_pathway_plan_write (plan), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), session, G_CONNECT_DEFAULT);
  return row;
}

void
coffret_pathway_section_append (GtkBox *box,
                                CoffretSession *session,
                                CoffretEntry *entry,
                                const CoffretCredential *credential)
{
  g_autoptr (GPtrArray) plans = coffret_pathways_propose (credential, coffret_entry_get_id (entry));
  GtkWidget *group;
  GPtrArray *rows;

  if (plans->len == 0 || !coffret_session_can_change (session))
    return;
  group = adw_preferences_group_new ();
  rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Pathways in It"));
  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _ ("It says what builds what. Make a pathway of it to see how far you are."));
  for (guint i = 0; i < plans->len; i++) {
    GtkWidget *row = row_new (session, g_ptr_array_index (plans, i));

    g_ptr_array_add (rows, row);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
  g_object_set_data_full (G_OBJECT (group), "rows", rows, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (group), "session", g_object_ref (session), g_object_unref);
  g_signal_connect_object (coffret_library_get_plans (coffret_session_get_library (session)),
                           "changed", G_CALLBACK (on_plans_changed), group, G_CONNECT_SWAPPED);
  on_plans_changed (group);
  gtk_box_append (box, group);
}
