/* contexts.h: the published JSON-LD contexts, bundled; there are no others.
 *
 * Part of the program (data/contexts/), pinned by hash in a test, found by exact
 * URL and never fetched. Where one URL has had several editions all are here, the
 * newest first. What was made of a context is kept: the active contexts that
 * follow from a list of URLs, from a term or from a type are computed once and
 * shared by all documents and threads until the object goes.
 */
#pragma once

#include <jansson.h>

#include "jsonld/error.h"

G_BEGIN_DECLS

typedef struct _CoffretContexts CoffretContexts;

CoffretContexts *coffret_contexts_new (void);
CoffretContexts *coffret_contexts_ref (CoffretContexts *contexts);
void coffret_contexts_unref (CoffretContexts *contexts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretContexts, coffret_contexts_unref)

gboolean coffret_contexts_has (CoffretContexts *contexts, const char *url);
/* How many editions of URL there are; 0: not bundled. */
guint coffret_contexts_count_editions (CoffretContexts *contexts, const char *url);
/* Which one that is, for people: "March 2024". Borrowed. NULL: there is only one. */
const char *
coffret_contexts_edition_name (CoffretContexts *contexts, const char *url, guint edition);

/* Whether it gives every word a meaning: then nothing is ever undefined, and a document
 * that names it cannot be said to be covered by its signature. */
gboolean coffret_contexts_is_catch_all (CoffretContexts *contexts, const char *url);

/* For tests: DOCUMENT becomes the context of URL. Before any document is processed. */
void coffret_contexts_add (CoffretContexts *contexts, const char *url, json_t *document);

G_END_DECLS
