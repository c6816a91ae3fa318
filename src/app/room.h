/* room.h: how much room words need, and have at least. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How many pixels WIDGET is wide when nothing keeps it narrow. */
int coffret_room_wanted (GtkWidget *widget);
/* How many letters, at least 1, have room in ROOM pixels of LABEL, as labels count them. */
int coffret_room_letters (GtkWidget *label, int room);
/* Whether the letters of WIDGET's desktop are so large, at 150 % and more, that what stands beside
 * words has its place below them. */
gboolean coffret_room_is_large (GtkWidget *widget);
/* How many pixels a window of WIDGET's desktop is wide at least: 320, as EN 301 549 asks of what is
 * read by scrolling one way only, and 360 where letters are large. */
int coffret_room_narrowest (GtkWidget *widget);
/* WIDGET, which fills a window, never has less room than that. */
void coffret_room_ask (GtkWidget *widget);

G_END_DECLS
