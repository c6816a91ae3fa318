/* scan.h: the code of a recovery sheet out of a picture that the person chooses. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One of both is NULL, or both are: nothing was chosen. TEXT is borrowed. */
typedef void (*CoffretScanFunc) (GtkWidget *owner, const char *text, const GError *error);

/* FUNC runs once or, when FROM is gone, never. */
void coffret_scan (GtkWidget *from, CoffretScanFunc func);

G_END_DECLS
