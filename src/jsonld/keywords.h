/* keywords.h: the words that JSON-LD 1.1 keeps for itself (JSON-LD 1.1, 1.7). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  COFFRET_KEYWORD_NO, /* not a keyword */
  COFFRET_KEYWORD_BASE,
  COFFRET_KEYWORD_CONTAINER,
  COFFRET_KEYWORD_CONTEXT,
  COFFRET_KEYWORD_DIRECTION,
  COFFRET_KEYWORD_GRAPH,
  COFFRET_KEYWORD_ID,
  COFFRET_KEYWORD_IMPORT,
  COFFRET_KEYWORD_INCLUDED,
  COFFRET_KEYWORD_INDEX,
  COFFRET_KEYWORD_JSON,
  COFFRET_KEYWORD_LANGUAGE,
  COFFRET_KEYWORD_LIST,
  COFFRET_KEYWORD_NEST,
  COFFRET_KEYWORD_NONE, /* "@none" */
  COFFRET_KEYWORD_PREFIX,
  COFFRET_KEYWORD_PROPAGATE,
  COFFRET_KEYWORD_PROTECTED,
  COFFRET_KEYWORD_REVERSE,
  COFFRET_KEYWORD_SET,
  COFFRET_KEYWORD_TYPE,
  COFFRET_KEYWORD_VALUE,
  COFFRET_KEYWORD_VERSION,
  COFFRET_KEYWORD_VOCAB,
} CoffretKeyword;

CoffretKeyword coffret_keyword_find (const char *text, gsize length);
/* "@" and then nothing but letters: kept for later versions (JSON-LD 1.1 API, 5.1.1). */
gboolean coffret_keyword_has_form (const char *text, gsize length);
/* Static. */
const char *coffret_keyword_name (CoffretKeyword keyword);

G_END_DECLS
