/* pathway-in.h: a pathway from a file that somebody handed round. */
#pragma once

#include <gtk/gtk.h>

#include "organise/planning.h"

G_BEGIN_DECLS

/* Lets the person choose the file and adds it, or says at FROM's window why not. */
void coffret_pathway_choose (GtkWidget *from, CoffretSession *session);
/* The same of a file that is chosen already. */
void coffret_pathway_take (GtkWidget *from, CoffretSession *session, GFile *file);

G_END_DECLS
