/* finding-row.h: one thing in a file that was only looked at, in a list of several. */
#pragma once

#include <gtk/gtk.h>

#include "organise/finding.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FINDING_ROW (coffret_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFindingRow, coffret_finding_row, COFFRET, FINDING_ROW, GtkBox)

CoffretFindingRow *coffret_finding_row_new (void);
void coffret_finding_row_set_finding (CoffretFindingRow *self, CoffretFinding *finding);

/* Where FINDING comes from, as in "diploma.zip · letters/one.json"; owned by the caller. */
char *coffret_finding_source_words (CoffretFinding *finding);
/* The row of FINDING as a screen reader says it; owned by the caller. */
char *coffret_finding_sentence (CoffretFinding *finding);

G_END_DECLS
