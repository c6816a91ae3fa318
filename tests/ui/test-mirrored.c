/* What is drawn by hand begins where reading begins, and so does the focus. */
#include "app/widgets/passphrase-row.h"
#include "app/widgets/year-chart.h"
#include "ui-testing.h"

/* The middle of the one bar in NODE, or -1. */
static float
find_bar (const GskRenderNode *node)
{
  GskRenderNodeType type = gsk_render_node_get_node_type (node);
  graphene_rect_t bounds;

  if (type == GSK_ROUNDED_CLIP_NODE) {
    gsk_render_node_get_bounds ((GskRenderNode *) node, &bounds);
    return bounds.origin.x + bounds.size.width / 2;
  }
  if (type == GSK_CONTAINER_NODE)
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++) {
      float middle = find_bar (gsk_container_node_get_child (node, i));

      if (middle >= 0)
        return middle;
    }
  return -1;
}

static float
draw (GtkWidget *chart, GtkTextDirection direction)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gtk_widget_set_direction (chart, direction);
  GTK_WIDGET_GET_CLASS (chart)->snapshot (chart, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  return find_bar (node);
}

static void
test_chart (void)
{
  GtkWidget *chart = g_object_new (COFFRET_TYPE_YEAR_CHART, NULL);
  GtkWindow *window = GTK_WINDOW (adw_window_new ());
  const double values[] = { 5, 0, 0 };
  float width, first, last;

  coffret_year_chart_set (COFFRET_YEAR_CHART (chart), 2024, values, 3, "Three years");
  adw_window_set_content (ADW_WINDOW (window), chart);
  ui_testing_show (window);
  ui_testing_settle ();
  width = (float) gtk_widget_get_width (chart);
  first = draw (chart, GTK_TEXT_DIR_LTR);
  last = draw (chart, GTK_TEXT_DIR_RTL);
  g_assert_cmpfloat (first, >, 0);
  g_assert_cmpfloat (first, <, width / 3);
  g_assert_cmpfloat_with_epsilon (first + last, width, 2);
  ui_testing_finish (window);
}

static void
add_button (GtkWidget *line, const char *label, void (*add) (GtkCenterBox *, GtkWidget *))
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  /* Not quite at the height of the others. */
  gtk_widget_set_margin_bottom (button, *label == 'B' ? 1 : 0);
  if (add)
    add (GTK_CENTER_BOX (line), button);
  else
    gtk_box_append (GTK_BOX (line), button);
}

static void
assert_order (GtkWidget *line, GtkDirectionType direction, const char *expected)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (line));
  g_autoptr (GString) order = g_string_new (NULL);

  gtk_window_set_focus (window, NULL);
  while (gtk_widget_child_focus (line, direction))
    g_string_append (order, gtk_button_get_label (GTK_BUTTON (gtk_window_get_focus (window))));
  g_assert_cmpstr (order->str, ==, expected);
}

/* Along a line as one reads it, from either side. */
static void
test_line (void)
{
  for (GtkTextDirection to = GTK_TEXT_DIR_LTR; to <= GTK_TEXT_DIR_RTL; to++) {
    GtkWindow *window = GTK_WINDOW (adw_window_new ());
    GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    GtkWidget *centre = gtk_center_box_new ();
    GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

    gtk_widget_set_default_direction (to);
    add_button (box, "A", NULL);
    add_button (box, "B", NULL);
    add_button (box, "C", NULL);
    add_button (centre, "C", gtk_center_box_set_end_widget);
    add_button (centre, "A", gtk_center_box_set_start_widget);
    add_button (centre, "B", gtk_center_box_set_center_widget);
    gtk_box_append (GTK_BOX (both), box);
    gtk_box_append (GTK_BOX (both), centre);
    adw_window_set_content (ADW_WINDOW (window), both);
    ui_testing_show (window);
    ui_testing_wait_until (gtk_widget_get_width (centre) > 0);
    assert_order (box, GTK_DIR_TAB_FORWARD, "ABC");
    assert_order (box, GTK_DIR_TAB_BACKWARD, "CBA");
    assert_order (centre, GTK_DIR_TAB_FORWARD, "ABC");
    assert_order (centre, GTK_DIR_TAB_BACKWARD, "CBA");
    assert_order (both, GTK_DIR_TAB_FORWARD, "ABCABC");
    ui_testing_finish (window);
  }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Whatever the size of the letters, Tab comes to the field first, and then to the eye beside it. */
static void
test_passphrase (void)
{
  for (int percent = 100; percent <= 200; percent += 5)
    for (GtkTextDirection to = GTK_TEXT_DIR_LTR; to <= GTK_TEXT_DIR_RTL; to++) {
      GtkWindow *window = GTK_WINDOW (adw_window_new ());
      GtkWidget *group = adw_preferences_group_new ();
      GtkWidget *row;

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", percent * 96 * PANGO_SCALE / 100,
                    NULL);
      gtk_widget_set_default_direction (to);
      row = g_object_new (COFFRET_TYPE_PASSPHRASE_ROW, "title", "Passphrase", NULL);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      adw_window_set_content (ADW_WINDOW (window), group);
      ui_testing_show (window);
      ui_testing_wait_until (gtk_widget_get_width (row) > 0);
      gtk_window_set_focus (window, NULL);
      g_assert_true (gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD));
      g_test_message ("%d %%, %s", percent, to == GTK_TEXT_DIR_RTL ? "right to left" : "usual");
      g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (window)));
      g_assert_true (gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD));
      g_assert_true (GTK_IS_TOGGLE_BUTTON (gtk_window_get_focus (window)));
      g_assert_false (gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD));
      g_assert_true (gtk_widget_child_focus (row, GTK_DIR_TAB_BACKWARD));
      g_assert_true (GTK_IS_TEXT (gtk_window_get_focus (window)));
      g_assert_false (gtk_widget_child_focus (row, GTK_DIR_TAB_BACKWARD));
      ui_testing_finish (window);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

int
main (int argc, char **argv)
{
  ui_testing_init (&argc, &argv);
  g_test_add_func ("/mirrored/chart", test_chart);
  g_test_add_func ("/mirrored/line", test_line);
  g_test_add_func ("/mirrored/passphrase", test_passphrase);
  return g_test_run ();
}
