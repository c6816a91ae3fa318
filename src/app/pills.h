/* pills.h: main buttons whose words go on in a second line instead of being cut.
 *
 * For text at 200 % in a window of 360 px, in languages that need more letters than English.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All buttons of the class "pill" in PAGE, whose template is there already. A page of a navigation
 * view is no part of that until it is on the screen. */
void coffret_pills_wrap (GtkWidget *page);

G_END_DECLS
