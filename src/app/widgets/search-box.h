/* search-box.h: where one types what to search for.
 *
 * A filter (issuer:, year:, …) that is typed to its end, or chosen from what is suggested while
 * typing, becomes a chip below the entry, which a click, Delete or Backspace takes away again;
 * words stay in the entry. Suggested is what occurs in this vault, with how often; counted on a
 * worker. Signals: "changed", "activated" (the person wants to go on to what is found).
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SEARCH_BOX (coffret_search_box_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSearchBox, coffret_search_box, COFFRET, SEARCH_BOX, GtkBox)

/* Once, before anything else. */
void coffret_search_box_set_session (CoffretSearchBox *self, CoffretSession *session);

/* Filters and words, as they could be typed; borrowed until they change. */
const char *coffret_search_box_get_words (CoffretSearchBox *self);
/* Emits no signal. */
void coffret_search_box_set_words (CoffretSearchBox *self, const char *words);
GtkEditable *coffret_search_box_get_entry (CoffretSearchBox *self);

G_END_DECLS
