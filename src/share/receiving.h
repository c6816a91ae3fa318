/* receiving.h: opening what somebody shared, for looking at: nothing enters a vault.
 *
 * A page, a PDF, a picture of a code, a compact address or a presentation as it is: whatever a
 * recipient got, what is signed in it comes out, item by item. Blocks; any thread but the first, as
 * pictures are decoded by another program.
 */
#pragma once

#include "credential/reader.h"

G_BEGIN_DECLS

/* As coffret_reader_visit_all(), which it is where BYTES are nothing of the kind. The envelope of
 * an item begins with "html", "pdf" or "code" where it came out of one. */
gboolean coffret_receiving_visit (GBytes *bytes,
                                  const char *name,
                                  CoffretItemFunc func,
                                  gpointer data,
                                  gint64 *offset,
                                  GError **error);

G_END_DECLS
