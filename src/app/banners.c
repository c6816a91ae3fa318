#include "app/banners.h"

#include <adwaita.h>

static void (*construct) (GObject *object);

static void
update (AdwBanner *banner)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (banner), GTK_ACCESSIBLE_STATE_HIDDEN,
                               !adw_banner_get_revealed (banner), -1);
}

static gboolean
on_mapped (gpointer banner)
{
  update (banner);
  return G_SOURCE_REMOVE;
}

/* The toolkit says itself that what it has just mapped is not hidden, after it has told so here;
 * and before anybody on the bus is answered. */
static void
on_map (AdwBanner *banner)
{
  g_idle_add_full (G_PRIORITY_HIGH, on_mapped, g_object_ref (banner), g_object_unref);
}

static void
on_constructed (GObject *object)
{
  construct (object);
  g_signal_connect (object, "notify::revealed", G_CALLBACK (update), NULL);
  g_signal_connect (object, "map", G_CALLBACK (on_map), NULL);
}

void
coffret_banners_hide_folded (void)
{
  GObjectClass *klass = g_type_class_get (ADW_TYPE_BANNER);

  if (klass->constructed == on_constructed)
    return;
  construct = klass->constructed;
  klass->constructed = on_constructed;
}
