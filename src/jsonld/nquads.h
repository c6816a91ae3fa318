/* nquads.h: RDF 1.1 N-Quads, read strictly and written canonically (RDFC-1.0, section 5). */
#pragma once

#include "jsonld/dataset.h"
#include "jsonld/error.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_NQUADS_CANONICAL, /* RDFC-1.0: control characters and DEL are escaped */
  COFFRET_NQUADS_URDNA2015, /* as older canonicalisers write: only \n \r \" \\ are */
} CoffretNquadsEscaping;

/* Appends an IRI or a literal; a blank node as "_:" and LABEL, NULL: its own. */
void coffret_nquads_append_term (GString *text,
                                 const CoffretTerm *term,
                                 const char *label,
                                 CoffretNquadsEscaping escaping);

/* Appends one quad and its line feed. LABELS (nullable): by number of a blank node the label to
 * write instead of its own. */
void coffret_nquads_append (GString *text,
                            const CoffretQuad *quad,
                            const char *const *labels,
                            CoffretNquadsEscaping escaping);

/* Whether the two escapings write TERM differently. */
gboolean coffret_nquads_escapings_differ (const CoffretTerm *term);

/* NULL with a COFFRET_JSONLD_ERROR; OFFSET (nullable) is then the byte. */
CoffretDataset *
coffret_nquads_parse (const char *text, gsize length, gsize *offset, GError **error);

G_END_DECLS
