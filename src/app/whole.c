#include "app/whole.h"

#include <adwaita.h>

#define LINES 6
#define LARGE_DPI 144 /* 96 is 100 % */
/* How far above a label of the platform's the widget is that it is part of. */
#define DEPTH 5

typedef enum {
  WAY_LEFT,   /* further lines, one below the other */
  WAY_CENTRE, /* in the middle */
  WAY_TIP,    /* one line, and a tooltip: there is no place for a second one */
} Way;

/* Where the platform cuts off: by the name, and the class if any, that style sheets know. */
static const struct {
  const char *name;
  const char *style; /* nullable */
  Way way;
} places[] = {
  { "windowtitle", NULL, WAY_CENTRE }, { "headerbar", NULL, WAY_CENTRE },
  { "button", NULL, WAY_CENTRE },      { "row", "button", WAY_CENTRE },
  { "banner", NULL, WAY_CENTRE },      { "preferencesgroup", NULL, WAY_LEFT },
  { "row", "entry", WAY_TIP },         { "entry", NULL, WAY_TIP },
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
show_whole (GtkLabel *label, gboolean centred)
{
  gtk_label_set_single_line_mode (label, FALSE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  /* One line wherever there is room for one. With larger letters a line may be higher than the
   * place that is asked about, for which the toolkit then finds no natural width that is one. */
  if (!coffret_whole_is_large (GTK_WIDGET (label)))
    gtk_label_set_natural_wrap_mode (label, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (label, LINES);
  if (centred)
    gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
}

static gboolean
on_map (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer data)
{
  GtkWidget *widget = g_value_get_object (values);
  GtkWidget *place;
  gsize which;

  /* A question gives its buttons the height of one line. */
  if (!GTK_IS_LABEL (widget) ||
      gtk_label_get_ellipsize (GTK_LABEL (widget)) != PANGO_ELLIPSIZE_END ||
      gtk_widget_get_ancestor (widget, ADW_TYPE_ALERT_DIALOG))
    return TRUE;
  place = find_place (widget, &which);
  if (place && places[which].way == WAY_TIP)
    add_tip (GTK_LABEL (widget), place);
  else if (place)
    show_whole (GTK_LABEL (widget), places[which].way == WAY_CENTRE);
  return TRUE; /* the next, too */
}

void
coffret_whole_begin (void)
{
  static gulong hook;

  if (hook == 0) {
    /* Its signals are there once the class is. */
    g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
    hook =
      g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, on_map, NULL, NULL);
  }
}

gboolean
coffret_whole_is_large (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi >= LARGE_DPI * PANGO_SCALE;
}
