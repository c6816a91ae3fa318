/* several.h: what can be done with any number of credentials at once.
 *
 * Each is one transaction and one step of undo, and tells in a toast over FROM's
 * window what it did, with the way back.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* ENTRIES are CoffretEntry's. */
void coffret_several_put (GtkWidget *from,
                          CoffretSession *session,
                          GPtrArray *entries,
                          const char *compartment);
void coffret_several_take (GtkWidget *from,
                           CoffretSession *session,
                           GPtrArray *entries,
                           const char *compartment);
/* Asks for the name of a new compartment, and puts them there. */
void coffret_several_put_in_new (GtkWidget *from, CoffretSession *session, GPtrArray *entries);
/* Favourites, unless all of them are: then no more. */
void coffret_several_favourite (GtkWidget *from, CoffretSession *session, GPtrArray *entries);
/* Opens a dialog with their tags. */
void coffret_several_tag (GtkWidget *from, CoffretSession *session, GPtrArray *entries);
/* Asks for a folder, or with ZIP for the name of one file, and puts their originals there. */
void
coffret_several_export (GtkWidget *from, CoffretSession *session, GPtrArray *entries, gboolean zip);
void coffret_several_trash (GtkWidget *from, CoffretSession *session, GPtrArray *entries);
void coffret_several_restore (GtkWidget *from, CoffretSession *session, GPtrArray *entries);

G_END_DECLS
