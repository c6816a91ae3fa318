#include "app/pills.h"

#include <adwaita.h>

static void
wrap_within (GtkWidget *widget, gboolean pill)
{
  pill |= gtk_widget_has_css_class (widget, "pill");
  if (pill && GTK_IS_BUTTON (widget))
    gtk_button_set_can_shrink (GTK_BUTTON (widget), FALSE); /* that would cut them */
  if (pill && GTK_IS_LABEL (widget)) {
    gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
    gtk_label_set_wrap_mode (GTK_LABEL (widget), PANGO_WRAP_WORD_CHAR);
    gtk_label_set_natural_wrap_mode (GTK_LABEL (widget), GTK_NATURAL_WRAP_WORD);
    gtk_label_set_justify (GTK_LABEL (widget), GTK_JUSTIFY_CENTER);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    wrap_within (child, pill);
}

void
coffret_pills_wrap (GtkWidget *page)
{
  /* A dialog has its child below it only while it is shown. */
  if (ADW_IS_DIALOG (page))
    page = adw_dialog_get_child (ADW_DIALOG (page));
  wrap_within (page, FALSE);
}
