/* outcome-row.h: what became of one credential of an import. */
#pragma once

#include <gtk/gtk.h>

#include "organise/import.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_OUTCOME_ROW (coffret_outcome_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretOutcomeRow, coffret_outcome_row, COFFRET, OUTCOME_ROW, GtkBox)

CoffretOutcomeRow *coffret_outcome_row_new (void);
/* ENTRY (nullable): what is in the vault now, which may have no title of its own. */
void coffret_outcome_row_set_outcome (CoffretOutcomeRow *self,
                                      CoffretOutcome *outcome,
                                      CoffretEntry *entry);
/* The row as a screen reader says it; owned by the caller. */
char *coffret_outcome_row_dup_sentence (CoffretOutcomeRow *self);

/* OLDER (an id; NULL: none): whether NEWER belongs to it can be said here, by "add.join-versions"
 * or "add.keep-apart" with both ids. */
void coffret_outcome_row_offer (CoffretOutcomeRow *self, const char *older, const char *newer);

G_END_DECLS
