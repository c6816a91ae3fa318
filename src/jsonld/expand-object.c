#include "jsonld/expand-object.h"

#define BIT(name) (1u << COFFRET_KEYWORD_##name)

static const CoffretPlace *
place_of (CoffretObject *object, const CoffretPlace *parent, const CoffretObjectEntry *entry)
{
  return coffret_place_key (&object->run->arena, parent, entry->key);
}

static void
add_property (CoffretObject *object, CoffretExpandedProperty *property, gboolean reverse)
{
  CoffretExpandedProperty ***end = reverse ? &object->reverse_end : &object->properties_end;

  **end = property;
  while (**end != NULL)
    *end = &(**end)->next;
}

static gboolean
is_node (const CoffretExpandedItem *item)
{
  return item->kind == COFFRET_EXPANDED_NODE;
}

static gboolean
are_nodes (const CoffretExpandedItems *items,
           const CoffretPlace *place,
           const char *code,
           GError **error)
{
  for (const CoffretExpandedItem *item = items->first; item != NULL; item = item->next)
    if (!is_node (item))
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
      !are_nodes (&items, place, "invalid @included value", error))
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
  if (map == NULL || !is_node (map))
    return TRUE;
  for (const CoffretExpandedProperty *property = map->node.properties; property != NULL;
       property = property->next)
    if (!are_nodes (&property->items, place, "invalid reverse property value", error))
      return FALSE;
  if (map->node.reverse != NULL)
    add_property (object, map->node.reverse, FALSE);
  if (map->node.properties != NULL)
    add_property (object, map->node.properties, TRUE);
  return TRUE;
}

