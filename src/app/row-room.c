#include "app/row-room.h"

#include "app/room.h"

/* Pixels that are no loss to the words: a switch has them, an arrow, and two buttons with a sign.
 */
#define BESIDE 96
#define STACKED "whole"

static GtkWidget *
find_part (GtkWidget *header, const char *style)
{
  for (GtkWidget *child = gtk_widget_get_first_child (header); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, style))
      return child;
  return NULL;
}

void
coffret_row_room_make (AdwActionRow *row)
{
  GtkWidget *header = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));
  GtkWidget *words = header ? find_part (header, "title") : NULL;
  GtkWidget *end = header ? find_part (header, "suffixes") : NULL;
  GtkLayoutManager *grid;
  int column = 0;

  /* The room of a choice is made elsewhere: choice-row.h. */
  if (!words || !end || ADW_IS_COMBO_ROW (row) ||
      gtk_widget_has_css_class (GTK_WIDGET (row), STACKED) ||
      !coffret_room_is_large (GTK_WIDGET (row)) || !gtk_widget_get_visible (end) ||
      coffret_room_wanted (end) <= BESIDE)
    return;
  grid = gtk_grid_layout_new ();
  gtk_widget_set_layout_manager (header, grid);
  gtk_widget_add_css_class (GTK_WIDGET (row), STACKED);
  for (GtkWidget *child = gtk_widget_get_first_child (header); child && child != end;
       child = gtk_widget_get_next_sibling (child)) {
    GtkLayoutChild *place = gtk_layout_manager_get_layout_child (grid, child);

    g_object_set (place, "column", column, NULL);
    if (child == words)
      g_object_set (gtk_layout_manager_get_layout_child (grid, end), "column", column, "row", 1,
                    NULL);
    column++;
  }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_halign (end, GTK_ALIGN_START);
}
