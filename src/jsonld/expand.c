/* Expansion (JSON-LD 1.1 API, 5.1.2): which context holds where. */
#include "jsonld/expand-object.h"

#include "jsonld/contexts-private.h"

/* The standard processes types in code point order; strcmp() is that order for UTF-8. */
static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static int
compare_entries (const void *a, const void *b)
{
  return strcmp (((const CoffretObjectEntry *) a)->key, ((const CoffretObjectEntry *) b)->key);
}

/* What each key means in CONTEXT. */
static void
resolve (CoffretObject *object, CoffretActiveContext *context)
{
  object->context = context;
  for (guint i = 0; i < object->n_entries; i++) {
    CoffretObjectEntry *entry = &object->entries[i];

    if (entry->literal_keyword)
      continue;
    entry->definition =
      coffret_active_context_find (context, entry->key, entry->length, entry->hash);
    entry->keyword = entry->definition == NULL ? COFFRET_KEYWORD_NO : entry->definition->keyword;
  }
}

static void
collect (CoffretObject *object, const json_t *element, CoffretObjectEntry *few, guint n_few)
{
  gsize n = json_object_size (element);
  CoffretObjectEntry *entry;

  object->entries =
    n <= n_few ? few : coffret_arena_alloc (&object->run->arena, n * sizeof (CoffretObjectEntry));
  object->n_entries = 0;
  for (void *i = json_object_iter ((json_t *) element); i != NULL;
       i = json_object_iter_next ((json_t *) element, i)) {
    entry = &object->entries[object->n_entries++];
    *entry = (CoffretObjectEntry) {
      .key = json_object_iter_key (i),
      .length = json_object_iter_key_len (i),
      .value = json_object_iter_value (i),
    };
    entry->keyword = coffret_keyword_find (entry->key, entry->length);
    entry->literal_keyword = entry->keyword != COFFRET_KEYWORD_NO;
    if (!entry->literal_keyword)
      entry->hash = coffret_hash_text (entry->key, entry->length, object->run->seed);
  }
}

static gboolean
has_entry (const CoffretObject *object, CoffretKeyword keyword)
{
  for (guint i = 0; i < object->n_entries; i++)
    if (object->entries[i].keyword == keyword)
      return TRUE;
  return FALSE;
}

/* Only the program's own contexts are taken where the caller wants no others. */
static gboolean
are_contexts_allowed (CoffretRun *run, const json_t *local, GError **error)
{
  gsize n = json_is_array (local) ? json_array_size (local) : 1;

  for (gsize i = 0; i < n && !run->options->inline_contexts; i++)
    if (json_is_object (json_is_array (local) ? json_array_get (local, i) : local)) {
      g_autofree char *pointer = coffret_place_to_pointer (run->context_place);

      g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_CONTEXT,
                   "inline context: %s: the document brings words of its own", pointer);
      return FALSE;
    }
  return TRUE;
}

/* Step 8. */
static CoffretActiveContext *
enter_local_context (CoffretRun *run,
                     CoffretActiveContext *context,
                     const json_t *local,
                     const CoffretPlace *place,
                     GError **error)
{
  CoffretActiveContext *result;

  run->context_place = coffret_place_key (&run->arena, place, "@context");
  if (!are_contexts_allowed (run, local, error))
    return NULL;
  result = coffret_active_context_process (run, context, local, run->options->base, 0, error);
  if (result != NULL && result->dropped != NULL && result->dropped != context->dropped)
    coffret_run_drop (run, run->context_place, result->dropped, NULL);
  return result;
}