static gboolean
read_keyword (CoffretObject *object,
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
  if ((object->seen & bit) != 0 && !(bit & (BIT (INCLUDED) | BIT (TYPE) | BIT (NEST))))
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

/* 13.6 to 13.12: what one key that is no keyword has as its values. */
static gboolean
read_values (CoffretObject *object,
             const CoffretObjectEntry *entry,
             const CoffretPlace *place,
             CoffretExpandedItems *items,
             gboolean *is_null,
             GError **error)
{
  CoffretRun *run = object->run;
  const CoffretTermDefinition *definition = entry->definition;
  guint containers = definition == NULL ? 0 : definition->containers;
  CoffretActiveProperty property = {
    .key = entry->key,
    .length = entry->length,
    .hash = entry->hash,
    .definition = definition,
  };
  gboolean array = FALSE;

  *is_null = FALSE;
  if (definition != NULL && definition->type_keyword == COFFRET_KEYWORD_JSON) {
    CoffretExpandedItem *item = coffret_expanded_item_new (run, COFFRET_EXPANDED_VALUE);

    item->value.json = entry->value;
    item->is_json = TRUE;
    coffret_expanded_items_append (items, item);
  } else if ((containers & COFFRET_CONTAINER_LANGUAGE) && json_is_object (entry->value)) {
    array = TRUE;
    if (!coffret_expand_language_map (run, object->context, definition, entry->value, place, items,
                                      error))
      return FALSE;
  } else if ((containers &
              (COFFRET_CONTAINER_INDEX | COFFRET_CONTAINER_TYPE | COFFRET_CONTAINER_ID)) &&
             json_is_object (entry->value)) {
    array = TRUE;
    if (!coffret_expand_index_map (run, object->context, &property, entry->value, place, items,
                                   error))
      return FALSE;
  } else {
    if (!coffret_expand_element (run, object->context, &property, entry->value, FALSE, place, items,
                                 &array, error))
      return FALSE;
    *is_null = items->first == NULL && !array;
    if (*is_null)
      return TRUE;
  }

  if ((containers & COFFRET_CONTAINER_LIST) &&
      !(!array && items->first == items->last && items->first->kind == COFFRET_EXPANDED_LIST)) {
    CoffretExpandedItem *list = coffret_expanded_item_new (run, COFFRET_EXPANDED_LIST);

    list->list = *items;
    *items = (CoffretExpandedItems) { 0 };
    coffret_expanded_items_append (items, list);
  }
  if ((containers & COFFRET_CONTAINER_GRAPH) &&
      !(containers & (COFFRET_CONTAINER_ID | COFFRET_CONTAINER_INDEX))) {
    CoffretExpandedItems graphs = { 0 };
    CoffretExpandedItem *next;

    for (CoffretExpandedItem *item = items->first; item != NULL; item = next) {
      next = item->next;
      coffret_expanded_items_append (&graphs, coffret_expanded_graph_new (run, item, place));
    }
    *items = graphs;
  }
  return TRUE;
}

static gboolean
read_property (CoffretObject *object,
               const CoffretObjectEntry *entry,
               const CoffretPlace *place,
               GError **error)
{
  CoffretRun *run = object->run;
  CoffretExpandedIri expanded = { .definition = entry->definition };
  CoffretExpandedProperty *property;
  CoffretExpandedItems items = { 0 };
  gboolean reverse = entry->definition != NULL && entry->definition->reverse;
  gboolean is_null;

  if (entry->definition != NULL)
    expanded.iri = entry->definition->iri;
  else
    expanded =
      coffret_expand_iri (run, object->context, entry->key, entry->length, COFFRET_EXPAND_VOCAB);
  if (expanded.iri == NULL || strchr (expanded.iri, ':') == NULL) {
    coffret_run_drop (run, place,
                      expanded.iri == NULL && entry->key[0] == '@' ? "reserved term"
                                                                   : "invalid property",
                      entry->key);
    return TRUE;
  }
  if (!read_values (object, entry, place, &items, &is_null, error))
    return FALSE;
  if (is_null)
    return coffret_run_within_memory (run, error);
  if (reverse && !are_nodes (&items, place, "invalid reverse property value", error))
    return FALSE;
  property = coffret_expanded_property_new (run, expanded, entry->key, place);
  property->items = items;
  add_property (object, property, reverse);
  return coffret_run_within_memory (run, error);
}

static gboolean read_entries (CoffretObject *object,
                              const CoffretObjectEntry *entries,
                              guint n,
                              const CoffretPlace *place,
                              GError **error);

/* Step 14: the entries of a value of @nest are the object's own. */
static gboolean
read_nested (CoffretObject *object, const json_t *value, const CoffretPlace *place, GError **error)
{
  CoffretRun *run = object->run;
  CoffretObjectEntry *entries;
  guint n = 0;
  gboolean done;

  if (!json_is_object (value))
    return coffret_run_fail (place, "invalid @nest value", NULL, error);
  entries = coffret_arena_alloc0 (&run->arena, json_object_size (value) * sizeof *entries);
  for (void *i = json_object_iter ((json_t *) value); i != NULL;
       i = json_object_iter_next ((json_t *) value, i)) {
    CoffretObjectEntry *entry = &entries[n++];

    entry->key = json_object_iter_key (i);
    entry->length = json_object_iter_key_len (i);
    entry->value = json_object_iter_value (i);
    entry->hash = coffret_hash_text (entry->key, entry->length, run->seed);
    entry->keyword = coffret_keyword_find (entry->key, entry->length);
    entry->literal_keyword = entry->keyword != COFFRET_KEYWORD_NO;
    if (!entry->literal_keyword) {
      entry->definition =
        coffret_active_context_find (object->context, entry->key, entry->length, entry->hash);
      entry->keyword = entry->definition == NULL ? COFFRET_KEYWORD_NO : entry->definition->keyword;
    }
    if (entry->keyword == COFFRET_KEYWORD_VALUE)
      return coffret_run_fail (place, "invalid @nest value", entry->key, error);
  }
  if (!coffret_run_enter (run, error))
    return FALSE;
  done = read_entries (object, entries, n, place, error);
  coffret_run_leave (run);
  return done;
}

static gboolean
read_nests (CoffretObject *object,
            const CoffretObjectEntry *entry,
            const CoffretPlace *place,
            GError **error)
{
  CoffretActiveContext *outer = object->context;
  gsize n = json_is_array (entry->value) ? json_array_size (entry->value) : 1;
  gboolean done = TRUE;

  /* A nesting term may have a context of its own, for what is nested. */
  if (entry->definition != NULL && entry->definition->context != NULL) {
    object->run->context_place = place;
    object->context = coffret_active_context_process (
      object->run, outer, entry->definition->context, entry->definition->base,
      entry->definition->context_flags | COFFRET_CONTEXT_OVERRIDE, error);
    done = object->context != NULL;
  }
  for (gsize i = 0; i < n && done; i++)
    done = json_is_array (entry->value)
             ? read_nested (object, json_array_get (entry->value, i),
                            coffret_place_index (&object->run->arena, place, i), error)
             : read_nested (object, entry->value, place, error);
  object->context = outer;
  return done;
}

/* Steps 13 and 14. */
static gboolean
read_entries (CoffretObject *object,
              const CoffretObjectEntry *entries,
              guint n,
              const CoffretPlace *place,
              GError **error)
{
  guint n_nests = 0;

  for (guint i = 0; i < n; i++) {
    const CoffretPlace *here = place_of (object, place, &entries[i]);

    if (entries[i].keyword == COFFRET_KEYWORD_NEST)
      n_nests++;
    if (entries[i].keyword == COFFRET_KEYWORD_NO ? !read_property (object, &entries[i], here, error)
                                                 : !read_keyword (object, &entries[i], here, error))
      return FALSE;
  }
  for (guint i = 0; i < n && n_nests > 0; i++)
    if (entries[i].keyword == COFFRET_KEYWORD_NEST &&
        !read_nests (object, &entries[i], place_of (object, place, &entries[i]), error))
      return FALSE;
  return TRUE;
}

/* Step 15: the object is a value. RESULT is NULL where it comes to nothing. */
static gboolean
make_value (CoffretObject *object, CoffretExpandedItem **result, GError **error)
{
  CoffretExpandedItem *item = object->item;
  CoffretExpandedType *type = item->node.types;
  CoffretTextDirection direction = item->direction;

  if ((object->seen &
       ~(BIT (VALUE) | BIT (DIRECTION) | BIT (INDEX) | BIT (LANGUAGE) | BIT (TYPE))) ||
      item->node.properties != NULL || item->node.reverse != NULL ||
      ((object->seen & BIT (TYPE)) && (object->seen & (BIT (LANGUAGE) | BIT (DIRECTION)))))
    return coffret_run_fail (object->place, "invalid value object", NULL, error);

  item->kind = COFFRET_EXPANDED_VALUE;
  item->value = (CoffretExpandedValue) { .json = object->value };
  item->direction = COFFRET_DIRECTION_UNSET;
  if (object->types_keyword == COFFRET_KEYWORD_JSON && !object->types_are_array) {
    item->is_json = TRUE;
    return TRUE;
  }
  if (json_is_null (object->value)) {
    coffret_run_drop (object->run, object->place, "null @value value", NULL);
    *result = NULL;
    return TRUE;
  }
  if (!json_is_string (object->value) && (object->seen & BIT (LANGUAGE)))
    return coffret_run_fail (object->place, "invalid language-tagged value", NULL, error);
  if ((object->seen & BIT (TYPE)) &&
      (type == NULL || object->types_are_array || object->types_keyword != COFFRET_KEYWORD_NO ||
       !coffret_iri_is_well_formed (type->iri, strlen (type->iri))))
    return coffret_run_fail (object->place, "invalid typed value", object->types_written, error);

  if (json_is_string (object->value))
    item->value = (CoffretExpandedValue) {
      .text = json_string_value (object->value),
      .length = json_string_length (object->value),
    };
  if (type != NULL) {
    item->value.type = type->iri;
    item->well_formed = type->well_formed;
  }
  if (object->language != NULL)
    coffret_expanded_item_set_language (object->run, item, object->language,
                                        object->language_place);
  if (direction != COFFRET_DIRECTION_UNSET)
    coffret_expanded_item_set_direction (object->run, item, direction, object->place);
  return TRUE;
}

/* Step 17: the object is a list or a set. */
static gboolean
make_list (CoffretObject *object,
           CoffretExpandedItem **result,
           CoffretExpandedItems *items,
           gboolean *array,
           GError **error)
{
  CoffretExpandedItem *item = object->item;

  if ((object->seen & BIT (LIST) && object->seen & BIT (SET)) ||
      (object->seen & ~(BIT (LIST) | BIT (SET) | BIT (INDEX))) || item->node.properties != NULL ||
      item->node.reverse != NULL)
    return coffret_run_fail (object->place, "invalid set or list object", NULL, error);
  if (object->seen & BIT (SET)) {
    coffret_expanded_items_join (items, &object->list);
    *array = TRUE;
    *result = NULL;
    return TRUE;
  }
  item->kind = COFFRET_EXPANDED_LIST;
  item->list = object->list;
  return TRUE;
}

/* Steps 18 and 19: what says nothing, or stands where nothing refers to it. */
static gboolean
is_dropped (CoffretObject *object, const CoffretExpandedItem *item)
{
  gboolean floating =
    object->property.key == NULL || object->property.keyword == COFFRET_KEYWORD_GRAPH;
  const char *what = NULL;

  if (item->kind != COFFRET_EXPANDED_NODE) {
    what = !floating                              ? NULL
           : item->kind == COFFRET_EXPANDED_VALUE ? "object with only @value"
                                                  : "object with only @list";
  } else if (item->node.properties == NULL && item->node.reverse == NULL) {
    if (object->seen == BIT (LANGUAGE))
      what = "object with only @language";
    else if (floating && object->seen == 0)
      what = "empty object";
    else if (floating && object->seen == BIT (ID))
      what = "object with only @id";
  }
  if (what != NULL)
    coffret_run_drop (object->run, object->place, what, NULL);
  else if (object->property.keyword == COFFRET_KEYWORD_INCLUDED && object->seen == BIT (ID) &&
           item->node.properties == NULL && item->node.reverse == NULL)
    coffret_run_drop (object->run, object->place, "object with only @id", NULL);
  return what != NULL;
}

gboolean
coffret_object_expand (CoffretObject *object,
                       CoffretExpandedItems *items,
                       gboolean *array,
                       GError **error)
{
  CoffretExpandedItem *item = coffret_expanded_item_new (object->run, COFFRET_EXPANDED_NODE);
  CoffretExpandedItem *result = item;

  object->item = item;
  object->properties_end = &item->node.properties;
  object->reverse_end = &item->node.reverse;
  object->types_end = &item->node.types;
  *array = FALSE;
  if (!read_entries (object, object->entries, object->n_entries, object->place, error))
    return FALSE;
  if (object->seen & BIT (VALUE)) {
    if (!make_value (object, &result, error))
      return FALSE;
  } else if (object->seen & (BIT (LIST) | BIT (SET))) {
    if (!make_list (object, &result, items, array, error))
      return FALSE;
  } else if ((object->seen & (BIT (LANGUAGE) | BIT (DIRECTION))) &&
             (object->seen != BIT (LANGUAGE) || item->node.properties != NULL ||
              item->node.reverse != NULL)) {
    coffret_run_drop (object->run, object->place, "language or direction without @value", NULL);
  }
  /* Only a value is of type @json; where it is one, nothing is lost. */
  if (object->has_json_type && item->kind == COFFRET_EXPANDED_NODE)
    coffret_run_drop (object->run, object->place, "relative @type reference", "@json");
  if (result != NULL && !is_dropped (object, result))
    coffret_expanded_items_append (items, result);
  return coffret_run_within_memory (object->run, error);
}
