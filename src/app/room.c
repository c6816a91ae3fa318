#include "app/room.h"

#define LARGE_DPI 144 /* 96 is 100 % */
/* Pixels. */
#define NARROWEST 320
#define NARROWEST_LARGE 360
#define LOWEST 294

int
coffret_room_wanted (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  return width;
}

int
coffret_room_letters (GtkWidget *label, int room)
{
  PangoContext *context = gtk_widget_get_pango_context (label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                    pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return MAX (1, room * PANGO_SCALE / letter);
}

gboolean
coffret_room_is_large (GtkWidget *widget)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi >= LARGE_DPI * PANGO_SCALE;
}

int
coffret_room_narrowest (GtkWidget *widget)
{
  return coffret_room_is_large (widget) ? NARROWEST_LARGE : NARROWEST;
}

static void
ask (GtkWidget *widget)
{
  gtk_widget_set_size_request (widget, coffret_room_narrowest (widget), LOWEST);
}

void
coffret_room_ask (GtkWidget *widget)
{
  ask (widget);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (ask),
                           widget, G_CONNECT_SWAPPED);
}
