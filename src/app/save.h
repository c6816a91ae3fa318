/* save.h: what is made now, into a file where the person wants it.
 *
 * It is made and written on a worker, for the owner's eyes only until they hand it on, whole or not
 * at all: what was in the file before stays until all is written.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes it and writes it to STREAM; on a worker. FALSE with an error. */
typedef gboolean (*CoffretSaveWrite) (GOutputStream *stream, gpointer data, GError **error);

/* SAVED: it is written. Neither SAVED nor ERROR: the person thought better of it. */
typedef void (*CoffretSaveDone) (GtkWidget *from,
                                 gboolean saved,
                                 const GError *error,
                                 gpointer data);

/* Asks where, as coffret_choose_place(), and writes it. DONE runs once or, when FROM has left its
 * window by then, never; DATA is freed with DESTROY in any case. */
void coffret_save (GtkWidget *from,
                   const char *title,
                   const char *name,
                   CoffretSaveWrite write,
                   CoffretSaveDone done,
                   gpointer data,
                   GDestroyNotify destroy);
/* The same into FILE, which was chosen before. */
void coffret_save_to (GtkWidget *from,
                      GFile *file,
                      CoffretSaveWrite write,
                      CoffretSaveDone done,
                      gpointer data,
                      GDestroyNotify destroy);

G_END_DECLS
