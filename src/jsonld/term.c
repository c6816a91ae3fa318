/* Create term definition (JSON-LD 1.1 API, 4.2.2). The steps are in the standard's order:
 * which of several errors is reported depends on it. */
#include "jsonld/context-builder.h"
#include "jsonld/iri.h"

#define DEFINING GUINT_TO_POINTER (1)
#define DEFINED GUINT_TO_POINTER (2)

typedef struct {
  CoffretContextBuilder *builder;
  const char *term;
  gsize length;
  const json_t *value; /* an object; NULL: the simple form */
  const json_t *id;    /* NULL: none is given */
  gboolean simple;
  gboolean ignored; /* it has the form of a keyword: no term is defined */
  CoffretTermDefinition definition;
} Definer;

static gboolean
fail (Definer *definer, const char *code, GError **error)
{
  return coffret_context_builder_fail (definer->builder, code, definer->term, error);
}

gboolean
coffret_context_builder_expand (CoffretContextBuilder *builder,
                                const char *text,
                                guint flags,
                                CoffretExpandedIri *expanded,
                                GError **error)
{
  gsize length = strlen (text);
  const char *colon = length > 1 ? strchr (text + 1, ':') : NULL;

  if (text[0] != '@') {
    if (json_object_get (builder->local, text) != NULL &&
        g_hash_table_lookup (builder->defined, text) != DEFINED &&
        !coffret_context_builder_define (builder, text, error))
      return FALSE;
    if (colon != NULL && !g_str_has_prefix (colon + 1, "//")) {
      g_autofree char *prefix = g_strndup (text, colon - text);

      if (json_object_get (builder->local, prefix) != NULL &&
          g_hash_table_lookup (builder->defined, prefix) != DEFINED &&
          coffret_active_context_find (builder->result, text, length,
                                       coffret_hash_text (text, length, builder->run->seed)) ==
            NULL) {
        /* The table of defined terms borrows its keys. */
        const char *kept = coffret_arena_strndup (&builder->pool->arena, prefix, colon - text);

        if (!coffret_context_builder_define (builder, kept, error))
          return FALSE;
      }
    }
  }
  *expanded = coffret_active_context_expand (builder->result, &builder->pool->arena,
                                             builder->run->seed, text, length, flags);
  return TRUE;
}

static gboolean
is_iri_or_blank (const char *text)
{
  return coffret_iri_has_scheme (text, strlen (text)) || g_str_has_prefix (text, "_:");
}

static gboolean
read_type (Definer *definer, GError **error)
{
  const json_t *value = json_object_get (definer->value, "@type");
  const char *text = coffret_plain_string (value);
  CoffretExpandedIri type;

  if (value == NULL)
    return TRUE;
  if (text == NULL)
    return fail (definer, "invalid type mapping", error);
  if (!coffret_context_builder_expand (definer->builder, text, COFFRET_EXPAND_VOCAB, &type, error))
    return FALSE;
  switch (type.keyword) {
  case COFFRET_KEYWORD_ID:
  case COFFRET_KEYWORD_VOCAB:
  case COFFRET_KEYWORD_JSON:
  case COFFRET_KEYWORD_NONE:
    definer->definition.type_keyword = type.keyword;
    return TRUE;
  case COFFRET_KEYWORD_NO:
    if (type.iri == NULL || !coffret_iri_has_scheme (type.iri, strlen (type.iri)))
      return fail (definer, "invalid type mapping", error);
    definer->definition.type = type.iri;
    definer->definition.type_well_formed = coffret_iri_is_well_formed (type.iri, strlen (type.iri));
    return TRUE;
  default:
    return fail (definer, "invalid type mapping", error);
  }
}

