#include "app/dialog-size.h"

#define FITTED "coffret-fitted"
#define NORMAL (96 * PANGO_SCALE) /* of "gtk-xft-dpi": 100 % */

static int
grow (int size, int density)
{
  return size > 0 ? (int) ((gint64) size * density / NORMAL) : size;
}

void
coffret_dialog_size_fit (AdwDialog *dialog)
{
  int density;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (dialog)), "gtk-xft-dpi", &density, NULL);
  if (density <= NORMAL || g_object_get_data (G_OBJECT (dialog), FITTED))
    return;
  g_object_set_data (G_OBJECT (dialog), FITTED, GINT_TO_POINTER (TRUE));
  adw_dialog_set_content_width (dialog, grow (adw_dialog_get_content_width (dialog), density));
  adw_dialog_set_content_height (dialog, grow (adw_dialog_get_content_height (dialog), density));
}
