/* Values, and what may be said of a node: made here, so that whatever RDF cannot hold is
 * reported in one place. */
#include "jsonld/expand-private.h"

CoffretExpandedItem *
coffret_expanded_item_new (CoffretRun *run, CoffretExpandedKind kind)
{
  CoffretExpandedItem *item = coffret_arena_new0 (&run->arena, CoffretExpandedItem);

  item->kind = kind;
  item->well_formed = TRUE;
  return item;
}

/* Why an item of a graph gives no quad; NULL: it gives one. */
static const char *
emptiness (const CoffretExpandedItem *item)
{
  if (item->kind == COFFRET_EXPANDED_VALUE)
    return "object with only @value";
  if (item->kind == COFFRET_EXPANDED_LIST)
    return "object with only @list";
  if (item->has_types || item->has_graph || item->has_included || item->node.properties != NULL ||
      item->node.reverse != NULL)
    return NULL;
  return item->has_id ? "object with only @id" : "empty object";
}

CoffretExpandedItem *
coffret_expanded_graph_new (CoffretRun *run, CoffretExpandedItem *item, const CoffretPlace *place)
{
  CoffretExpandedItem *graph = coffret_expanded_item_new (run, COFFRET_EXPANDED_NODE);
  const char *what = emptiness (item);

  if (what != NULL)
    coffret_run_drop (run, place, what, NULL);
  graph->has_graph = TRUE;
  coffret_expanded_items_append (&graph->node.graph, item);
  return graph;
}

static gboolean
can_be_node (const char *iri)
{
  return iri != NULL &&
         ((iri[0] == '_' && iri[1] == ':') || coffret_iri_is_well_formed (iri, strlen (iri)));
}

void
coffret_expanded_item_set_id (CoffretRun *run,
                              CoffretExpandedItem *item,
                              const char *id,
                              const char *written,
                              const CoffretPlace *place)
{
  item->has_id = TRUE;
  item->node.id = id;
  item->well_formed = can_be_node (id);
  if (!item->well_formed)
    coffret_run_drop (run, place, id == NULL ? "reserved @id value" : "relative @id reference",
                      written);
}

CoffretExpandedType *
coffret_expanded_type_new (CoffretRun *run,
                           CoffretExpandedIri expanded,
                           const char *written,
                           const CoffretPlace *place)
{
  CoffretExpandedType *type = coffret_arena_new (&run->arena, CoffretExpandedType);

  *type = (CoffretExpandedType) { .iri = expanded.iri };
  if (expanded.definition != NULL)
    type->well_formed = expanded.definition->well_formed || can_be_node (expanded.iri);
  else
    type->well_formed = can_be_node (expanded.iri);
  if (!type->well_formed && expanded.keyword != COFFRET_KEYWORD_JSON)
    coffret_run_drop (run, place, "relative @type reference", written);
  return type;
}

CoffretExpandedProperty *
coffret_expanded_property_new (CoffretRun *run,
                               CoffretExpandedIri expanded,
                               const char *written,
                               const CoffretPlace *place)
{
  CoffretExpandedProperty *property = coffret_arena_new0 (&run->arena, CoffretExpandedProperty);

  property->iri = expanded.iri;
  property->well_formed = expanded.definition != NULL
                            ? expanded.definition->well_formed
                            : coffret_iri_is_well_formed (expanded.iri, strlen (expanded.iri));
  if (!property->well_formed)
    coffret_run_drop (run, place,
                      g_str_has_prefix (expanded.iri, "_:") ? "blank node predicate"
                                                            : "relative predicate reference",
                      written);
  return property;
}

void
coffret_expanded_item_set_language (CoffretRun *run,
                                    CoffretExpandedItem *item,
                                    const char *language,
                                    const CoffretPlace *place)
{
  item->value.language = language;
  if (!coffret_language_is_well_formed (language, strlen (language))) {
    item->well_formed = FALSE;
    coffret_run_drop (run, place, "invalid @language value", language);
  }
}

void
coffret_expanded_item_set_direction (CoffretRun *run,
                                     CoffretExpandedItem *item,
                                     CoffretTextDirection direction,
                                     const CoffretPlace *place)
{
  item->direction = direction;
  if (run->for_rdf && run->options->rdf_direction == COFFRET_RDF_DIRECTION_NONE)
    coffret_run_drop (run, place, "rdfDirection not set", NULL);
}

void
coffret_expanded_item_set_index (CoffretRun *run,
                                 CoffretExpandedItem *item,
                                 const char *index,
                                 const CoffretPlace *place)
{
  item->index = index;
  if (run->for_rdf)
    coffret_run_drop (run, place, "an index is no part of RDF", index);
}

CoffretExpandedItem *
coffret_expand_text (CoffretRun *run,
                     const CoffretActiveContext *context,
                     const CoffretTermDefinition *definition,
                     const char *text,
                     gsize length,
                     const CoffretPlace *place,
                     GError **error)
{
  CoffretKeyword coercion = definition == NULL ? COFFRET_KEYWORD_NO : definition->type_keyword;
  const char *language;
  CoffretTextDirection direction;
  CoffretExpandedItem *item;

  if (coercion == COFFRET_KEYWORD_ID || coercion == COFFRET_KEYWORD_VOCAB) {
    guint flags = coercion == COFFRET_KEYWORD_ID ? COFFRET_EXPAND_RELATIVE
                                                 : COFFRET_EXPAND_RELATIVE | COFFRET_EXPAND_VOCAB;

    if (memchr (text, '\0', length) != NULL) {
      coffret_run_fail (place, "invalid @id value", text, error);
      return NULL;
    }
    item = coffret_expanded_item_new (run, COFFRET_EXPANDED_NODE);
    coffret_expanded_item_set_id (
      run, item, coffret_expand_iri (run, context, text, length, flags).iri, text, place);
    return item;
  }

  item = coffret_expanded_item_new (run, COFFRET_EXPANDED_VALUE);
  item->value.text = text;
  item->value.length = length;
  if (definition != NULL && definition->type != NULL) {
    item->value.type = definition->type;
    item->well_formed = definition->type_well_formed;
    if (!item->well_formed)
      coffret_run_drop (run, place, "relative datatype", definition->type);
    return item;
  }
  language =
    definition != NULL && definition->has_language ? definition->language : context->language;
  direction = definition != NULL && definition->direction != COFFRET_DIRECTION_UNSET
                ? definition->direction
                : context->direction;
  if (language != NULL)
    coffret_expanded_item_set_language (run, item, language, place);
  if (direction == COFFRET_DIRECTION_LTR || direction == COFFRET_DIRECTION_RTL)
    coffret_expanded_item_set_direction (run, item, direction, place);
  return item;
}

CoffretExpandedItem *
coffret_expand_value (CoffretRun *run,
                      const CoffretActiveContext *context,
                      const CoffretActiveProperty *property,
                      const json_t *value,
                      const CoffretPlace *place,
                      GError **error)
{
  CoffretExpandedItem *item;

  if (json_is_string (value))
    return coffret_expand_text (run, context, property->definition, json_string_value (value),
                                json_string_length (value), place, error);
  item = coffret_expanded_item_new (run, COFFRET_EXPANDED_VALUE);
  item->value.json = value;
  if (property->definition != NULL && property->definition->type != NULL) {
    item->value.type = property->definition->type;
    item->well_formed = property->definition->type_well_formed;
    if (!item->well_formed)
      coffret_run_drop (run, place, "relative datatype", item->value.type);
  }
  return item;
}
