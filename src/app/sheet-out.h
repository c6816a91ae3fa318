/* sheet-out.h: a recovery sheet to the printer or into a file, by the person's choice.
 *
 * Nothing of it is written anywhere else by this program; what a printer's queue keeps is the
 * system's.
 */
#pragma once

#include <gtk/gtk.h>

#include "share/recovery-sheet.h"

G_BEGIN_DECLS

/* OUT: it left this program. Neither OUT nor ERROR: the person thought better of it. */
typedef void (*CoffretSheetOutFunc) (GtkWidget *owner, gboolean out, const GError *error);

/* FUNC runs once or, when FROM is gone, never. */
void coffret_sheet_print (GtkWidget *from, CoffretSecret *code, CoffretSheetOutFunc func);
void coffret_sheet_save (GtkWidget *from, CoffretSecret *code, CoffretSheetOutFunc func);

G_END_DECLS
