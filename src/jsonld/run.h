/* run.h: what one call of the processor carries along: options, memory, what was dropped. */
#pragma once

#include "jsonld/active-context.h"
#include "jsonld/jsonld.h"

G_BEGIN_DECLS

/* How deep documents and contexts may be nested; JSON from strangers is not nested deeper. */
#define COFFRET_RUN_MAX_DEPTH 160
/* Bytes for what is made of a document and of contexts of its own: a real one of two megabytes
 * takes half of that. */
#define COFFRET_RUN_MAX_MEMORY (10 * 1024 * 1024)
/* Keys, or types, of one object. */
#define COFFRET_RUN_MAX_KEYS 50000
/* Things reported as dropped; the rest is only counted. */
#define COFFRET_RUN_MAX_DROPPED 1000

/* A way into the document, from the end to the start. */
typedef struct _CoffretPlace CoffretPlace;
struct _CoffretPlace {
  const CoffretPlace *parent;
  const char *key; /* NULL: an index */
  gsize index;
};

typedef struct _CoffretRemoteContext CoffretRemoteContext;

typedef struct _CoffretRun {
  const CoffretJsonldOptions *options;
  guint64 seed;                 /* of the hashes of terms */
  CoffretArena arena;           /* for the expanded document */
  CoffretContextPool pool;      /* for contexts that only this document has */
  GHashTable *private_children; /* of shared contexts; NULL: none yet */
  GPtrArray *dropped;           /* nullable */
  guint n_dropped;
  guint depth;
  const CoffretPlace *context_place;  /* where the context that is processed stands */
  const CoffretRemoteContext *remote; /* the contexts by URL that are being processed */
  guint n_remote;
  gboolean for_rdf; /* what RDF cannot hold counts as dropped */
} CoffretRun;

void coffret_run_init (CoffretRun *run, const CoffretJsonldOptions *options, GPtrArray *dropped);
void coffret_run_clear (CoffretRun *run);

/* Reports WHAT, with TEXT (nullable) quoted and cut short. */
void
coffret_run_drop (CoffretRun *run, const CoffretPlace *place, const char *what, const char *text);
/* In safe mode an error where anything was dropped. */
gboolean coffret_run_finish (CoffretRun *run, GError **error);

/* To be asked before so many keys are gathered, wherever memory was taken, and before going
 * deeper; all set the error. */
gboolean coffret_run_can_gather (gsize n_keys, GError **error);
gboolean coffret_run_within_memory (CoffretRun *run, GError **error);
gboolean coffret_run_enter (CoffretRun *run, GError **error);
static inline void
coffret_run_leave (CoffretRun *run)
{
  run->depth--;
}

/* A COFFRET_JSONLD_ERROR_INVALID with the standard's CODE, where and which TEXT (nullable). FALSE.
 */
gboolean
coffret_run_fail (const CoffretPlace *place, const char *code, const char *text, GError **error);

static inline const CoffretPlace *
coffret_place_key (CoffretArena *arena, const CoffretPlace *parent, const char *key)
{
  CoffretPlace *place = coffret_arena_new (arena, CoffretPlace);

  *place = (CoffretPlace) { .parent = parent, .key = key };
  return place;
}

static inline const CoffretPlace *
coffret_place_index (CoffretArena *arena, const CoffretPlace *parent, gsize index)
{
  CoffretPlace *place = coffret_arena_new (arena, CoffretPlace);

  *place = (CoffretPlace) { .parent = parent, .index = index };
  return place;
}

/* A JSON pointer (RFC 6901); "" is the document. Owned. */
char *coffret_place_to_pointer (const CoffretPlace *place);

G_END_DECLS
