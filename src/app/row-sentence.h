/* row-sentence.h: a credential in a list as a screen reader says it, in one sentence. */
#pragma once

#include "organise/entry.h"

G_BEGIN_DECLS

/* ENTRY is at POSITION, from 0, of TOTAL. Owned. */
char *coffret_row_sentence (CoffretEntry *entry, guint position, guint total, gboolean selected);

G_END_DECLS
