/* slot.h: a place in a list of credentials, and the credential that is there now.
 *
 * A list view makes a widget for every item that it has not seen before, and destroys those of
 * items that went. Given slots instead of credentials it keeps its widgets when a whole answer is
 * replaced by another: the same slots hold other credentials.
 */
#pragma once

#include "organise/entry.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SLOT (coffret_slot_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSlot, coffret_slot, COFFRET, SLOT, GObject)

/* ENTRY: nullable. */
CoffretSlot *coffret_slot_new (CoffretEntry *entry);
/* Borrowed; NULL: an empty place that is about to go. */
CoffretEntry *coffret_slot_get_entry (CoffretSlot *self);
/* For the list that it belongs to, which tells of it (slots.h). */
void coffret_slot_set_entry (CoffretSlot *self, CoffretEntry *entry);

G_END_DECLS