static gboolean
read_reverse (Definer *definer, const json_t *value, GError **error)
{
  const char *text = coffret_plain_string (value);
  CoffretExpandedIri expanded;

  if (json_object_get (definer->value, "@id") != NULL ||
      json_object_get (definer->value, "@nest") != NULL)
    return fail (definer, "invalid reverse property", error);
  if (text == NULL)
    return fail (definer, "invalid IRI mapping", error);
  if (coffret_keyword_has_form (text, strlen (text))) {
    coffret_context_builder_drop (definer->builder, "reserved @reverse value", text);
    definer->ignored = TRUE;
    return TRUE;
  }
  if (!coffret_context_builder_expand (definer->builder, text, COFFRET_EXPAND_VOCAB, &expanded,
                                       error))
    return FALSE;
  if (expanded.iri == NULL || expanded.keyword != COFFRET_KEYWORD_NO ||
      !is_iri_or_blank (expanded.iri))
    return fail (definer, "invalid IRI mapping", error);
  definer->definition.iri = expanded.iri;
  definer->definition.reverse = TRUE;
  return TRUE;
}

/* Step 14: @id says something else than the term itself. */
static gboolean
read_id (Definer *definer, GError **error)
{
  CoffretContextBuilder *builder = definer->builder;
  const char *text = coffret_plain_string (definer->id);
  CoffretExpandedIri expanded;
  const char *colon =
    definer->length > 2 ? memchr (definer->term + 1, ':', definer->length - 2) : NULL;
  gboolean has_slash = strchr (definer->term, '/') != NULL;
  gsize length;

  if (json_is_null (definer->id))
    return TRUE;
  if (text == NULL)
    return fail (definer, "invalid IRI mapping", error);
  length = strlen (text);
  if (coffret_keyword_has_form (text, length) &&
      coffret_keyword_find (text, length) == COFFRET_KEYWORD_NO) {
    coffret_context_builder_drop (builder, "reserved @id value", text);
    definer->ignored = TRUE;
    return TRUE;
  }
  if (!coffret_context_builder_expand (builder, text, COFFRET_EXPAND_VOCAB, &expanded, error))
    return FALSE;
  if (expanded.iri == NULL ||
      (expanded.keyword == COFFRET_KEYWORD_NO && !is_iri_or_blank (expanded.iri)))
    return fail (definer, "invalid IRI mapping", error);
  if (expanded.keyword == COFFRET_KEYWORD_CONTEXT)
    return fail (definer, "invalid keyword alias", error);
  definer->definition.iri = expanded.iri;
  definer->definition.keyword = expanded.keyword;

  if (colon != NULL || has_slash) {
    CoffretExpandedIri itself;

    g_hash_table_insert (builder->defined, (char *) definer->term, DEFINED);
    if (!coffret_context_builder_expand (builder, definer->term, COFFRET_EXPAND_VOCAB, &itself,
                                         error))
      return FALSE;
    if (g_strcmp0 (itself.iri, expanded.iri) != 0)
      return fail (definer, "invalid IRI mapping", error);
  }
  length = strlen (expanded.iri);
  if (strchr (definer->term, ':') == NULL && !has_slash && definer->simple &&
      (g_str_has_prefix (expanded.iri, "_:") ||
       (length > 0 && strchr (":/?#[]@", expanded.iri[length - 1]) != NULL)))
    definer->definition.prefix = TRUE;
  return TRUE;
}

