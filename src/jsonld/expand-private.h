/* expand-private.h: what the parts of the expansion algorithm know of each other. */
#pragma once

#include "jsonld/context-builder.h"
#include "jsonld/expanded.h"
#include "jsonld/iri.h"

G_BEGIN_DECLS

/* The "active property": under what the element stands. */
typedef struct {
  const char *key; /* NULL: none */
  gsize length;
  guint64 hash;
  CoffretKeyword keyword;                  /* @graph or @reverse */
  const CoffretTermDefinition *definition; /* in the active context; NULL: none */
} CoffretActiveProperty;

/* Expansion (5.1.2). What ELEMENT gives is appended to ITEMS; ARRAY: whether it is an array even
 * when it is one item. FROM_MAP: ELEMENT is a value of an id, type or index map. */
gboolean coffret_expand_element (CoffretRun *run,
                                 CoffretActiveContext *context,
                                 const CoffretActiveProperty *property,
                                 const json_t *element,
                                 gboolean from_map,
                                 const CoffretPlace *place,
                                 CoffretExpandedItems *items,
                                 gboolean *array,
                                 GError **error);

/* Value expansion (5.3) of a scalar. */
CoffretExpandedItem *coffret_expand_value (CoffretRun *run,
                                           const CoffretActiveContext *context,
                                           const CoffretActiveProperty *property,
                                           const json_t *value,
                                           const CoffretPlace *place,
                                           GError **error);
CoffretExpandedItem *coffret_expand_text (CoffretRun *run,
                                          const CoffretActiveContext *context,
                                          const CoffretTermDefinition *definition,
                                          const char *text,
                                          gsize length,
                                          const CoffretPlace *place,
                                          GError **error);

/* The values of a property whose container is a map: language maps, and index, id and type
 * maps (13.7 and 13.8). MAP is an object. */
gboolean coffret_expand_language_map (CoffretRun *run,
                                      const CoffretActiveContext *context,
                                      const CoffretTermDefinition *definition,
                                      const json_t *map,
                                      const CoffretPlace *place,
                                      CoffretExpandedItems *items,
                                      GError **error);
gboolean coffret_expand_index_map (CoffretRun *run,
                                   CoffretActiveContext *context,
                                   const CoffretActiveProperty *property,
                                   const json_t *map,
                                   const CoffretPlace *place,
                                   CoffretExpandedItems *items,
                                   GError **error);

CoffretExpandedItem *coffret_expanded_item_new (CoffretRun *run, CoffretExpandedKind kind);
/* A node whose @graph is ITEM, which stood at PLACE. What says nothing in a graph is reported. */
CoffretExpandedItem *
coffret_expanded_graph_new (CoffretRun *run, CoffretExpandedItem *item, const CoffretPlace *place);

/* Gives a node an id, and reports one that RDF cannot hold. */
void coffret_expanded_item_set_id (CoffretRun *run,
                                   CoffretExpandedItem *item,
                                   const char *id,
                                   const char *written,
                                   const CoffretPlace *place);
CoffretExpandedType *coffret_expanded_type_new (CoffretRun *run,
                                                CoffretExpandedIri expanded,
                                                const char *written,
                                                const CoffretPlace *place);
CoffretExpandedProperty *coffret_expanded_property_new (CoffretRun *run,
                                                        CoffretExpandedIri expanded,
                                                        const char *written,
                                                        const CoffretPlace *place);
void coffret_expanded_item_set_language (CoffretRun *run,
                                         CoffretExpandedItem *item,
                                         const char *language,
                                         const CoffretPlace *place);
void coffret_expanded_item_set_direction (CoffretRun *run,
                                          CoffretExpandedItem *item,
                                          CoffretTextDirection direction,
                                          const CoffretPlace *place);
void coffret_expanded_item_set_index (CoffretRun *run,
                                      CoffretExpandedItem *item,
                                      const char *index,
                                      const CoffretPlace *place);

static inline CoffretExpandedIri
coffret_expand_iri (
  CoffretRun *run, const CoffretActiveContext *context, const char *text, gsize length, guint flags)
{
  return coffret_active_context_expand (context, &run->arena, run->seed, text, length, flags);
}

G_END_DECLS
