#include "app/focus.h"

GtkWidget *
coffret_focus_get (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root ? gtk_root_get_focus (root) : NULL;
}

static gboolean
on_frame (GtkWidget *row, GdkFrameClock *clock, gpointer unused)
{
  GtkWidget *focus = coffret_focus_get (row);

  if (focus && (focus == row || gtk_widget_is_ancestor (focus, row)))
    return G_SOURCE_REMOVE;
  gtk_widget_grab_focus (row);
  return G_SOURCE_CONTINUE;
}

void
coffret_focus_once_risen (GtkWidget *row)
{
  gtk_widget_add_tick_callback (row, on_frame, NULL, NULL);
}

/* DATA: whether a frame has been laid out. */
static gboolean
on_placed (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  gboolean *laid_out = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);

  if (!*laid_out) {
    *laid_out = TRUE;
    return G_SOURCE_CONTINUE;
  }
  if (viewport)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
  return G_SOURCE_REMOVE;
}

void
coffret_focus_show (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, on_placed, g_new0 (gboolean, 1), g_free);
}

void
coffret_focus_once_placed (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
  coffret_focus_once_risen (row);
  coffret_focus_show (row);
}

void
coffret_focus_row (GtkListBox *list, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) index);

  if (row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
