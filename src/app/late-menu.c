#include "app/late-menu.h"

static void
on_wanted (GtkMenuButton *button, gpointer menu)
{
  if (!gtk_menu_button_get_menu_model (button))
    gtk_menu_button_set_menu_model (button, menu);
}

void
coffret_late_menu_set (GtkMenuButton *button, GMenuModel *menu)
{
  /* It has been made before. */
  if (gtk_menu_button_get_menu_model (button))
    gtk_menu_button_set_menu_model (button, NULL);
  gtk_menu_button_set_create_popup_func (button, on_wanted, g_object_ref (menu), g_object_unref);
}
