/* active-context.h: the terms that hold at one place of a document (JSON-LD 1.1 API, 4.1).
 *
 * Immutable once made, and remembered: processing the same local context on top of the
 * same active context gives the same pointer. Shared ones live as long as the
 * CoffretContexts and are found without a lock; the others belong to one run.
 */
#pragma once

#include "jsonld/arena.h"
#include "jsonld/contexts.h"
#include "jsonld/term-definition.h"
#include "jsonld/text-hash.h"

G_BEGIN_DECLS

typedef struct _CoffretActiveContext CoffretActiveContext;
typedef struct _CoffretContextChild CoffretContextChild;

/* Where contexts and their terms are kept. */
typedef struct {
  CoffretArena arena;
  GPtrArray *documents; /* json_t that terms borrow from; NULL: none */
  gboolean shared;
  guint n_contexts;
} CoffretContextPool;

typedef struct {
  guint64 hash;
  const char *term; /* NULL: free */
  gsize length;
  const CoffretTermDefinition *definition; /* NULL: taken out */
} CoffretTermSlot;

#define COFFRET_CONTEXT_BUCKETS 16

struct _CoffretActiveContext {
  CoffretTermSlot *slots;
  guint n_slots; /* a power of two */
  guint n_terms;
  const char *base; /* NULL: none */
  const char *original_base;
  const char *vocab;    /* NULL: none */
  const char *language; /* NULL: none */
  CoffretTextDirection direction;
  CoffretActiveContext *previous; /* what holds again in the next node; NULL: this one */
  gboolean shared;
  guint generation;    /* how many contexts were processed to get here */
  const char *dropped; /* what making it dropped; NULL: nothing */
  CoffretContextChild *children[COFFRET_CONTEXT_BUCKETS]; /* atomic; grow at the head */
};

typedef enum {
  COFFRET_CONTEXT_OVERRIDE = 1 << 0,     /* protected terms may be redefined */
  COFFRET_CONTEXT_NO_PROPAGATE = 1 << 1, /* holds for one node only */
  COFFRET_CONTEXT_PUBLISHED = 1 << 2,    /* LOCAL is part of a registered document */
  COFFRET_CONTEXT_VALIDATING = 1 << 3,   /* only to see whether it is in order */
  COFFRET_CONTEXT_BUNDLED = 1 << 4,      /* a test has seen that it is */
} CoffretContextFlags;

struct _CoffretRun;

void coffret_context_pool_clear (CoffretContextPool *pool);

/* The context before any context. BASE is borrowed. */
CoffretActiveContext *coffret_active_context_new (CoffretContextPool *pool, const char *base);

/* What holds after LOCAL, read from BASE (nullable). NULL with an error. */
CoffretActiveContext *coffret_active_context_process (struct _CoffretRun *run,
                                                      CoffretActiveContext *active,
                                                      const json_t *local,
                                                      const char *base,
                                                      guint flags,
                                                      GError **error);

static inline CoffretTermSlot *
coffret_active_context_find_slot (const CoffretActiveContext *context,
                                  const char *term,
                                  gsize length,
                                  guint64 hash)
{
  guint mask = context->n_slots - 1;
  guint at = hash & mask;

  while (context->slots[at].term != NULL &&
         (context->slots[at].hash != hash || context->slots[at].length != length ||
          memcmp (context->slots[at].term, term, length) != 0))
    at = (at + 1) & mask;
  return &context->slots[at];
}

/* NULL: not defined. */
static inline const CoffretTermDefinition *
coffret_active_context_find (const CoffretActiveContext *context,
                             const char *term,
                             gsize length,
                             guint64 hash)
{
  return coffret_active_context_find_slot (context, term, length, hash)->definition;
}

typedef enum {
  COFFRET_EXPAND_VOCAB = 1 << 0,
  COFFRET_EXPAND_RELATIVE = 1 << 1, /* against the base */
} CoffretExpandFlags;

typedef struct {
  const char *iri;                         /* NULL: it means nothing, and is ignored */
  CoffretKeyword keyword;                  /* that iri is */
  const CoffretTermDefinition *definition; /* where it was a term; NULL: it was none */
} CoffretExpandedIri;

/* IRI expansion (JSON-LD 1.1 API, 5.2) without a local context. */
CoffretExpandedIri coffret_active_context_expand (const CoffretActiveContext *context,
                                                  CoffretArena *arena,
                                                  guint64 seed,
                                                  const char *text,
                                                  gsize length,
                                                  guint flags);

G_END_DECLS
