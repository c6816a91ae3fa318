#include "app/appearance.h"

#include <adwaita.h>

static AdwColorScheme
scheme_from_id (const char *id)
{
  if (g_str_equal (id, "light"))
    return ADW_COLOR_SCHEME_FORCE_LIGHT;
  return g_str_equal (id, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT;
}

static void
on_colours_changed (GSettings *settings)
{
  g_autofree char *id = g_settings_get_string (settings, "colours");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme_from_id (id));
}

/* What another has set, a test or the desktop, stays when nothing was asked for here. */
static void
on_motion_changed (GSettings *settings)
{
  GtkSettings *screen = gtk_settings_get_default ();

  if (g_settings_get_boolean (settings, "less-motion"))
    g_object_set (screen, "gtk-enable-animations", FALSE, NULL);
  else
    gtk_settings_reset_property (screen, "gtk-enable-animations");
}

void
coffret_appearance_follow (GSettings *settings)
{
  g_signal_connect (settings, "changed::colours", G_CALLBACK (on_colours_changed), NULL);
  g_signal_connect (settings, "changed::less-motion", G_CALLBACK (on_motion_changed), NULL);
  on_colours_changed (settings);
  if (g_settings_get_boolean (settings, "less-motion"))
    on_motion_changed (settings);
}
