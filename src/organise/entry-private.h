/* entry-private.h: how the library changes an entry. Inside the module only. */
#pragma once

#include "organise/entry.h"
#include "organise/row.h"

G_BEGIN_DECLS

CoffretEntry *coffret_entry_new_for_row (CoffretRow *row);

CoffretRow *coffret_entry_get_row (CoffretEntry *self); /* borrowed */
/* It is like ROW from now on, and says what has changed. */
void coffret_entry_set_row (CoffretEntry *self, CoffretRow *row);
/* What was fetched of it. */
void coffret_entry_set_record (CoffretEntry *self, CoffretRecord *record);
/* What its holder typed in is another text now. */
void coffret_entry_replace (CoffretEntry *self, CoffretRow *row, CoffretRecord *record);

G_END_DECLS
