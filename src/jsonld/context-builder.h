/* context-builder.h: an active context while it is being made (JSON-LD 1.1 API, 4.1.2). */
#pragma once

#include "jsonld/run.h"

G_BEGIN_DECLS

struct _CoffretRemoteContext {
  const CoffretRemoteContext *outer;
  const char *url;
};

typedef struct {
  CoffretRun *run;
  CoffretContextPool *pool;
  CoffretActiveContext *result;
  const json_t *local; /* an object */
  const char *base;
  guint flags;         /* CoffretContextFlags */
  gboolean protected;  /* what a term is unless it says otherwise */
  GHashTable *defined; /* term -> DEFINING or DEFINED */
} CoffretContextBuilder;

/* The text of a JSON string that may stand in an IRI, a term or a tag; NULL: it is none. */
static inline const char *
coffret_plain_string (const json_t *value)
{
  const char *text = json_string_value (value);

  return text != NULL && memchr (text, '\0', json_string_length (value)) == NULL ? text : NULL;
}

/* Create term definition (4.2.2) for a term of the local context. */
gboolean
coffret_context_builder_define (CoffretContextBuilder *builder, const char *term, GError **error);

/* IRI expansion (5.2) that defines the terms which it needs. */
gboolean coffret_context_builder_expand (CoffretContextBuilder *builder,
                                         const char *text,
                                         guint flags,
                                         CoffretExpandedIri *expanded,
                                         GError **error);

/* Says that something in the context is ignored. */
void
coffret_context_builder_drop (CoffretContextBuilder *builder, const char *what, const char *text);

/* Fails with CODE, about TEXT. FALSE. */
gboolean coffret_context_builder_fail (CoffretContextBuilder *builder,
                                       const char *code,
                                       const char *text,
                                       GError **error);

/* Makes what follows from builder->local. NULL with an error. */
CoffretActiveContext *coffret_context_build (CoffretRun *run,
                                             CoffretContextPool *pool,
                                             CoffretActiveContext *active,
                                             const json_t *local,
                                             const char *base,
                                             guint flags,
                                             GError **error);

G_END_DECLS
