/* fault.h: the line of a dialog that says why what was typed cannot be taken. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows SENTENCE in FAULT and says it aloud; NULL hides the line. */
void coffret_fault_show (GtkLabel *fault, const char *sentence);
/* The same, of what was typed in FIELD (nullable), which is marked as wrong, for the eye and for a
 * screen reader, until FAULT says something else. */
void coffret_fault_show_at (GtkLabel *fault, GtkWidget *field, const char *sentence);

G_END_DECLS
