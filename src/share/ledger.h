/* ledger.h: the ledger in words, and as a table for a spreadsheet. In the reader's language. */
#pragma once

#include "organise/shares.h"

G_BEGIN_DECLS

/* "Title, issuer, skills"; "" for none. Owned. */
char *coffret_ledger_fields (CoffretFields fields);
/* As what it was shared: the exporter's label, or KIND where there is no such exporter (any more).
 */
const char *coffret_ledger_kind (const char *kind);

/* ROWS are CoffretShareRow's. One line for each credential of each, with the columns: shared,
 * recipient, group, audience, kind, end, credential, issuer, shown, hidden, file, size, digest.
 * MARK (nullable): that nothing of it is real, in a line before all. */
GBytes *coffret_ledger_to_csv (GPtrArray *rows, const char *mark);

G_END_DECLS
