/* fault.h: the line of a dialog that says why what was typed cannot be taken. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows SENTENCE in FAULT and says it aloud; NULL hides the line. */
void coffret_fault_show (GtkLabel *fault, const char *sentence);

G_END_DECLS
