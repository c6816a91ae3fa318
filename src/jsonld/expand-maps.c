/* Language maps, and index, id and type maps (JSON-LD 1.1 API, 5.1.2, steps 13.7 and 13.8). */
#include "jsonld/expand-private.h"

static gboolean
is_none (CoffretRun *run, const CoffretActiveContext *context, const char *key)
{
  return coffret_expand_iri (run, context, key, strlen (key), COFFRET_EXPAND_VOCAB).keyword ==
         COFFRET_KEYWORD_NONE;
}

static gboolean
add_language_value (CoffretRun *run,
                    CoffretTextDirection direction,
                    const char *language,
                    const json_t *value,
                    const CoffretPlace *place,
                    CoffretExpandedItems *items,
                    GError **error)
{
  CoffretExpandedItem *item;

  if (json_is_null (value))
    return TRUE;
  if (!json_is_string (value))
    return coffret_run_fail (place, "invalid language map value", NULL, error);
  item = coffret_expanded_item_new (run, COFFRET_EXPANDED_VALUE);
  item->value.text = json_string_value (value);
  item->value.length = json_string_length (value);
  if (language != NULL)
    coffret_expanded_item_set_language (run, item, language, place);
  if (direction == COFFRET_DIRECTION_LTR || direction == COFFRET_DIRECTION_RTL)
    coffret_expanded_item_set_direction (run, item, direction, place);
  coffret_expanded_items_append (items, item);
  return TRUE;
}

gboolean
coffret_expand_language_map (CoffretRun *run,
                             const CoffretActiveContext *context,
                             const CoffretTermDefinition *definition,
                             const json_t *map,
                             const CoffretPlace *place,
                             CoffretExpandedItems *items,
                             GError **error)
{
  CoffretTextDirection direction =
    definition->direction != COFFRET_DIRECTION_UNSET ? definition->direction : context->direction;

  for (void *i = json_object_iter ((json_t *) map); i != NULL;
       i = json_object_iter_next ((json_t *) map, i)) {
    const char *key = json_object_iter_key (i);
    const json_t *value = json_object_iter_value (i);
    const char *language = is_none (run, context, key) ? NULL : key;
    const CoffretPlace *here = coffret_place_key (&run->arena, place, key);
    gsize n = json_is_array (value) ? json_array_size (value) : 1;

    for (gsize j = 0; j < n; j++) {
      const json_t *entry = json_is_array (value) ? json_array_get (value, j) : value;

      if (!add_language_value (run, direction, language, entry, here, items, error) ||
          !coffret_run_within_memory (run, error))
        return FALSE;
    }
  }
  return TRUE;
}

typedef struct {
  CoffretRun *run;
  CoffretActiveContext *context; /* of the property */
  const CoffretActiveProperty *property;
  guint containers;
  const char *key; /* of the map */
  CoffretExpandedIri expanded;
  const CoffretPlace *place;
} MapEntry;

/* The index becomes a value of the property that the term's @index names. */
static gboolean
index_by_property (MapEntry *entry, CoffretExpandedItem *item, GError **error)
{
  CoffretRun *run = entry->run;
  const char *index = entry->property->definition->index;
  gsize length = strlen (index);
  guint64 hash = coffret_hash_text (index, length, run->seed);
  const CoffretTermDefinition *definition =
    coffret_active_context_find (entry->context, index, length, hash);
  CoffretExpandedItem *value = coffret_expand_text (run, entry->context, definition, entry->key,
                                                    strlen (entry->key), entry->place, error);
  CoffretExpandedProperty *property;

  if (value == NULL)
    return FALSE;
  if (item->kind != COFFRET_EXPANDED_NODE)
    return coffret_run_fail (entry->place, "invalid value object", entry->key, error);
  property = coffret_expanded_property_new (
    run, coffret_expand_iri (run, entry->context, index, length, COFFRET_EXPAND_VOCAB), index,
    entry->place);
  coffret_expanded_items_append (&property->items, value);
  property->next = item->node.properties;
  item->node.properties = property;
  return TRUE;
}

