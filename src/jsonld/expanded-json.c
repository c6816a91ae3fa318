/* The expanded document as the standard writes it, for who wants to see it and for tests. */
#include "jsonld/expanded.h"

#include "base/json.h"

static json_t *items_to_json (const CoffretExpandedItems *items);

static void
set_text (json_t *object, const char *key, const char *text)
{
  if (text != NULL)
    json_object_set_new_nocheck (object, key, json_string_nocheck (text));
}

/* Several entries of one property are one array. */
static void
add_properties (json_t *object, const CoffretExpandedProperty *property)
{
  for (; property != NULL; property = property->next) {
    json_t *values = json_object_get (object, property->iri);
    g_autoptr (json_t) more = items_to_json (&property->items);

    if (values == NULL)
      json_object_set_nocheck (object, property->iri, more);
    else
      json_array_extend (values, more);
  }
}

static json_t *
node_to_json (const CoffretExpandedItem *item)
{
  json_t *object = json_object ();

  if (item->has_id)
    json_object_set_new_nocheck (
      object, "@id", item->node.id == NULL ? json_null () : json_string_nocheck (item->node.id));
  if (item->has_types) {
    json_t *types = json_array ();

    for (const CoffretExpandedType *type = item->node.types; type != NULL; type = type->next)
      json_array_append_new (types, json_string_nocheck (type->iri));
    json_object_set_new_nocheck (object, "@type", types);
  }
  if (item->has_graph)
    json_object_set_new_nocheck (object, "@graph", items_to_json (&item->node.graph));
  if (item->has_included)
    json_object_set_new_nocheck (object, "@included", items_to_json (&item->node.included));
  add_properties (object, item->node.properties);
  if (item->node.reverse != NULL) {
    json_t *reverse = json_object ();

    add_properties (reverse, item->node.reverse);
    json_object_set_new_nocheck (object, "@reverse", reverse);
  }
  return object;
}

static json_t *
value_to_json (const CoffretExpandedItem *item)
{
  const CoffretExpandedValue *value = &item->value;
  json_t *object = json_object ();

  json_object_set_new_nocheck (object, "@value",
                               value->json != NULL
                                 ? json_deep_copy (value->json)
                                 : json_stringn_nocheck (value->text, value->length));
  set_text (object, "@type", item->is_json ? "@json" : value->type);
  set_text (object, "@language", value->language);
  if (item->direction != COFFRET_DIRECTION_UNSET)
    set_text (object, "@direction", item->direction == COFFRET_DIRECTION_RTL ? "rtl" : "ltr");
  return object;
}

static json_t *
items_to_json (const CoffretExpandedItems *items)
{
  json_t *array = json_array ();

  for (const CoffretExpandedItem *item = items->first; item != NULL; item = item->next) {
    json_t *object;

    switch ((CoffretExpandedKind) item->kind) {
    case COFFRET_EXPANDED_NODE:
      object = node_to_json (item);
      break;
    case COFFRET_EXPANDED_LIST:
      object = json_object ();
      json_object_set_new_nocheck (object, "@list", items_to_json (&item->list));
      break;
    case COFFRET_EXPANDED_VALUE:
    default:
      object = value_to_json (item);
      break;
    }
    set_text (object, "@index", item->index);
    json_array_append_new (array, object);
  }
  return array;
}

json_t *
coffret_expanded_to_json (const CoffretExpandedItems *items)
{
  return items_to_json (items);
}