/* Step 10.2: the contexts of the types in one value of @type. */
static CoffretActiveContext *
enter_types (CoffretRun *run,
             CoffretActiveContext *context,
             const CoffretActiveContext *type_context,
             const json_t *value,
             GError **error)
{
  gsize n = json_is_array (value) ? json_array_size (value) : 1;
  const char *few[8];
  const char **names = few;
  gsize n_names = 0;

  if (!coffret_run_can_gather (n, error))
    return NULL;
  if (n > G_N_ELEMENTS (few))
    names = coffret_arena_alloc (&run->arena, n * sizeof (const char *));
  for (gsize i = 0; i < n; i++) {
    const char *name =
      coffret_plain_string (json_is_array (value) ? json_array_get (value, i) : value);

    if (name != NULL)
      names[n_names++] = name;
  }
  if (n_names > 1)
    qsort (names, n_names, sizeof (const char *), compare_strings);
  for (gsize i = 0; i < n_names && context != NULL; i++) {
    gsize length = strlen (names[i]);
    const CoffretTermDefinition *definition = coffret_active_context_find (
      type_context, names[i], length, coffret_hash_text (names[i], length, run->seed));

    if (definition == NULL || definition->context == NULL)
      continue;
    context = coffret_active_context_process (
      run, context, definition->context, definition->base,
      definition->context_flags | COFFRET_CONTEXT_NO_PROPAGATE, error);
    if (context != NULL && !coffret_run_within_memory (run, error))
      return NULL;
  }
  return context;
}

/* Steps 9 and 10. */
static gboolean
enter_type_contexts (CoffretObject *object, GError **error)
{
  CoffretRun *run = object->run;
  CoffretActiveContext *context = object->context;
  CoffretObjectEntry few[4];
  CoffretObjectEntry *types = few;
  guint n = 0;

  object->type_context = context;
  for (guint i = 0; i < object->n_entries; i++)
    if (object->entries[i].keyword == COFFRET_KEYWORD_TYPE) {
      if (n == G_N_ELEMENTS (few)) {
        types = coffret_arena_alloc (&run->arena, object->n_entries * sizeof (CoffretObjectEntry));
        memcpy (types, few, sizeof few);
      }
      types[n++] = object->entries[i];
    }
  if (n > 1)
    qsort (types, n, sizeof *types, compare_entries);
  object->type_value = n > 0 ? types[0].value : NULL;
  run->context_place = object->place;
  for (guint i = 0; i < n; i++) {
    context = enter_types (run, context, object->type_context, types[i].value, error);
    if (context == NULL)
      return FALSE;
  }
  if (context != object->context)
    resolve (object, context);
  return TRUE;
}

/* Steps 6 to 10: from the context around an object to the one inside it. */
static gboolean
enter_contexts (CoffretObject *object,
                CoffretActiveContext *context,
                const CoffretTermDefinition *scoped,
                gboolean from_map,
                GError **error)
{
  CoffretRun *run = object->run;

  resolve (object, context);
  if (context->previous != NULL && !from_map && !has_entry (object, COFFRET_KEYWORD_VALUE) &&
      !(object->n_entries == 1 && object->entries[0].keyword == COFFRET_KEYWORD_ID))
    context = context->previous;
  if (scoped != NULL && scoped->context != NULL) {
    run->context_place = object->place;
    context =
      coffret_active_context_process (run, context, scoped->context, scoped->base,
                                      scoped->context_flags | COFFRET_CONTEXT_OVERRIDE, error);
    if (context == NULL)
      return FALSE;
  }
  for (guint i = 0; i < object->n_entries; i++)
    if (object->entries[i].keyword == COFFRET_KEYWORD_CONTEXT &&
        object->entries[i].literal_keyword) {
      context = enter_local_context (run, context, object->entries[i].value, object->place, error);
      if (context == NULL)
        return FALSE;
    }
  if (context != object->context)
    resolve (object, context);
  return enter_type_contexts (object, error);
}

static gboolean
expand_object (CoffretRun *run,
               CoffretActiveContext *context,
               const CoffretActiveProperty *property,
               const json_t *element,
               gboolean from_map,
               const CoffretPlace *place,
               CoffretExpandedItems *items,
               gboolean *array,
               GError **error)
{
  CoffretObjectEntry few[16];
  CoffretObject object = { .run = run, .property = *property, .place = place };
  gboolean done;

  if (!coffret_run_can_gather (json_object_size (element), error) ||
      !coffret_run_enter (run, error))
    return FALSE;
  collect (&object, element, few, G_N_ELEMENTS (few));
  done = enter_contexts (&object, context, property->definition, from_map, error);
  if (done && object.context != context && property->key != NULL)
    object.property.definition =
      coffret_active_context_find (object.context, property->key, property->length, property->hash);
  done = done && coffret_object_expand (&object, items, array, error);
  coffret_run_leave (run);
  return done;
}

