/* receiving.h: opening what somebody shared, for looking at: nothing enters a vault.
 *
 * A page, a PDF, a picture of a code, a compact address or a presentation as it is: whatever a
 * recipient got, what is signed in it comes out, item by item. Blocks; any thread but the first, as
 * pictures are decoded by another program.
 */
#pragma once

#include <gio/gio.h>

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

/* Whether BYTES are what somebody shared, and no credentials of one's own: a page or a PDF that
 * holds signed files, or as a whole a presentation that is signed, also in a code. What the vaults
 * of other makers write out is not. */
gboolean coffret_receiving_knows (GBytes *bytes, const char *name);
/* The bytes of FILE where that is so; NULL otherwise: also for a folder, and for what cannot be
 * read, of which others tell. */
GBytes *coffret_receiving_load (GFile *file);

G_END_DECLS
