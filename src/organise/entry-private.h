/* entry-private.h: how the library changes an entry. Inside the module only. */
#pragma once

#include "organise/entry.h"
#include "organise/row.h"

G_BEGIN_DECLS

/* Takes ROW. May be called on a worker, before anyone else has the entry. */
CoffretEntry *coffret_entry_new_for_row (CoffretRow *row);

CoffretRow *coffret_entry_get_row (CoffretEntry *self); /* borrowed */
/* Where the library has it. */
guint coffret_entry_get_position (CoffretEntry *self);
void coffret_entry_set_position (CoffretEntry *self, guint position);
/* NONE: not in the trash. FALSE: it was so already. */
gboolean coffret_entry_set_trashed (CoffretEntry *self, CoffretInstant when);
/* FALSE: it was so already. */
gboolean coffret_entry_put (CoffretEntry *self, const char *compartment);
gboolean coffret_entry_take (CoffretEntry *self, const char *compartment);
/* What its holder typed in is another text now; the rest stays. */
void coffret_entry_set_record (CoffretEntry *self, CoffretRecord *record);
/* LAYER is nullable. Whether an order may be another now. */
gboolean coffret_entry_set_layer (CoffretEntry *self, CoffretLayer *layer);
/* FALSE: it was so already. */
gboolean coffret_entry_set_verdict (CoffretEntry *self,
                                    const char *verdict,
                                    int verifier,
                                    CoffretInstant turns);

G_END_DECLS
