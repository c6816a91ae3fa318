/* handouts-dialog.h: pages for clients, to be saved as a PDF and printed, in a language of theirs.
 *
 * The action "app.handouts" opens it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_HANDOUTS_DIALOG (coffret_handouts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretHandoutsDialog, coffret_handouts_dialog, COFFRET, HANDOUTS_DIALOG, AdwDialog)

CoffretHandoutsDialog *coffret_handouts_dialog_new (void);
/* Gives APPLICATION that action. */
void coffret_handouts_dialog_attach (GtkApplication *application);

G_END_DECLS