static gboolean
expand_scalar (CoffretRun *run,
               CoffretActiveContext *context,
               const CoffretActiveProperty *property,
               const json_t *element,
               const CoffretPlace *place,
               CoffretExpandedItems *items,
               GError **error)
{
  const CoffretTermDefinition *definition = property->definition;
  CoffretActiveProperty scoped;
  CoffretExpandedItem *item;

  if (property->key == NULL || property->keyword == COFFRET_KEYWORD_GRAPH) {
    coffret_run_drop (run, place, "free-floating scalar", json_string_value (element));
    return TRUE;
  }
  if (definition != NULL && definition->context != NULL) {
    run->context_place = place;
    context =
      coffret_active_context_process (run, context, definition->context, definition->base,
                                      definition->context_flags | COFFRET_CONTEXT_OVERRIDE, error);
    if (context == NULL)
      return FALSE;
    scoped = *property;
    scoped.definition =
      coffret_active_context_find (context, property->key, property->length, property->hash);
    property = &scoped;
  }
  item = coffret_expand_value (run, context, property, element, place, error);
  if (item == NULL)
    return FALSE;
  coffret_expanded_items_append (items, item);
  return coffret_run_within_memory (run, error);
}

static gboolean
expand_array (CoffretRun *run,
              CoffretActiveContext *context,
              const CoffretActiveProperty *property,
              const json_t *element,
              gboolean from_map,
              const CoffretPlace *place,
              CoffretExpandedItems *items,
              GError **error)
{
  gboolean of_lists =
    property->definition != NULL && (property->definition->containers & COFFRET_CONTAINER_LIST);
  gboolean done = TRUE;
  gsize i;
  json_t *entry;

  if (!coffret_run_enter (run, error))
    return FALSE;
  json_array_foreach (element, i, entry) {
    CoffretExpandedItems inner = { 0 };
    gboolean array = FALSE;

    done =
      coffret_expand_element (run, context, property, entry, from_map,
                              coffret_place_index (&run->arena, place, i), &inner, &array, error);
    if (!done)
      break;
    if (of_lists && array) {
      CoffretExpandedItem *list = coffret_expanded_item_new (run, COFFRET_EXPANDED_LIST);

      list->list = inner;
      coffret_expanded_items_append (items, list);
    } else {
      coffret_expanded_items_join (items, &inner);
    }
  }
  coffret_run_leave (run);
  return done;
}

gboolean
coffret_expand_element (CoffretRun *run,
                        CoffretActiveContext *context,
                        const CoffretActiveProperty *property,
                        const json_t *element,
                        gboolean from_map,
                        const CoffretPlace *place,
                        CoffretExpandedItems *items,
                        gboolean *array,
                        GError **error)
{
  *array = json_is_array (element);
  switch (json_typeof (element)) {
  case JSON_NULL:
    return TRUE;
  case JSON_ARRAY:
    return expand_array (run, context, property, element, from_map, place, items, error);
  case JSON_OBJECT:
    return expand_object (run, context, property, element, from_map, place, items, array, error);
  default:
    return expand_scalar (run, context, property, element, place, items, error);
  }
}

gboolean
coffret_expand_document (CoffretRun *run,
                         const json_t *document,
                         CoffretExpandedItems *items,
                         GError **error)
{
  static const CoffretActiveProperty none = { 0 };
  const CoffretJsonldOptions *options = run->options;
  CoffretActiveContext *context = options->contexts->root;
  CoffretExpandedItem *only;
  gboolean array;

  if (options->base != NULL)
    context = coffret_active_context_new (&run->pool, options->base);
  if (options->expand_context != NULL) {
    const json_t *local = json_object_get (options->expand_context, "@context");

    context = coffret_active_context_process (
      run, context, local == NULL ? options->expand_context : local, options->base, 0, error);
    if (context == NULL)
      return FALSE;
  }
  if (!coffret_expand_element (run, context, &none, document, FALSE, NULL, items, &array, error))
    return FALSE;
  only = items->first;
  if (only != NULL && only == items->last && !array && only->kind == COFFRET_EXPANDED_NODE &&
      only->has_graph && !only->has_id && !only->has_types && !only->has_included &&
      only->index == NULL && only->node.properties == NULL && only->node.reverse == NULL)
    *items = only->node.graph;
  return TRUE;
}
