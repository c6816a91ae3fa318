/* beside.h: what of a search is found in the files beside credentials.
 *
 * Inside the module only. The vault knows which words are in them, and is asked once for each
 * search; a worker that answers the search then has the credentials of each word. Immutable once
 * made, and counted; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For all that have a file at all, whatever is in it. */
#define COFFRET_BESIDE_ANY ""

typedef struct {
  GHashTable *sets; /* word as it was asked for, folded -> set of credential ids */
} CoffretBeside;

/* SETS (GHashTable's, a set of char * each) are those of WORDS, in their order; a reference to each
 * is taken. */
CoffretBeside *coffret_beside_new (const char *const *words, GPtrArray *sets);
CoffretBeside *coffret_beside_ref (CoffretBeside *beside);
void coffret_beside_unref (CoffretBeside *beside); /* NULL is none */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretBeside, coffret_beside_unref)

/* BESIDE is nullable. */
gboolean coffret_beside_has (const CoffretBeside *beside, const char *word, const char *id);
gboolean coffret_beside_is_empty (const CoffretBeside *beside);

G_END_DECLS