/* Steps 15 to 18: the term itself says what it means. */
static gboolean
read_term (Definer *definer, GError **error)
{
  CoffretContextBuilder *builder = definer->builder;
  const char *colon = strchr (definer->term + 1, ':');
  CoffretExpandedIri expanded;

  if (colon != NULL) {
    const char *prefix =
      coffret_arena_strndup (&builder->pool->arena, definer->term, colon - definer->term);
    gsize length = colon - definer->term;
    const CoffretTermDefinition *definition;

    if (json_object_get (builder->local, prefix) != NULL &&
        !coffret_context_builder_define (builder, prefix, error))
      return FALSE;
    definition = coffret_active_context_find (
      builder->result, prefix, length, coffret_hash_text (prefix, length, builder->run->seed));
    /* Here, any term serves as a prefix. */
    definer->definition.iri =
      definition != NULL && definition->iri != NULL
        ? coffret_arena_concat (&builder->pool->arena, definition->iri, colon + 1)
        : definer->term;
  } else if (strchr (definer->term, '/') != NULL) {
    /* It does not look for the term itself: that was taken out. */
    g_hash_table_insert (builder->defined, (char *) definer->term, DEFINED);
    if (!coffret_context_builder_expand (builder, definer->term, COFFRET_EXPAND_VOCAB, &expanded,
                                         error))
      return FALSE;
    if (expanded.iri == NULL || expanded.keyword != COFFRET_KEYWORD_NO ||
        !coffret_iri_has_scheme (expanded.iri, strlen (expanded.iri)))
      return fail (definer, "invalid IRI mapping", error);
    definer->definition.iri = expanded.iri;
  } else if (strcmp (definer->term, "@type") == 0) {
    definer->definition.iri = "@type";
    definer->definition.keyword = COFFRET_KEYWORD_TYPE;
  } else if (builder->result->vocab != NULL) {
    definer->definition.iri =
      coffret_arena_concat (&builder->pool->arena, builder->result->vocab, definer->term);
  } else {
    return fail (definer, "invalid IRI mapping", error);
  }
  return TRUE;
}

