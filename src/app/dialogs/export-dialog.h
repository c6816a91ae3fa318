/* export-dialog.h: how far the originals of several credentials are on their way out.
 *
 * Begins when it is shown, closes by itself when they are there, and then tells how many from
 * FROM's window. To close it earlier is to cancel. */
#pragma once

#include <adwaita.h>

#include "organise/exporting.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_EXPORT_DIALOG (coffret_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretExportDialog, coffret_export_dialog, COFFRET, EXPORT_DIALOG, AdwDialog)

AdwDialog *coffret_export_dialog_new (CoffretExporting *exporting, GtkWidget *from);

G_END_DECLS
