/* room.h: how much room words need, where the platform does not ask. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many pixels WIDGET is wide when nothing keeps it narrow. */
int coffret_room_wanted (GtkWidget *widget);
/* How many letters, at least 1, have room in ROOM pixels of LABEL, as labels count them. */
int coffret_room_letters (GtkWidget *label, int room);

G_END_DECLS
