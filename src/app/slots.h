/* slots.h: a list of credentials as a list view takes it without holding the main thread.
 *
 * Wraps a choice of credentials as a GtkSelectionModel and GtkSectionModel of CoffretSlot. What a
 * list view does for a change costs by the rows that come and go among those it keeps ready (each
 * is also announced to the accessibility bus, with a walk over all its neighbours). So:
 *  - a change of many credentials is one of what the slots hold, not of slots;
 *  - slots come and go a few in each turn of the main loop. Meanwhile there may be fewer than there
 *    are credentials, or empty ones after the last credential;
 *  - after a small change every credential that stayed has its own slot, and with it the focus.
 */
#pragma once

#include "app/choice.h"
#include "app/slot.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SLOTS (coffret_slots_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSlots, coffret_slots, COFFRET, SLOTS, GObject)

/* Signal "refilled", with a position: from there on slots hold other credentials. */
CoffretSlots *coffret_slots_new (CoffretChoice *choice);
CoffretChoice *coffret_slots_get_choice (CoffretSlots *self); /* borrowed */
/* They stay as they are, whatever becomes of the credentials. */
void coffret_slots_leave (CoffretSlots *self);
/* From here on there are as many as credentials: before one is asked for by its position. */
void coffret_slots_settle (CoffretSlots *self);

G_END_DECLS
