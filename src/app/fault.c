#include "app/fault.h"

void
coffret_fault_show (GtkLabel *fault, const char *sentence)
{
  gtk_label_set_label (fault, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (fault), sentence != NULL);
  /* From the window: what was hidden until now may not be known on the bus yet. */
  if (sentence && gtk_widget_get_root (GTK_WIDGET (fault)))
    gtk_accessible_announce (GTK_ACCESSIBLE (gtk_widget_get_root (GTK_WIDGET (fault))), sentence,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}
