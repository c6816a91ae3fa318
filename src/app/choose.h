/* choose.h: choosing files. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A file chooser that is part of the program notes what was chosen for every program to see: takes
 * FILES (GFile's) out of these notes. */
void coffret_choose_forget (GListModel *files);

/* Owned; cancelled when WIDGET leaves its window, above all because the vault is locked: no chooser
 * stays that names what was shown, and keeps it. */
GCancellable *coffret_choose_while_shown (GtkWidget *widget);

G_END_DECLS
