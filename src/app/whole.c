#include "app/whole.h"

#include <adwaita.h>

#include "app/room.h"

#define LINES 6
#define USUAL 360 /* pixels that the platform's own windows have at least */
/* How far above a label of the platform's the widget is that it is part of. */
#define DEPTH 5

typedef enum {
  WAY_LEFT,   /* further lines, one below the other */
  WAY_CENTRE, /* in the middle */
  WAY_BUTTON, /* in the middle, and no word is broken: it has to be known at a glance */
  WAY_TOAST,  /* as WAY_LEFT, in what is only given the height of its natural width */
  WAY_TIP,    /* one line, and a tooltip: there is no place for a second one */
} Way;

/* Where the platform cuts off: by the name, and the class if any, that style sheets know. */
static const struct {
  const char *name;
  const char *style; /* nullable */
  Way way;
} places[] = {
  { "windowtitle", NULL, WAY_CENTRE }, { "button", NULL, WAY_BUTTON },
  { "headerbar", NULL, WAY_CENTRE },   { "row", "button", WAY_BUTTON },
  { "banner", NULL, WAY_CENTRE },      { "preferencesgroup", NULL, WAY_LEFT },
  { "row", "entry", WAY_TIP },         { "entry", NULL, WAY_TIP },
  { "toast", NULL, WAY_TOAST },
};

static gboolean
is_place (GtkWidget *widget, gsize i)
{
  return g_str_equal (gtk_widget_get_css_name (widget), places[i].name) &&
         (!places[i].style || gtk_widget_has_css_class (widget, places[i].style));
}

/* The nearest that LABEL is in, NULL: none; and which. */
static GtkWidget *
find_place (GtkWidget *label, gsize *which)
{
  GtkWidget *above = gtk_widget_get_parent (label);

  for (guint height = 0; above && height < DEPTH; height++) {
    for (*which = 0; *which < G_N_ELEMENTS (places); (*which)++)
      if (is_place (above, *which))
        return above;
    above = gtk_widget_get_parent (above);
  }
  return NULL;
}

static gboolean
on_query_tooltip (GtkWidget *place, int x, int y, gboolean keys, GtkTooltip *tip, GtkLabel *label)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (label)) ||
      !pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tip, gtk_label_get_text (label));
  return TRUE;
}

static void
add_tip (GtkLabel *label, GtkWidget *place)
{
  if (gtk_widget_get_has_tooltip (place))
    return;
  g_signal_connect_object (place, "query-tooltip", G_CALLBACK (on_query_tooltip), label, 0);
  gtk_widget_set_has_tooltip (place, TRUE);
}

static void
show_whole (GtkLabel *label, Way way)
{
  gtk_label_set_single_line_mode (label, FALSE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, way == WAY_BUTTON ? PANGO_WRAP_WORD : PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (label, LINES);
  /* Where there is room for one line, it takes no second one because the row is high enough. */
  if (way == WAY_BUTTON)
    gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  if (way == WAY_CENTRE || way == WAY_BUTTON)
    gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

/* What stands beside the heading LABEL of a group has its place below it. */
static void
stack_heading (GtkWidget *label)
{
  GtkWidget *words = gtk_widget_get_parent (label);
  GtkWidget *beside = words ? gtk_widget_get_next_sibling (words) : NULL;

  if (!beside || !GTK_IS_BOX (gtk_widget_get_parent (beside)))
    return;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_parent (beside)),
                                  GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_halign (beside, GTK_ALIGN_START);
}

/* Its words above; below them BUTTON, and what closes it at the end. */
static void
stack_toast (GtkWidget *toast, GtkWidget *button)
{
  GtkLayoutManager *grid = gtk_grid_layout_new ();
  int place = -1;

  gtk_widget_set_layout_manager (toast, grid);
  gtk_widget_set_hexpand (button, TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (toast); child;
       child = gtk_widget_get_next_sibling (child), place++)
    g_object_set (gtk_layout_manager_get_layout_child (grid, child), "column", MAX (0, place),
                  "row", place < 0 ? 0 : 1, "column-span", place < 0 ? 2 : 1, NULL);
}

/* A message is as high as it would be if it had the width that it wants: it may want no more than
 * there is. */
static void
fit_toast (GtkWidget *label, GtkWidget *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (toast, ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *button = gtk_widget_get_next_sibling (gtk_widget_get_first_child (toast));
  int width = overlay ? gtk_widget_get_width (overlay) : 0;
  int words, rest;

  if (width == 0 || coffret_room_wanted (toast) <= width)
    return;
  gtk_widget_add_css_class (toast, "whole");
  show_whole (GTK_LABEL (label), WAY_TOAST);
  if (button && gtk_widget_get_visible (button))
    stack_toast (toast, button);
  words = coffret_room_wanted (label);
  rest = coffret_room_wanted (toast) - words;
  if (width - rest < words)
    gtk_label_set_max_width_chars (GTK_LABEL (label), coffret_room_letters (label, width - rest));
  /* Else it would ask for the height that it has with a letter or two in a line. */
  gtk_label_set_width_chars (
    GTK_LABEL (label),
    coffret_room_letters (label, MIN (words, MIN (width, coffret_room_narrowest (label)) - rest)));
}

/* The same of the buttons of a question, which have the height of one line: what LABEL goes on with
 * has room once it says so. */
static gboolean
on_tick (GtkWidget *label, GdkFrameClock *clock, gpointer data)
{
  int width = gtk_widget_get_width (label);
  int height;

  if (width <= 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  if (height > gtk_widget_get_height (label))
    gtk_widget_set_size_request (label, -1, height);
  return G_SOURCE_REMOVE;
}

/* The platform's words have room in a window that is no narrower than it makes its own. */
static gboolean
is_cramped (GtkWidget *label)
{
  return coffret_room_is_large (label) ||
         gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (label))) < USUAL;
}

void
coffret_whole_keep (GtkLabel *words)
{
  GtkWidget *label = GTK_WIDGET (words);
  GtkWidget *place;
  gsize which;

  if (gtk_label_get_ellipsize (words) != PANGO_ELLIPSIZE_END)
    return;
  place = find_place (label, &which);
  if (place && places[which].way == WAY_TIP)
    add_tip (words, place);
  /* Elsewhere nothing is cut off, and all is left as the platform has it. */
  if (!place || places[which].way == WAY_TIP || !is_cramped (label))
    return;
  if (places[which].way == WAY_TOAST) {
    fit_toast (label, place);
  } else {
    gtk_widget_add_css_class (place, "whole");
    show_whole (words, places[which].way);
  }
  if (ADW_IS_PREFERENCES_GROUP (place))
    stack_heading (label);
  if (gtk_widget_get_ancestor (label, ADW_TYPE_ALERT_DIALOG))
    gtk_widget_add_tick_callback (label, on_tick, NULL, NULL);
}
