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

/* FILE: borrowed; NULL when the person thought better of it. */
typedef void (*CoffretChooseFunc) (GtkWidget *from, GFile *file, gpointer data);

/* Asks where a file called NAME shall be written, with TITLE over it. FUNC runs once or, when FROM
 * has left its window by then, never; DATA is freed with DESTROY (nullable) in any case. */
void coffret_choose_place (GtkWidget *from,
                           const char *title,
                           const char *name,
                           CoffretChooseFunc func,
                           gpointer data,
                           GDestroyNotify destroy);

G_END_DECLS
