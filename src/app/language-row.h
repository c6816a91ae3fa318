/* language-row.h: the row of the preferences with which the program is given another language.
 *
 * Languages are called by their own names. A choice is asked about first, since the program begins
 * anew for it (again.h), and a vault may have to be opened again.
 */
#pragma once

#include <adwaita.h>

#include "organise/door.h"

G_BEGIN_DECLS

/* Once. KIND is of the open vault: of a guest's nothing can be brought along, and the guest chose
 * at the start. */
void coffret_language_row_fill (AdwComboRow *row, GSettings *settings, CoffretDoorKind kind);

G_END_DECLS
