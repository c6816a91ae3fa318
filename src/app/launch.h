/* launch.h: handing a file or a link to another program.
 *
 * The window lives until the other program has been asked; where none answers, the person is told.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* FROM is in the window that asks. */
void coffret_launch_file (GtkWidget *from, GFile *file);
void coffret_launch_link (GtkWidget *from, const char *link);

G_END_DECLS
