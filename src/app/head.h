/* head.h: where there is no room for the title of a dialog between its buttons.
 *
 * A head with words on its buttons, "Cancel" and "Save", shares one line among three texts. Where
 * the title does not fit into what is left, because the letters are large or the window is narrow,
 * it goes below: the buttons keep their words whole, and the title has the width of the dialog.
 * Where it fits, the platform's own way is kept.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Of BAR, once it is on the screen; again does nothing. Only in a dialog, and not where the dialog
 * has breakpoints of its own: one at a time applies. */
void coffret_head_make_room (AdwHeaderBar *bar);

G_END_DECLS
