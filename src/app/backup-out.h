/* backup-out.h: a backup now, into a file of the person's choice. */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* Asks, from the window of FROM, where it is to be written, and says what became of it. Nothing for
 * a vault in memory. */
void coffret_backup_out_save (GtkWidget *from, CoffretSession *session);

G_END_DECLS
