/* chosen.h: what a screen reader says of a row with a choice.
 *
 * Of its own accord the row says what is chosen from, and not what is chosen.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* ROW, whose choices are strings, says from now on its title, what is chosen, and its subtitle. */
void coffret_chosen_say (AdwComboRow *row);

G_END_DECLS