static gboolean
add_container (const json_t *value, guint *containers)
{
  static const struct {
    CoffretKeyword keyword;
    guint container;
  } known[] = {
    { COFFRET_KEYWORD_GRAPH, COFFRET_CONTAINER_GRAPH },
    { COFFRET_KEYWORD_ID, COFFRET_CONTAINER_ID },
    { COFFRET_KEYWORD_INDEX, COFFRET_CONTAINER_INDEX },
    { COFFRET_KEYWORD_LANGUAGE, COFFRET_CONTAINER_LANGUAGE },
    { COFFRET_KEYWORD_LIST, COFFRET_CONTAINER_LIST },
    { COFFRET_KEYWORD_SET, COFFRET_CONTAINER_SET },
    { COFFRET_KEYWORD_TYPE, COFFRET_CONTAINER_TYPE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known) && json_is_string (value); i++)
    if (coffret_keyword_find (json_string_value (value), json_string_length (value)) ==
        known[i].keyword) {
      *containers |= known[i].container;
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_allowed_container (guint containers)
{
  guint main = containers & ~(guint) COFFRET_CONTAINER_SET;

  if ((main & COFFRET_CONTAINER_GRAPH) && main != COFFRET_CONTAINER_GRAPH)
    main &= ~(guint) COFFRET_CONTAINER_GRAPH;
  else if (containers == (COFFRET_CONTAINER_LIST | COFFRET_CONTAINER_SET))
    return FALSE;
  else
    return (main & (main - 1)) == 0;
  return main == COFFRET_CONTAINER_ID || main == COFFRET_CONTAINER_INDEX;
}

static gboolean
read_container (Definer *definer, GError **error)
{
  const json_t *value = json_object_get (definer->value, "@container");
  CoffretTermDefinition *definition = &definer->definition;
  gsize i;
  json_t *entry;

  if (value == NULL || (definition->reverse && json_is_null (value)))
    return TRUE;
  if (json_is_array (value)) {
    json_array_foreach (value, i, entry)
      if (!add_container (entry, &definition->containers))
        return fail (definer, "invalid container mapping", error);
  } else if (!add_container (value, &definition->containers)) {
    return fail (definer, "invalid container mapping", error);
  }
  if (!is_allowed_container (definition->containers))
    return fail (definer, "invalid container mapping", error);
  if (definition->reverse &&
      definition->containers & ~(guint) (COFFRET_CONTAINER_SET | COFFRET_CONTAINER_INDEX))
    return fail (definer, "invalid reverse property", error);
  if (definition->containers & COFFRET_CONTAINER_TYPE) {
    if (definition->type == NULL && definition->type_keyword == COFFRET_KEYWORD_NO)
      definition->type_keyword = COFFRET_KEYWORD_ID;
    else if (definition->type_keyword != COFFRET_KEYWORD_ID &&
             definition->type_keyword != COFFRET_KEYWORD_VOCAB)
      return fail (definer, "invalid type mapping", error);
  }
  return TRUE;
}

static gboolean
read_index (Definer *definer, GError **error)
{
  const json_t *value = json_object_get (definer->value, "@index");
  const char *text = coffret_plain_string (value);
  CoffretExpandedIri expanded;

  if (value == NULL)
    return TRUE;
  if (!(definer->definition.containers & COFFRET_CONTAINER_INDEX) || text == NULL)
    return fail (definer, "invalid term definition", error);
  if (!coffret_context_builder_expand (definer->builder, text, COFFRET_EXPAND_VOCAB, &expanded,
                                       error))
    return FALSE;
  if (expanded.iri == NULL || expanded.keyword != COFFRET_KEYWORD_NO ||
      !coffret_iri_has_scheme (expanded.iri, strlen (expanded.iri)))
    return fail (definer, "invalid term definition", error);
  definer->definition.index = text;
  return TRUE;
}

static gboolean
read_context (Definer *definer, GError **error)
{
  CoffretContextBuilder *builder = definer->builder;
  const json_t *value = json_object_get (definer->value, "@context");
  guint kept = COFFRET_CONTEXT_PUBLISHED | COFFRET_CONTEXT_BUNDLED;
  g_autoptr (GError) problem = NULL;

  if (value == NULL)
    return TRUE;
  definer->definition.context = value;
  definer->definition.base = builder->base;
  definer->definition.context_flags = builder->flags & kept;
  if (builder->flags & COFFRET_CONTEXT_BUNDLED)
    return TRUE;
  if (coffret_active_context_process (builder->run, builder->result, value, builder->base,
                                      COFFRET_CONTEXT_OVERRIDE | COFFRET_CONTEXT_VALIDATING |
                                        (builder->flags & kept),
                                      &problem) == NULL) {
    if (!g_error_matches (problem, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX))
      return fail (definer, "invalid scoped context", error);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return TRUE;
}

static gboolean
read_language (Definer *definer, GError **error)
{
  const json_t *language = json_object_get (definer->value, "@language");
  const json_t *direction = json_object_get (definer->value, "@direction");
  const char *text = coffret_plain_string (language);
  CoffretTermDefinition *definition = &definer->definition;

  if (json_object_get (definer->value, "@type") != NULL)
    return TRUE;
  if (language != NULL) {
    if (text == NULL && !json_is_null (language))
      return fail (definer, "invalid language mapping", error);
    definition->has_language = TRUE;
    definition->language = text;
    if (text != NULL && !coffret_language_is_well_formed (text, strlen (text)))
      coffret_context_builder_drop (definer->builder, "invalid @language value", text);
  }
  text = json_string_value (direction);
  if (json_is_null (direction))
    definition->direction = COFFRET_DIRECTION_NULL;
  else if (g_strcmp0 (text, "ltr") == 0)
    definition->direction = COFFRET_DIRECTION_LTR;
  else if (g_strcmp0 (text, "rtl") == 0)
    definition->direction = COFFRET_DIRECTION_RTL;
  else if (direction != NULL)
    return fail (definer, "invalid base direction", error);
  return TRUE;
}

static gboolean
read_nest (Definer *definer, GError **error)
{
  const json_t *value = json_object_get (definer->value, "@nest");
  const char *text = coffret_plain_string (value);

  if (value == NULL)
    return TRUE;
  if (text == NULL)
    return fail (definer, "invalid @nest value", error);
  if (text[0] == '@' && strcmp (text, "@nest") != 0 &&
      coffret_keyword_find (text, strlen (text)) != COFFRET_KEYWORD_NO)
    return fail (definer, "invalid @nest value", error);
  definer->definition.nest = text;
  return TRUE;
}

static gboolean
read_prefix (Definer *definer, GError **error)
{
  const json_t *value = json_object_get (definer->value, "@prefix");

  if (value == NULL)
    return TRUE;
  if (strpbrk (definer->term, ":/") != NULL)
    return fail (definer, "invalid term definition", error);
  if (!json_is_boolean (value))
    return fail (definer, "invalid @prefix value", error);
  definer->definition.prefix = json_is_true (value);
  if (definer->definition.prefix && definer->definition.keyword != COFFRET_KEYWORD_NO)
    return fail (definer, "invalid term definition", error);
  return TRUE;
}

static gboolean
has_only_known_entries (Definer *definer, GError **error)
{
  for (void *i = json_object_iter ((json_t *) definer->value); i != NULL;
       i = json_object_iter_next ((json_t *) definer->value, i)) {
    const char *key = json_object_iter_key (i);

    switch (coffret_keyword_find (key, strlen (key))) {
    case COFFRET_KEYWORD_CONTAINER:
    case COFFRET_KEYWORD_CONTEXT:
    case COFFRET_KEYWORD_DIRECTION:
    case COFFRET_KEYWORD_ID:
    case COFFRET_KEYWORD_INDEX:
    case COFFRET_KEYWORD_LANGUAGE:
    case COFFRET_KEYWORD_NEST:
    case COFFRET_KEYWORD_PREFIX:
    case COFFRET_KEYWORD_PROTECTED:
    case COFFRET_KEYWORD_REVERSE:
    case COFFRET_KEYWORD_TYPE:
      break;
    default:
      return fail (definer, "invalid term definition", error);
    }
  }
  return TRUE;
}

static gboolean
read_mapping (Definer *definer, GError **error)
{
  const json_t *reverse = json_object_get (definer->value, "@reverse");
  const char *id = json_string_value (definer->id);

  if (reverse != NULL)
    return read_reverse (definer, reverse, error);
  if (definer->id != NULL && (id == NULL || strcmp (id, definer->term) != 0))
    return read_id (definer, error);
  return read_term (definer, error);
}

static gboolean
read_definition (Definer *definer, GError **error)
{
  const json_t *protected = json_object_get (definer->value, "@protected");

  if (protected != NULL && !json_is_boolean (protected))
    return fail (definer, "invalid @protected value", error);
  if (protected != NULL)
    definer->definition.protected = json_is_true (protected);
  if (!read_type (definer, error) || !read_mapping (definer, error))
    return FALSE;
  if (definer->ignored)
    return TRUE;
  if (definer->definition.iri != NULL)
    definer->definition.well_formed =
      coffret_iri_is_well_formed (definer->definition.iri, strlen (definer->definition.iri));
  return definer->value == NULL ||
         (read_container (definer, error) && read_index (definer, error) &&
          read_context (definer, error) && read_language (definer, error) &&
          read_nest (definer, error) && read_prefix (definer, error) &&
          has_only_known_entries (definer, error));
}

/* Whether both say the same, protection aside. */
static gboolean
same_meaning (const CoffretTermDefinition *a, const CoffretTermDefinition *b)
{
  return g_strcmp0 (a->iri, b->iri) == 0 && a->keyword == b->keyword &&
         g_strcmp0 (a->type, b->type) == 0 && a->type_keyword == b->type_keyword &&
         a->containers == b->containers && a->prefix == b->prefix && a->reverse == b->reverse &&
         a->has_language == b->has_language && g_strcmp0 (a->language, b->language) == 0 &&
         a->direction == b->direction && g_strcmp0 (a->index, b->index) == 0 &&
         g_strcmp0 (a->nest, b->nest) == 0 && (a->context == NULL) == (b->context == NULL) &&
         (a->context == NULL || json_equal (a->context, b->context));
}

/* Steps 4 and 5. FALSE with an error, or with IGNORED set. */
static gboolean
is_definable (Definer *definer, const json_t *value, GError **error)
{
  if (definer->length == 0)
    return fail (definer, "invalid term definition", error);
  if (strcmp (definer->term, "@type") == 0) {
    const json_t *container = json_object_get (value, "@container");
    gsize n = json_object_size (value);

    if (container != NULL) {
      n--;
      if (g_strcmp0 (
            json_string_value (json_is_array (container) && json_array_size (container) == 1
                                 ? json_array_get (container, 0)
                                 : container),
            "@set") != 0)
        return fail (definer, "keyword redefinition", error);
    }
    if (json_object_get (value, "@protected") != NULL)
      n--;
    if (!json_is_object (value) || json_object_size (value) == 0 || n > 0)
      return fail (definer, "keyword redefinition", error);
    return TRUE;
  }
  if (coffret_keyword_find (definer->term, definer->length) != COFFRET_KEYWORD_NO)
    return fail (definer, "keyword redefinition", error);
  definer->ignored = coffret_keyword_has_form (definer->term, definer->length);
  if (definer->ignored)
    coffret_context_builder_drop (definer->builder, "reserved term", definer->term);
  return !definer->ignored;
}

static gboolean
define (Definer *definer, const json_t *value, GError **error)
{
  CoffretContextBuilder *builder = definer->builder;
  guint64 hash = coffret_hash_text (definer->term, definer->length, builder->run->seed);
  const CoffretTermDefinition *previous;
  CoffretTermSlot *slot;

  if (!is_definable (definer, value, error))
    return definer->ignored;
  slot = coffret_active_context_find_slot (builder->result, definer->term, definer->length, hash);
  previous = slot->definition;
  slot->definition = NULL;

  if (json_is_object (value)) {
    definer->value = value;
    definer->id = json_object_get (value, "@id");
  } else if (json_is_string (value) || json_is_null (value)) {
    definer->id = value;
    definer->simple = json_is_string (value);
  } else {
    return fail (definer, "invalid term definition", error);
  }
  definer->definition.protected = builder->protected;
  if (!read_definition (definer, error))
    return FALSE;
  if (definer->ignored) {
    g_hash_table_insert (builder->defined, (char *) definer->term, DEFINED);
    return TRUE;
  }

  if (previous != NULL && previous->protected && !(builder->flags & COFFRET_CONTEXT_OVERRIDE)) {
    if (!same_meaning (&definer->definition, previous))
      return fail (definer, "protected term redefinition", error);
    definer->definition = *previous;
  }
  /* Others may have come in between. */
  slot = coffret_active_context_find_slot (builder->result, definer->term, definer->length, hash);
  if (slot->term == NULL)
    builder->result->n_terms++;
  *slot = (CoffretTermSlot) {
    .hash = hash,
    .term = definer->term,
    .length = definer->length,
    .definition = memcpy (coffret_arena_new (&builder->pool->arena, CoffretTermDefinition),
                          &definer->definition, sizeof definer->definition),
  };
  g_hash_table_insert (builder->defined, (char *) definer->term, DEFINED);
  return TRUE;
}

gboolean
coffret_context_builder_define (CoffretContextBuilder *builder, const char *term, GError **error)
{
  Definer definer = { .builder = builder, .term = term, .length = strlen (term) };
  gpointer state = g_hash_table_lookup (builder->defined, term);
  gboolean done;

  if (state == DEFINED)
    return TRUE;
  if (state == DEFINING)
    return fail (&definer, "cyclic IRI mapping", error);
  if (!coffret_run_enter (builder->run, error))
    return FALSE;
  g_hash_table_insert (builder->defined, (char *) term, DEFINING);
  done = define (&definer, json_object_get (builder->local, term), error);
  coffret_run_leave (builder->run);
  return done;
}
