#include "app/fault.h"

#include <adwaita.h>

static void
set_wrong (GtkWidget *field, GtkLabel *fault, gboolean wrong)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (field);

  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (wrong) {
    gtk_widget_add_css_class (field, "error");
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, fault, NULL,
                                    -1);
  } else {
    gtk_widget_remove_css_class (field, "error");
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
  }
}

void
coffret_fault_show_at (GtkLabel *fault, GtkWidget *field, const char *sentence)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (fault), ADW_TYPE_DIALOG);
  GtkWidget *before = g_object_get_data (G_OBJECT (fault), "field");

  if (before && (before != field || !sentence))
    set_wrong (before, fault, FALSE);
  g_object_set_data (G_OBJECT (fault), "field", sentence ? field : NULL);
  gtk_label_set_label (fault, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (fault), sentence != NULL);
  if (sentence && field)
    set_wrong (field, fault, TRUE);
  /* From the dialog: what was hidden until now may not be known on the bus yet. */
  if (sentence && dialog)
    gtk_accessible_announce (GTK_ACCESSIBLE (dialog), sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

void
coffret_fault_show (GtkLabel *fault, const char *sentence)
{
  coffret_fault_show_at (fault, NULL, sentence);
}
