/* matter-row.h: one thing that needs attention, with the buttons of its next step and
 * of putting it aside.
 *
 * Its texts may come from strangers: they are shown as they are. What it says may change under the
 * focus. Property: narrow (the button stands below the words). */
#pragma once

#include <adwaita.h>

#include "app/attention-text.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_MATTER_ROW (coffret_matter_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretMatterRow, coffret_matter_row, COFFRET, MATTER_ROW, AdwPreferencesRow)

CoffretMatterRow *coffret_matter_row_new (void);
void coffret_matter_row_set (CoffretMatterRow *self, const CoffretMatter *matter);

G_END_DECLS
