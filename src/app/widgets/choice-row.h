/* choice-row.h: a row that shows one of a few, and says which.
 *
 * The platform's own has only its title for a name: Orca would read “Language, combo box”
 * and leave out what is chosen. It would also cut that off beside a long title. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_CHOICE_ROW (coffret_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretChoiceRow, coffret_choice_row, COFFRET, CHOICE_ROW, AdwComboRow)

G_END_DECLS
