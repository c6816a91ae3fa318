/* everywhere.h: an event controller for all of a window, with the dialogs that lie over it.
 *
 * What is pressed in an AdwDialog ends there: a controller of the window hears nothing of it,
 * whichever its phase. What has to hear of every key has a controller in each dialog as well, in
 * those of the platform too.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _CoffretEverywhere CoffretEverywhere;

/* MAKE is called for WINDOW and for each of its dialogs as it comes; it returns a new controller,
 * which is handed over to that widget. DATA lives longer than what is returned here. */
CoffretEverywhere *coffret_everywhere_new (GtkWindow *window,
                                           GtkEventController *(*make) (gpointer data),
                                           gpointer data);
/* Takes all of them away again; WINDOW may be gone by then. */
void coffret_everywhere_free (CoffretEverywhere *self);

G_END_DECLS
