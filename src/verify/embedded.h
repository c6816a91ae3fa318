/* embedded.h: the credentials that lie within another: endorsements, the lines of a record.
 *
 * Inside the module only. Each stands in its own right, by its own proof, and is cut out with
 * the contexts that it names itself. Found wherever the standards put them, in the order of
 * the document, and not within one another: who verifies one looks in there again.
 */
#pragma once

#include "credential/reader.h"

G_BEGIN_DECLS

typedef struct {
  char *pointer; /* RFC 6901: "/endorsement/0" */
  json_t *value; /* an object, or a string that is a token; borrowed */
} CoffretEmbedded;

/* At most MOST of them: CoffretEmbedded's, owned; MORE says whether there are others. */
GPtrArray *coffret_embedded_find (const json_t *document, guint most, gboolean *more);

G_END_DECLS