static gboolean
add_entry_item (MapEntry *entry,
                CoffretExpandedItem *item,
                CoffretExpandedItems *items,
                GError **error)
{
  CoffretRun *run = entry->run;
  gboolean none = entry->expanded.keyword == COFFRET_KEYWORD_NONE;
  gboolean is_node;

  if ((entry->containers & COFFRET_CONTAINER_GRAPH) &&
      !(item->kind == COFFRET_EXPANDED_NODE && item->has_graph && !item->has_types &&
        item->node.properties == NULL && item->node.reverse == NULL))
    item = coffret_expanded_graph_new (run, item, entry->place);
  is_node = item->kind == COFFRET_EXPANDED_NODE;

  if (none) {
    /* Stays as it is. */
  } else if (entry->containers & COFFRET_CONTAINER_INDEX) {
    if (entry->property->definition->index != NULL) {
      if (!index_by_property (entry, item, error))
        return FALSE;
    } else if (item->index == NULL) {
      coffret_expanded_item_set_index (run, item, entry->key, entry->place);
    }
  } else if (!is_node) {
    return coffret_run_fail (entry->place, "invalid value object", entry->key, error);
  } else if (entry->containers & COFFRET_CONTAINER_ID) {
    if (!item->has_id)
      coffret_expanded_item_set_id (run, item,
                                    coffret_expand_iri (run, entry->context, entry->key,
                                                        strlen (entry->key),
                                                        COFFRET_EXPAND_RELATIVE)
                                      .iri,
                                    entry->key, entry->place);
  } else if (entry->expanded.iri != NULL) {
    CoffretExpandedType *type =
      coffret_expanded_type_new (run, entry->expanded, entry->key, entry->place);

    type->next = item->node.types;
    item->node.types = type;
    item->has_types = TRUE;
  }
  coffret_expanded_items_append (items, item);
  return TRUE;
}

/* The context in which the value of one entry stands. */
static CoffretActiveContext *
context_of_entry (MapEntry *entry, GError **error)
{
  CoffretActiveContext *context = entry->context;
  const CoffretTermDefinition *definition;
  gsize length = strlen (entry->key);

  if (!(entry->containers & (COFFRET_CONTAINER_ID | COFFRET_CONTAINER_TYPE)))
    return context;
  if (context->previous != NULL)
    context = context->previous;
  if (!(entry->containers & COFFRET_CONTAINER_TYPE))
    return context;
  definition = coffret_active_context_find (
    context, entry->key, length, coffret_hash_text (entry->key, length, entry->run->seed));
  if (definition == NULL || definition->context == NULL)
    return context;
  entry->run->context_place = entry->place;
  return coffret_active_context_process (entry->run, context, definition->context, definition->base,
                                         definition->context_flags, error);
}

gboolean
coffret_expand_index_map (CoffretRun *run,
                          CoffretActiveContext *context,
                          const CoffretActiveProperty *property,
                          const json_t *map,
                          const CoffretPlace *place,
                          CoffretExpandedItems *items,
                          GError **error)
{
  for (void *i = json_object_iter ((json_t *) map); i != NULL;
       i = json_object_iter_next ((json_t *) map, i)) {
    const char *key = json_object_iter_key (i);
    CoffretActiveProperty inner = *property;
    CoffretExpandedItems values = { 0 };
    CoffretExpandedItem *next;
    gboolean array;
    MapEntry entry = {
      .run = run,
      .context = context,
      .property = property,
      .containers = property->definition->containers,
      .key = key,
      .expanded = coffret_expand_iri (run, context, key, strlen (key), COFFRET_EXPAND_VOCAB),
      .place = coffret_place_key (&run->arena, place, key),
    };
    CoffretActiveContext *map_context = context_of_entry (&entry, error);

    if (map_context == NULL)
      return FALSE;
    if (map_context != context)
      inner.definition =
        coffret_active_context_find (map_context, inner.key, inner.length, inner.hash);
    if (!coffret_expand_element (run, map_context, &inner, json_object_iter_value (i), TRUE,
                                 entry.place, &values, &array, error))
      return FALSE;
    for (CoffretExpandedItem *item = values.first; item != NULL; item = next) {
      next = item->next;
      if (!add_entry_item (&entry, item, items, error))
        return FALSE;
    }
    if (!coffret_run_within_memory (run, error))
      return FALSE;
  }
  return TRUE;
}
