#include "app/focus.h"

static gboolean
on_frame (GtkWidget *row, GdkFrameClock *clock, gpointer unused)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (row));

  if (focus && gtk_widget_is_ancestor (focus, row))
    return G_SOURCE_REMOVE;
  gtk_widget_grab_focus (row);
  return G_SOURCE_CONTINUE;
}

void
coffret_focus_once_risen (GtkWidget *row)
{
  gtk_widget_add_tick_callback (row, on_frame, NULL, NULL);
}
