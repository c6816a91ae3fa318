#include "cuts.h"

#include <adwaita.h>

/* It takes a pixel more or less to draw half of one. */
#define SLACK 1

static gboolean
is_outside (GtkWidget *widget)
{
  GtkWidget *frame = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  gboolean scrolled = frame != NULL;
  graphene_rect_t bounds;

  frame = frame ?: GTK_WIDGET (gtk_widget_get_native (widget));
  if (!frame || frame == widget || !gtk_widget_compute_bounds (widget, frame, &bounds))
    return FALSE;
  return bounds.origin.x < -SLACK ||
         bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (frame) + SLACK ||
         (!scrolled &&
          (bounds.origin.y < -SLACK ||
           bounds.origin.y + bounds.size.height > (float) gtk_widget_get_height (frame) + SLACK));
}

/* The rest can be read all the same. */
static gboolean
has_tip (GtkWidget *label)
{
  for (GtkWidget *above = label; above && !GTK_IS_ROOT (above);
       above = gtk_widget_get_parent (above))
    if (gtk_widget_get_has_tooltip (above))
      return TRUE;
  return FALSE;
}

/* Whether it goes on in a further line from within a word. */
static gboolean
breaks_words (PangoLayout *layout)
{
  int n;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, &n);
  const char *text = pango_layout_get_text (layout);

  for (int i = 1; i < pango_layout_get_line_count (layout); i++) {
    PangoLayoutLine *line = pango_layout_get_line_readonly (layout, i);
    glong at = g_utf8_pointer_to_offset (text, text + pango_layout_line_get_start_index (line));

    if (at < n && !attributes[at].is_line_break)
      return TRUE;
  }
  return FALSE;
}

/* What has to be known at a glance: what a button does, what a row is and what a group is of. */
static gboolean
is_known_at_a_glance (GtkWidget *label)
{
  return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) ||
         gtk_widget_get_ancestor (label, ADW_TYPE_BUTTON_ROW) ||
         gtk_widget_has_css_class (label, "heading") ||
         (gtk_widget_has_css_class (label, "title") &&
          gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW));
}

static const char *
judge_label (GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout))
    return has_tip (GTK_WIDGET (label)) ? NULL : "ellipsis";
  if (width > gtk_widget_get_width (GTK_WIDGET (label)) + SLACK)
    return "wide";
  if (height > gtk_widget_get_height (GTK_WIDGET (label)) + SLACK)
    return "high";
  if (is_known_at_a_glance (GTK_WIDGET (label)) && breaks_words (layout))
    return "broken";
  return is_outside (GTK_WIDGET (label)) ? "outside" : NULL;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget) || GTK_IS_PICTURE (widget);
}

static void
note (GString *found, const char *what, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');

  g_string_append_printf (found, "%s\t%s\n", what, line);
}

static void
look (GtkWidget *widget, GString *found)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (GTK_IS_LABEL (widget)) {
    const char *text = gtk_label_get_text (GTK_LABEL (widget));
    const char *what = *text != '\0' ? judge_label (GTK_LABEL (widget)) : NULL;

    if (what)
      note (found, what, text);
  } else if (is_control (widget) && is_outside (widget)) {
    note (found, "outside",
          gtk_widget_get_tooltip_text (widget) ?: gtk_widget_get_css_name (widget));
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    look (child, found);
}

static int
least_width (GtkWidget *widget)
{
  int least = 0;

  if (gtk_widget_get_mapped (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* Below WIDGET the smallest part that asks for more than ROOM, so that one knows what to mend. */
static void
blame (GtkWidget *widget, int room, GString *found)
{
  g_autofree char *much = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (least_width (child) > room) {
      blame (child, room, found);
      return;
    }
  much = g_strdup_printf ("%d of %d pixels: %s %s", least_width (widget), room,
                          G_OBJECT_TYPE_NAME (widget),
                          GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : "");
  note (found, "window", much);
}

/* What shows only as much of itself as there is room for does not ask its window for it. */
static void
blame_all (GtkWidget *widget, int room, GString *found)
{
  if (least_width (widget) > room) {
    blame (widget, room, found);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    blame_all (child, room, found);
}

void
cuts_find (GString *found, int room)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (!gtk_widget_get_mapped (window))
      continue;
    /* It has a frame around what it has room for. */
    for (GtkWidget *child = gtk_widget_get_first_child (window); child && room > 0;
         child = gtk_widget_get_next_sibling (child))
      blame_all (child, room, found);
    look (window, found);
  }
}
