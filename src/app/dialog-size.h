/* dialog-size.h: dialogs grow with the letters.
 *
 * The platform measures a dialog in pixels: with text at 200 % half as many words fit into one,
 * however large the window is. Here each is as large as its letters; the window still bounds it.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Of DIALOG, as it comes to the screen; again does nothing. One that is as large as what it shows
 * stays so. */
void coffret_dialog_size_fit (AdwDialog *dialog);

G_END_DECLS
