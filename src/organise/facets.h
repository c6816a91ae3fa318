/* facets.h: what the vault's credentials have that can be asked for, and how many have it.
 *
 * Issuers, types, years, skills, languages, verdicts and tags as they occur, what lies in the trash
 * aside; the basis for what the search suggests, for browsing, and for compartments that could be
 * made. Counted on a worker over an immutable snapshot; the result is a boxed type, counted and
 * immutable. Of each kind of thing only so many are kept, those of the most credentials.
 */
#pragma once

#include <libdex.h>

#include "organise/library.h"
#include "organise/term-key.h"

G_BEGIN_DECLS

#define COFFRET_FACETS_MOST 5000

typedef struct {
  CoffretTermKey key;
  char *value;  /* what stands behind the key, in every language the same */
  char *label;  /* for the reader */
  char *folded; /* the label */
  guint count;  /* of credentials */
} CoffretFacet;

typedef struct {
  guint total;                            /* credentials counted */
  GPtrArray *by_key[COFFRET_N_TERM_KEYS]; /* CoffretFacet: years newest first, else most first */
} CoffretFacets;

#define COFFRET_TYPE_FACETS (coffret_facets_get_type ())
GType coffret_facets_get_type (void);
CoffretFacets *coffret_facets_ref (CoffretFacets *facets);
void coffret_facets_unref (CoffretFacets *facets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretFacets, coffret_facets_unref)

/* Resolves to CoffretFacets of LIBRARY as it is now; rejects with G_IO_ERROR_CANCELLED. LOOSE: only
 * of what lies in no compartment. */
DexFuture *coffret_facets_make (CoffretLibrary *library, gboolean loose, GCancellable *cancellable);

/* What to type to find just these; owned. */
char *coffret_facet_write (const CoffretFacet *facet);

/* At most MOST that go on with the last piece of WORDS, best first: CoffretFacet's, borrowed. */
GPtrArray *coffret_facets_suggest (CoffretFacets *facets, const char *words, guint most);

G_END_DECLS
