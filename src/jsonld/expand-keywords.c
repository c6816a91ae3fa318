/* What the keywords of an object say (JSON-LD 1.1 API, 5.1.2, step 13.4). */
#include "jsonld/expand-object.h"

void
coffret_object_add_property (CoffretObject *object,
                             CoffretExpandedProperty *property,
                             gboolean reverse)
{
  CoffretExpandedProperty ***end = reverse ? &object->reverse_end : &object->properties_end;

  **end = property;
  while (**end != NULL)
    *end = &(**end)->next;
}

gboolean
coffret_expanded_are_nodes (const CoffretExpandedItems *items,
                            const CoffretPlace *place,
                            const char *code,
                            GError **error)
{
  for (const CoffretExpandedItem *item = items->first; item != NULL; item = item->next)
    if (item->kind != COFFRET_EXPANDED_NODE)
      return coffret_run_fail (place, code, NULL, error);
  return TRUE;
}

/* 13.4.3 */
static gboolean
read_id (CoffretObject *object,
         const CoffretObjectEntry *entry,
         const CoffretPlace *place,
         GError **error)
{
  const char *text = coffret_plain_string (entry->value);
  CoffretExpandedIri id;

  if (text == NULL)
    return coffret_run_fail (place, "invalid @id value", NULL, error);
  id = coffret_expand_iri (object->run, object->context, text, json_string_length (entry->value),
                           COFFRET_EXPAND_RELATIVE);
  coffret_expanded_item_set_id (object->run, object->item, id.iri, text, place);
  return TRUE;
}

/* 13.4.4 */
static gboolean
read_type (CoffretObject *object,
           const CoffretObjectEntry *entry,
           const CoffretPlace *place,
           GError **error)
{
  CoffretRun *run = object->run;
  gboolean array = json_is_array (entry->value);
  gsize n = array ? json_array_size (entry->value) : 1;

  if (array || object->item->has_types)
    object->types_are_array = TRUE;
  object->item->has_types = TRUE;
  for (gsize i = 0; i < n; i++) {
    const json_t *value = array ? json_array_get (entry->value, i) : entry->value;
    const char *text = coffret_plain_string (value);
    const CoffretPlace *here = array ? coffret_place_index (&run->arena, place, i) : place;
    CoffretExpandedIri type;

    if (text == NULL)
      return coffret_run_fail (here, "invalid type value", NULL, error);
    type = coffret_expand_iri (run, object->type_context, text, json_string_length (value),
                               COFFRET_EXPAND_VOCAB | COFFRET_EXPAND_RELATIVE);
    if (type.iri == NULL) {
      coffret_run_drop (run, here, "reserved @type value", text);
      continue;
    }
    object->types_written = text;
    object->types_keyword = type.keyword;
    object->has_json_type |= type.keyword == COFFRET_KEYWORD_JSON;
    *object->types_end = coffret_expanded_type_new (run, type, text, here);
    object->types_end = &(*object->types_end)->next;
    if (!coffret_run_within_memory (run, error))
      return FALSE;
  }
  return TRUE;
}

/* Step 11: whether the object is a value of type @json. */
static gboolean
is_json_typed (const CoffretObject *object)
{
  const json_t *value = object->type_value;
  const char *text;

  if (json_is_array (value))
    value = json_array_get (value, json_array_size (value) - 1);
  text = coffret_plain_string (value);
  return text != NULL && coffret_expand_iri (object->run, object->context, text, strlen (text),
                                             COFFRET_EXPAND_VOCAB)
                             .keyword == COFFRET_KEYWORD_JSON;
}

static gboolean
expand_under_keyword (CoffretObject *object,
                      const CoffretObjectEntry *entry,
                      const CoffretPlace *place,
                      CoffretKeyword keyword,
                      CoffretExpandedItems *items,
                      GError **error)
{
  CoffretActiveProperty property = { .keyword = keyword };
  gboolean array;

  if (keyword != COFFRET_KEYWORD_NO) {
    property.key = coffret_keyword_name (keyword);
    property.length = strlen (property.key);
    property.hash = coffret_hash_text (property.key, property.length, object->run->seed);
  }
  return coffret_expand_element (object->run, object->context, &property, entry->value, FALSE,
                                 place, items, &array, error);
}

/* 13.4.6 */
static gboolean
read_included (CoffretObject *object,
               const CoffretObjectEntry *entry,
               const CoffretPlace *place,
               GError **error)
{
  CoffretExpandedItems items = { 0 };

  object->item->has_included = TRUE;
  if (!json_is_object (entry->value) && !json_is_array (entry->value))
    return coffret_run_fail (place, "invalid @included value", NULL, error);
  if (!expand_under_keyword (object, entry, place, COFFRET_KEYWORD_INCLUDED, &items, error) ||
      !coffret_expanded_are_nodes (&items, place, "invalid @included value", error))
    return FALSE;
  coffret_expanded_items_join (&object->item->node.included, &items);
  return TRUE;
}

