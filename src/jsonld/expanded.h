/* expanded.h: a document in expanded form (JSON-LD 1.1, 9), in an arena.
 *
 * What RDF cannot hold (relative IRIs, say) stays in the tree, marked as such; it was
 * reported as dropped when it was read. Texts are borrowed from the document and from
 * contexts.
 */
#pragma once

#include "jsonld/run.h"

G_BEGIN_DECLS

typedef struct _CoffretExpandedItem CoffretExpandedItem;
typedef struct _CoffretExpandedProperty CoffretExpandedProperty;
typedef struct _CoffretExpandedType CoffretExpandedType;

typedef struct {
  CoffretExpandedItem *first;
  CoffretExpandedItem *last;
} CoffretExpandedItems;

struct _CoffretExpandedType {
  CoffretExpandedType *next;
  const char *iri;
  gboolean well_formed;
};

/* One property may come several times in a node: they are one. */
struct _CoffretExpandedProperty {
  CoffretExpandedProperty *next;
  const char *iri;
  gboolean well_formed;
  CoffretExpandedItems items;
};

typedef enum {
  COFFRET_EXPANDED_NODE,
  COFFRET_EXPANDED_VALUE,
  COFFRET_EXPANDED_LIST,
} CoffretExpandedKind;

typedef struct {
  const char *id; /* NULL with has_id: one that is ignored */
  CoffretExpandedType *types;
  CoffretExpandedProperty *properties;
  CoffretExpandedProperty *reverse; /* whose items point to this node */
  CoffretExpandedItems graph;
  CoffretExpandedItems included;
} CoffretExpandedNode;

typedef struct {
  const json_t *json; /* NULL: text */
  const char *text;   /* terminated */
  gsize length;
  const char *type;     /* NULL: none */
  const char *language; /* NULL: none */
} CoffretExpandedValue;

struct _CoffretExpandedItem {
  CoffretExpandedItem *next;
  const char *index; /* NULL: none */
  guint8 kind;       /* CoffretExpandedKind */
  guint8 direction;  /* CoffretTextDirection */
  guint has_id : 1;
  guint has_types : 1;
  guint has_graph : 1;
  guint has_included : 1;
  guint well_formed : 1; /* a node's id, a value's type and language */
  guint is_json : 1;     /* a value of type @json */
  union {
    CoffretExpandedNode node;
    CoffretExpandedValue value;
    CoffretExpandedItems list;
  };
};

static inline void
coffret_expanded_items_append (CoffretExpandedItems *items, CoffretExpandedItem *item)
{
  item->next = NULL;
  if (items->last != NULL)
    items->last->next = item;
  else
    items->first = item;
  items->last = item;
}

/* OTHER is empty afterwards. */
static inline void
coffret_expanded_items_join (CoffretExpandedItems *items, CoffretExpandedItems *other)
{
  if (other->first == NULL)
    return;
  if (items->last != NULL)
    items->last->next = other->first;
  else
    items->first = other->first;
  items->last = other->last;
  *other = (CoffretExpandedItems) { 0 };
}

/* Expansion (JSON-LD 1.1 API, 5.1) of a whole document. */
gboolean coffret_expand_document (CoffretRun *run,
                                  const json_t *document,
                                  CoffretExpandedItems *items,
                                  GError **error);

/* As JSON; a new reference. */
json_t *coffret_expanded_to_json (const CoffretExpandedItems *items);

struct _CoffretDataset;

/* The quads of it (JSON-LD 1.1 API, 7 and 8.1). */
gboolean coffret_expanded_to_rdf (CoffretRun *run,
                                  const CoffretExpandedItems *items,
                                  struct _CoffretDataset *dataset,
                                  GError **error);

G_END_DECLS
