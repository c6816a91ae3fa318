/* help.h: the help in the program: its pages, opened at the right place, and what to show a helper.
 *
 * Nothing of it needs a vault that is open, or the network.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

/* For as long as APPLICATION lives: "app.help" and "app.help-on" (app/help.h). */
void coffret_help_attach (GtkApplication *application);

/* What to show a helper (organise/outline.h): of this computer, of how WINDOW is shown, and of the
 * vault behind DOOR (nullable). Owned. */
char *coffret_help_outline (GtkWidget *window, CoffretDoor *door);

G_END_DECLS
