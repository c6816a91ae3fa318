/* choice-row.h: a row that shows one of a few, and says which.
 *
 * Of its own accord the platform's says its title and its subtitle, and not what is chosen; and
 * it cuts what is chosen off beside a long title. Text at 150 % and more has what is chosen below
 * the title, as long as nothing else is said there. The choices are strings, or have an expression.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_CHOICE_ROW (coffret_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretChoiceRow, coffret_choice_row, COFFRET, CHOICE_ROW, AdwComboRow)

G_END_DECLS
