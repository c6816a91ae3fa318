/* jsonld.h: what a JSON-LD 1.1 document means: expansion and RDF.
 *
 * Implements the context processing, expansion, node map generation and
 * "deserialize JSON-LD to RDF" algorithms of the JSON-LD 1.1 Processing Algorithms
 * and API (W3C Recommendation, 16 July 2020), all of their features but two, which are
 * refused by name: contexts from the network ("loading remote context failed") and the
 * processing mode of JSON-LD 1.0 ("invalid @version value"). In safe mode whatever the
 * algorithms would silently drop is reported with its JSON pointer: a signature does
 * not cover it. That is what the other processors' safe modes look for, and indexes,
 * which RDF has not, as well. Only null and empty arrays go without a word.
 *
 * Bounded in depth (160 levels of the document) and memory (10 MiB for the expanded
 * document and for contexts of its own), and with that in work; pure; any thread. Numbers
 * keep all digits that the JSON reader kept: an integer is not squeezed through a double.
 */
#pragma once

#include "jsonld/contexts.h"
#include "jsonld/dataset.h"

G_BEGIN_DECLS

/* What becomes of the direction of a text (JSON-LD 1.1 API, 8.2): by itself RDF 1.1 has none. */
typedef enum {
  COFFRET_RDF_DIRECTION_NONE, /* it is dropped */
  COFFRET_RDF_DIRECTION_I18N, /* a datatype "https://www.w3.org/ns/i18n#en_ltr" */
  COFFRET_RDF_DIRECTION_COMPOUND,
} CoffretRdfDirection;

typedef struct {
  CoffretContexts *contexts;
  const char *base;             /* NULL: none, relative IRIs stay relative and are dropped */
  gboolean safe;                /* what would be dropped is a COFFRET_JSONLD_ERROR_DROPPED */
  gboolean inline_contexts;     /* objects in @context are processed too; else they are refused */
  guint edition;                /* of contexts with several: 0 the newest */
  const json_t *expand_context; /* as the API's expandContext; NULL: none */
  CoffretRdfDirection rdf_direction;
} CoffretJsonldOptions;

/* DROPPED (nullable) is filled with owned strings "POINTER: what", the first thousand of them:
 * all that safe mode finds, whether it is asked for or not. Without it one call answers both
 * whether a signature holds and what it does not cover. NULL with a COFFRET_JSONLD_ERROR. */
CoffretDataset *coffret_jsonld_to_rdf (const json_t *document,
                                       const CoffretJsonldOptions *options,
                                       GPtrArray *dropped,
                                       GError **error);

/* The expanded document, an array; a new reference. */
json_t *coffret_jsonld_expand (const json_t *document,
                               const CoffretJsonldOptions *options,
                               GPtrArray *dropped,
                               GError **error);

G_END_DECLS
