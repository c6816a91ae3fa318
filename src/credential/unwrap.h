/* unwrap.h: the signed files within what Coffret gives away.
 *
 * A page has them as data: addresses, a PDF as attachments, a code or a line of text as a compact
 * address (compact.h). Whatever else the page or the PDF says is not looked at: it is not
 * signed. Only for looking at what somebody shared: nobody imports from here.
 *
 * Pure and bounded; any thread. A PDF that another program wrote again is read as well, unless it
 * is encrypted.
 */
#pragma once

#include "credential/reader.h"

G_BEGIN_DECLS

/* All files of one wrapping together; and how many. */
#define COFFRET_UNWRAP_MOST_BYTES (64 * 1024 * 1024)
#define COFFRET_UNWRAP_MOST_FILES 5000

typedef struct {
  char *name; /* "presentation.json"; of a code "" */
  GBytes *bytes;
} CoffretWrapped;

void coffret_wrapped_free (CoffretWrapped *wrapped);

/* "html", "pdf" or "code", as in CoffretItem's envelope; NULL: BYTES are none of these. */
const char *coffret_unwrap_find_kind (GBytes *bytes);
/* CoffretWrapped's in their order, at least one, owned; NULL with a COFFRET_CREDENTIAL_ERROR where
 * there is none, or they are too many or too large. */
GPtrArray *coffret_unwrap (GBytes *bytes, GError **error);

G_END_DECLS
