#include "app/widgets/year-chart.h"

#include <adwaita.h>
#include <math.h>

#define HEIGHT 180
#define BAR_MAX 48
#define GAP 0.3 /* of what a bar has, is left beside it */
#define RADIUS 4
#define PADDING 4 /* between a bar and its texts */

struct _CoffretYearChart {
  GtkWidget parent_instance;

  int first;
  double target; /* 0: none */
  gboolean split;
  GArray *values; /* double */
};

G_DEFINE_FINAL_TYPE (CoffretYearChart, coffret_year_chart, GTK_TYPE_WIDGET)

static void
coffret_year_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  CoffretYearChart *self = COFFRET_YEAR_CHART (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = *natural = HEIGHT;
  } else {
    *minimum = 120;
    *natural = MAX (*minimum, (int) self->values->len * BAR_MAX);
  }
}

static PangoLayout *
layout_new (CoffretYearChart *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static int
text_width (CoffretYearChart *self, const char *text)
{
  g_autoptr (PangoLayout) layout = layout_new (self, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static char *
format_value (double value)
{
  return g_strdup_printf ("%'.*f", value < 10 && value != round (value) ? 1 : 0, value);
}

static char *
format_year (CoffretYearChart *self, int year, gboolean shortened)
{
  if (self->split)
    return g_strdup_printf ("%d–%02d", shortened ? year % 100 : year, (year + 1) % 100);
  return shortened ? g_strdup_printf ("’%02d", year % 100) : g_strdup_printf ("%d", year);
}

static float
year_width (CoffretYearChart *self, gboolean shortened)
{
  g_autofree char *widest = format_year (self, 2028, shortened);
  g_autofree char *apart = g_strconcat (widest, " ", NULL);

  return (float) text_width (self, apart);
}

/* Beside the bars as over them, it must be told from both. */
static void
append_target (GtkSnapshot *snapshot, const GdkRGBA *colour, float width, float top)
{
  for (float x = 0; x < width; x += 9)
    gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x, top, 5, 2));
}

static void
append_text (
  CoffretYearChart *self, GtkSnapshot *snapshot, const char *text, float middle, float top)
{
  g_autoptr (PangoLayout) layout = layout_new (self, text);
  GdkRGBA colour;
  int width;

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot,
    &GRAPHENE_POINT_INIT (
      CLAMP (middle - width / 2.0f, 0, gtk_widget_get_width (GTK_WIDGET (self)) - width), top));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_bar (CoffretYearChart *self, GtkSnapshot *snapshot, graphene_rect_t *bar)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))));
  float radius = MIN (RADIUS, bar->size.height);
  GskRoundedRect outline;

  gsk_rounded_rect_init (&outline, bar, &GRAPHENE_SIZE_INIT (radius, radius),
                         &GRAPHENE_SIZE_INIT (radius, radius), graphene_size_zero (),
                         graphene_size_zero ());
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, accent, bar);
  gtk_snapshot_pop (snapshot);
}

static void
coffret_year_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CoffretYearChart *self = COFFRET_YEAR_CHART (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  guint n = self->values->len;
  float step = width / (float) MAX (n, 1);
  float bar_width = MIN (BAR_MAX, step * (1 - (float) GAP));
  double highest = 0;
  float most;
  float room;
  int line;
  gboolean shortened;
  guint every;
  GdkRGBA colour;
  g_autoptr (PangoLayout) sample = layout_new (self, "2026");

  pango_layout_get_pixel_size (sample, NULL, &line);
  room = height - 2 * (float) (line + PADDING);
  shortened = year_width (self, FALSE) > step;
  every = (guint) ceilf (year_width (self, shortened) / step);
  most = (float) self->target;
  for (guint i = 0; i < n; i++)
    highest = MAX (highest, g_array_index (self->values, double, i));
  most = MAX (most, (float) highest);
  gtk_widget_get_color (widget, &colour);
  colour.alpha *= 0.3f;
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (0, height - (float) (line + PADDING), width, 1));
  for (guint i = 0; i < n; i++) {
    double value = g_array_index (self->values, double, i);
    float middle = ((float) (mirrored ? n - 1 - i : i) + 0.5f) * step;
    float tall = most > 0 ? MAX (room * (float) value / most, value > 0 ? 2 : 0) : 0;
    float top = height - (float) (line + PADDING) - tall;
    g_autofree char *figure = format_value (value);

    if (value > 0) {
      append_bar (self, snapshot,
                  &GRAPHENE_RECT_INIT (middle - bar_width / 2, top, bar_width, tall));
      if ((float) text_width (self, figure) <= step || value >= highest)
        append_text (self, snapshot, figure, middle, top - (float) line - 1);
    }
    /* The last year is the one that people look for first. */
    if ((n - 1 - i) % MAX (every, 1) == 0) {
      g_autofree char *year = format_year (self, self->first + (int) i, shortened);

      append_text (self, snapshot, year, middle, height - (float) line);
    }
  }
  if (self->target > 0 && n > 0) {
    gtk_widget_get_color (widget, &colour);
    append_target (snapshot, &colour, width,
                   height - (float) (line + PADDING) - room * (float) self->target / most);
  }
}

static void
coffret_year_chart_finalize (GObject *object)
{
  g_array_unref (COFFRET_YEAR_CHART (object)->values);
  G_OBJECT_CLASS (coffret_year_chart_parent_class)->finalize (object);
}

static void
coffret_year_chart_class_init (CoffretYearChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = coffret_year_chart_finalize;
  widget_class->measure = coffret_year_chart_measure;
  widget_class->snapshot = coffret_year_chart_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
coffret_year_chart_init (CoffretYearChart *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (
    adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self))),
    "notify::accent-color-rgba", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

void
coffret_year_chart_set (
  CoffretYearChart *self, int first, const double *values, guint n_values, const char *sentence)
{
  self->first = first;
  g_array_set_size (self->values, 0);
  g_array_append_vals (self->values, values, n_values);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
coffret_year_chart_aim (CoffretYearChart *self, double target, gboolean split)
{
  self->target = target;
  self->split = split;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
