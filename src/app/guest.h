/* guest.h: what a guest session may not do.
 *
 * A vault in memory for a client's own file: the program that holds it writes nothing but what
 * somebody saves by hand.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* The list of recent files, which every program can read, is not written by this process any more.
 * Once the toolkit has begun. */
void coffret_guest_leave_no_list (void);
/* Before a copy of something is put down for another program to open: TRUE where SESSION is a
 * guest's, and the person at FROM was told why there is none. */
gboolean coffret_guest_refuses_copy (GtkWidget *from, CoffretSession *session);
/* Asks for the language and starts one beside this vault, which lies in FOLDER (nullable). */
void coffret_guest_ask (GtkWindow *parent, const char *folder);

G_END_DECLS
