/* noting.h: what leaves, written into the ledger before it does.
 *
 * Main thread.
 */
#pragma once

#include "organise/shares.h"
#include "share/exporter.h"
#include "share/pack.h"

G_BEGIN_DECLS

/* What is kept of MADE: its file; of a text or a link, that; of a letter the first file with it, or
 * else its words. Owned. */
GBytes *coffret_noting_bytes (const CoffretExport *made);
/* The line: of each credential that EXPORTER took (of a way for one only the one that ONLY says)
 * what is shown and hidden, and the rest of what PACK knows. Owned. */
CoffretShareRow *coffret_noting_row (const CoffretPack *pack,
                                     const CoffretExporter *exporter,
                                     int only,
                                     const CoffretExport *made);
/* Notes it and keeps it. Only what is noted may then be given away. Resolves to the id of the
 * share, a string. */
DexFuture *coffret_noting_share (CoffretSession *session,
                                 const CoffretPack *pack,
                                 const CoffretExporter *exporter,
                                 int only,
                                 const CoffretExport *made);

G_END_DECLS