/* 13.4.7 */
static gboolean
read_value (CoffretObject *object,
            const CoffretObjectEntry *entry,
            const CoffretPlace *place,
            GError **error)
{
  object->value = entry->value;
  if ((json_is_object (entry->value) || json_is_array (entry->value)) && !is_json_typed (object))
    return coffret_run_fail (place, "invalid value object value", NULL, error);
  return TRUE;
}

static gboolean
read_direction (CoffretObject *object,
                const CoffretObjectEntry *entry,
                const CoffretPlace *place,
                GError **error)
{
  const char *text = json_string_value (entry->value);

  if (g_strcmp0 (text, "ltr") == 0)
    object->item->direction = COFFRET_DIRECTION_LTR;
  else if (g_strcmp0 (text, "rtl") == 0)
    object->item->direction = COFFRET_DIRECTION_RTL;
  else
    return coffret_run_fail (place, "invalid base direction", text, error);
  return TRUE;
}

/* 13.4.13 */
static gboolean
read_reverse (CoffretObject *object,
              const CoffretObjectEntry *entry,
              const CoffretPlace *place,
              GError **error)
{
  CoffretExpandedItems items = { 0 };
  CoffretExpandedItem *map;

  if (!json_is_object (entry->value))
    return coffret_run_fail (place, "invalid @reverse value", NULL, error);
  if (!expand_under_keyword (object, entry, place, COFFRET_KEYWORD_REVERSE, &items, error))
    return FALSE;
  map = items.first;
  if (map == NULL || map->kind != COFFRET_EXPANDED_NODE)
    return TRUE;
  for (const CoffretExpandedProperty *property = map->node.properties; property != NULL;
       property = property->next)
    if (!coffret_expanded_are_nodes (&property->items, place, "invalid reverse property value",
                                     error))
      return FALSE;
  if (map->node.reverse != NULL)
    coffret_object_add_property (object, map->node.reverse, FALSE);
  if (map->node.properties != NULL)
    coffret_object_add_property (object, map->node.properties, TRUE);
  return TRUE;
}

gboolean
coffret_object_read_keyword (CoffretObject *object,
                             const CoffretObjectEntry *entry,
                             const CoffretPlace *place,
                             GError **error)
{
  CoffretRun *run = object->run;
  guint bit = 1u << entry->keyword;
  const char *text;
  gboolean array;

  if (object->property.keyword == COFFRET_KEYWORD_REVERSE)
    return coffret_run_fail (place, "invalid reverse property map", entry->key, error);
  if ((object->seen & bit) != 0 &&
      !(bit & (COFFRET_SEEN (INCLUDED) | COFFRET_SEEN (TYPE) | COFFRET_SEEN (NEST))))
    return coffret_run_fail (place, "colliding keywords", entry->key, error);
  if (entry->keyword != COFFRET_KEYWORD_NEST && entry->keyword != COFFRET_KEYWORD_REVERSE)
    object->seen |= bit;

  switch (entry->keyword) {
  case COFFRET_KEYWORD_ID:
    return read_id (object, entry, place, error);
  case COFFRET_KEYWORD_TYPE:
    return read_type (object, entry, place, error);
  case COFFRET_KEYWORD_GRAPH:
    object->item->has_graph = TRUE;
    return expand_under_keyword (object, entry, place, COFFRET_KEYWORD_GRAPH,
                                 &object->item->node.graph, error);
  case COFFRET_KEYWORD_INCLUDED:
    return read_included (object, entry, place, error);
  case COFFRET_KEYWORD_VALUE:
    return read_value (object, entry, place, error);
  case COFFRET_KEYWORD_LANGUAGE:
    text = coffret_plain_string (entry->value);
    if (text == NULL)
      return coffret_run_fail (place, "invalid language-tagged string", NULL, error);
    object->language = text;
    object->language_place = place;
    return TRUE;
  case COFFRET_KEYWORD_DIRECTION:
    return read_direction (object, entry, place, error);
  case COFFRET_KEYWORD_INDEX:
    text = coffret_plain_string (entry->value);
    if (text == NULL)
      return coffret_run_fail (place, "invalid @index value", NULL, error);
    coffret_expanded_item_set_index (run, object->item, text, place);
    return TRUE;
  case COFFRET_KEYWORD_LIST:
    if (object->property.key == NULL || object->property.keyword == COFFRET_KEYWORD_GRAPH) {
      object->seen &= ~bit;
      coffret_run_drop (run, place, "object with only @list", NULL);
      return TRUE;
    }
    return coffret_expand_element (run, object->context, &object->property, entry->value, FALSE,
                                   place, &object->list, &array, error);
  case COFFRET_KEYWORD_SET:
    return coffret_expand_element (run, object->context, &object->property, entry->value, FALSE,
                                   place, &object->list, &array, error);
  case COFFRET_KEYWORD_REVERSE:
    return read_reverse (object, entry, place, error);
  default:
    /* Words that only mean something in a context, and @context itself. */
    object->seen &= ~bit;
    if (entry->keyword != COFFRET_KEYWORD_CONTEXT && entry->keyword != COFFRET_KEYWORD_NEST)
      coffret_run_drop (run, place, "keyword out of place", entry->key);
    return TRUE;
  }
}
