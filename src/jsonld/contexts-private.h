/* contexts-private.h: the published contexts as the rest of this library sees them. */
#pragma once

#include "jsonld/active-context.h"

G_BEGIN_DECLS

typedef struct _CoffretContextDocument CoffretContextDocument;

struct _CoffretContextDocument {
  char *url;
  char *edition; /* NULL: there is one only */
  char *file;    /* of the bundle; NULL: from coffret_contexts_add() */
  gboolean catch_all;
  json_t *root;                  /* atomic; NULL: not read yet */
  CoffretContextDocument *older; /* the edition before this one; NULL: none */
};

struct _CoffretContexts {
  gatomicrefcount references;
  GRecMutex lock;        /* for whatever is added to the pool */
  GHashTable *documents; /* URL -> the newest CoffretContextDocument */
  CoffretContextPool pool;
  CoffretActiveContext *root; /* before any context, without a base */
  guint64 seed;
};

/* NULL: not bundled, or no such edition. */
CoffretContextDocument *
coffret_contexts_find (CoffretContexts *contexts, const char *url, guint edition);

/* The whole document, read when first asked for. Borrowed. */
const json_t *coffret_contexts_load (CoffretContexts *contexts, CoffretContextDocument *document);

G_END_DECLS
