/* code-dialog.h: a code from edge to edge of the screen, for whoever sits opposite.
 *
 * The window fills the screen while it is there, and is as it was before when it closes: by its
 * button, by Escape, or because the vault is locked.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_CODE_DIALOG (coffret_code_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretCodeDialog, coffret_code_dialog, COFFRET, CODE_DIALOG, AdwDialog)

/* PNG: a picture of the code; TITLE: what it is. */
CoffretCodeDialog *coffret_code_dialog_new (GBytes *png, const char *title);

G_END_DECLS
