/* term-definition.h: what one term means in one context (JSON-LD 1.1 API, 4.2). Immutable. */
#pragma once

#include <jansson.h>

#include "jsonld/keywords.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_CONTAINER_GRAPH = 1 << 0,
  COFFRET_CONTAINER_ID = 1 << 1,
  COFFRET_CONTAINER_INDEX = 1 << 2,
  COFFRET_CONTAINER_LANGUAGE = 1 << 3,
  COFFRET_CONTAINER_LIST = 1 << 4,
  COFFRET_CONTAINER_SET = 1 << 5,
  COFFRET_CONTAINER_TYPE = 1 << 6,
} CoffretContainer;

typedef enum {
  COFFRET_DIRECTION_UNSET,
  COFFRET_DIRECTION_NULL,
  COFFRET_DIRECTION_LTR,
  COFFRET_DIRECTION_RTL,
} CoffretTextDirection;

typedef struct {
  const char *iri; /* NULL: the term means nothing on purpose; a keyword's own text if it is one */
  CoffretKeyword keyword;      /* that it stands for */
  const char *type;            /* an IRI, when it is none of: */
  CoffretKeyword type_keyword; /* @id, @vocab, @json, @none */
  guint containers;            /* CoffretContainer */
  gboolean prefix;
  gboolean protected;
  gboolean reverse;
  gboolean well_formed;      /* iri can stand in RDF as it is */
  gboolean type_well_formed; /* type can */
  gboolean has_language;
  const char *language; /* NULL: none, on purpose when has_language */
  CoffretTextDirection direction;
  const char *index;     /* NULL: @index */
  const char *nest;      /* NULL: not nested */
  const json_t *context; /* scoped to the term; NULL: none */
  const char *base;      /* of that context; NULL: none */
  guint context_flags;   /* CoffretContextFlags to process it with */
} CoffretTermDefinition;

G_END_DECLS
