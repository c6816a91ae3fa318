#include "jsonld/expand-object.h"

static const CoffretPlace *
place_of (CoffretObject *object, const CoffretPlace *parent, const CoffretObjectEntry *entry)
{
  return coffret_place_key (&object->run->arena, parent, entry->key);
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
  if (reverse &&
      !coffret_expanded_are_nodes (&items, place, "invalid reverse property value", error))
    return FALSE;
  property = coffret_expanded_property_new (run, expanded, entry->key, place);
  property->items = items;
  coffret_object_add_property (object, property, reverse);
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
  if (!coffret_run_can_gather (json_object_size (value), error))
    return FALSE;
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
    if (entries[i].keyword == COFFRET_KEYWORD_NO
          ? !read_property (object, &entries[i], here, error)
          : !coffret_object_read_keyword (object, &entries[i], here, error))
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

  if ((object->seen & ~(COFFRET_SEEN (VALUE) | COFFRET_SEEN (DIRECTION) | COFFRET_SEEN (INDEX) |
                        COFFRET_SEEN (LANGUAGE) | COFFRET_SEEN (TYPE))) ||
      item->node.properties != NULL || item->node.reverse != NULL ||
      ((object->seen & COFFRET_SEEN (TYPE)) &&
       (object->seen & (COFFRET_SEEN (LANGUAGE) | COFFRET_SEEN (DIRECTION)))))
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
  if (!json_is_string (object->value) && (object->seen & COFFRET_SEEN (LANGUAGE)))
    return coffret_run_fail (object->place, "invalid language-tagged value", NULL, error);
  if ((object->seen & COFFRET_SEEN (TYPE)) &&
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

  if ((object->seen & COFFRET_SEEN (LIST) && object->seen & COFFRET_SEEN (SET)) ||
      (object->seen & ~(COFFRET_SEEN (LIST) | COFFRET_SEEN (SET) | COFFRET_SEEN (INDEX))) ||
      item->node.properties != NULL || item->node.reverse != NULL)
    return coffret_run_fail (object->place, "invalid set or list object", NULL, error);
  if (object->seen & COFFRET_SEEN (SET)) {
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
    if (object->seen == COFFRET_SEEN (LANGUAGE))
      what = "object with only @language";
    else if (floating && object->seen == 0)
      what = "empty object";
    else if (floating && object->seen == COFFRET_SEEN (ID))
      what = "object with only @id";
  }
  if (what != NULL)
    coffret_run_drop (object->run, object->place, what, NULL);
  else if (object->property.keyword == COFFRET_KEYWORD_INCLUDED &&
           object->seen == COFFRET_SEEN (ID) && item->node.properties == NULL &&
           item->node.reverse == NULL)
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
  if (object->seen & COFFRET_SEEN (VALUE)) {
    if (!make_value (object, &result, error))
      return FALSE;
  } else if (object->seen & (COFFRET_SEEN (LIST) | COFFRET_SEEN (SET))) {
    if (!make_list (object, &result, items, array, error))
      return FALSE;
  } else if ((object->seen & (COFFRET_SEEN (LANGUAGE) | COFFRET_SEEN (DIRECTION))) &&
             (object->seen != COFFRET_SEEN (LANGUAGE) || item->node.properties != NULL ||
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
