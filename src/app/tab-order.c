#include "app/tab-order.h"

#include "app/focus.h"

typedef gboolean (*FocusFunc) (GtkWidget *widget, GtkDirectionType direction);

static FocusFunc box_focus;
static FocusFunc center_box_focus;

/* From the child of LINE that has the focus, else from the end where reading begins. */
static gboolean
go_on (GtkWidget *line, GtkDirectionType direction)
{
  gboolean back = direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *focus = coffret_focus_get (line);
  GtkWidget *child = back ? gtk_widget_get_last_child (line) : gtk_widget_get_first_child (line);

  if (focus && gtk_widget_is_ancestor (focus, line))
    for (child = focus; gtk_widget_get_parent (child) != line;)
      child = gtk_widget_get_parent (child);
  for (; child;
       child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && gtk_widget_child_focus (child, direction))
      return TRUE;
  return FALSE;
}

static gboolean
focus_line (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (tab && gtk_orientable_get_orientation (GTK_ORIENTABLE (widget)) == GTK_ORIENTATION_HORIZONTAL)
    return go_on (widget, direction);
  return GTK_IS_BOX (widget) ? box_focus (widget, direction) : center_box_focus (widget, direction);
}

/* In the platform's own class: heads, rows and bars are made of boxes that nobody can get at. */
static void
replace (GType type, FocusFunc *usual)
{
  GtkWidgetClass *klass = GTK_WIDGET_CLASS (g_type_class_ref (type));

  *usual = klass->focus;
  klass->focus = focus_line;
}

void
coffret_tab_order_begin (void)
{
  if (box_focus)
    return;
  replace (GTK_TYPE_BOX, &box_focus);
  replace (GTK_TYPE_CENTER_BOX, &center_box_focus);
}
