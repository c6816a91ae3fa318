#include "jsonld/context-builder.h"

#include "jsonld/contexts-private.h"
#include "jsonld/iri.h"

void
coffret_context_builder_drop (CoffretContextBuilder *builder, const char *what, const char *text)
{
  if (builder->pool->shared)
    builder->result->dropped = what;
  else if (!(builder->flags & COFFRET_CONTEXT_VALIDATING))
    coffret_run_drop (builder->run, builder->run->context_place, what, text);
}

gboolean
coffret_context_builder_fail (CoffretContextBuilder *builder,
                              const char *code,
                              const char *text,
                              GError **error)
{
  return coffret_run_fail (builder->run->context_place, code, text, error);
}

/* Room for all terms of the old context and the local one, half of the slots free. */
static CoffretActiveContext *
copy_context (CoffretContextPool *pool, const CoffretActiveContext *active, gsize n_added)
{
  CoffretActiveContext *copy = coffret_arena_new (&pool->arena, CoffretActiveContext);
  gsize wanted = 2 * (active->n_terms + n_added);

  *copy = *active;
  memset (copy->children, 0, sizeof copy->children);
  copy->shared = pool->shared;
  copy->generation++;
  while (copy->n_slots < wanted)
    copy->n_slots *= 2;
  copy->slots = coffret_arena_alloc0 (&pool->arena, sizeof (CoffretTermSlot) * copy->n_slots);
  for (guint i = 0; i < active->n_slots; i++)
    if (active->slots[i].term != NULL)
      *coffret_active_context_find_slot (copy, active->slots[i].term, active->slots[i].length,
                                         active->slots[i].hash) = active->slots[i];
  return copy;
}

static CoffretActiveContext *
nullify (CoffretRun *run,
         CoffretContextPool *pool,
         CoffretActiveContext *active,
         guint flags,
         GError **error)
{
  CoffretActiveContext *result;

  for (guint i = 0; i < active->n_slots && !(flags & COFFRET_CONTEXT_OVERRIDE); i++)
    if (active->slots[i].definition != NULL && active->slots[i].definition->protected) {
      coffret_run_fail (run->context_place, "invalid context nullification", active->slots[i].term,
                        error);
      return NULL;
    }
  result = coffret_active_context_new (pool, active->original_base);
  result->generation = active->generation + 1;
  if (flags & COFFRET_CONTEXT_NO_PROPAGATE)
    result->previous = active;
  return result;
}

/* Step 5.6: the imported context with LOCAL over it, kept by the pool. */
static const json_t *
import (CoffretContextBuilder *builder, const json_t *value, GError **error)
{
  const char *url = coffret_plain_string (value);
  CoffretContextDocument *document;
  json_t *imported, *merged;

  if (url == NULL) {
    coffret_context_builder_fail (builder, "invalid @import value", NULL, error);
    return NULL;
  }
  if (builder->base != NULL)
    url = coffret_iri_resolve (&builder->pool->arena, builder->base, url);
  document = coffret_contexts_find (builder->run->options->contexts, url, 0);
  if (document == NULL) {
    g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_CONTEXT,
                 "loading remote context failed: the context “%.200s” is not known here", url);
    return NULL;
  }
  imported =
    json_object_get (coffret_contexts_load (builder->run->options->contexts, document), "@context");
  if (!json_is_object (imported)) {
    coffret_context_builder_fail (builder, "invalid remote context", url, error);
    return NULL;
  }
  if (json_object_get (imported, "@import") != NULL) {
    coffret_context_builder_fail (builder, "invalid context entry", "@import", error);
    return NULL;
  }
  merged = json_copy (imported);
  json_object_update (merged, (json_t *) builder->local);
  if (builder->pool->documents == NULL)
    builder->pool->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_ptr_array_add (builder->pool->documents, merged);
  return merged;
}

static gboolean
set_base (CoffretContextBuilder *builder, const json_t *value, GError **error)
{
  CoffretActiveContext *result = builder->result;
  const char *text = coffret_plain_string (value);

  if (value == NULL || builder->run->n_remote > 0)
    return TRUE;
  if (json_is_null (value))
    result->base = NULL;
  else if (text != NULL && coffret_iri_has_scheme (text, strlen (text)))
    result->base = text;
  else if (text != NULL && result->base != NULL)
    result->base = coffret_iri_resolve (&builder->pool->arena, result->base, text);
  else
    return coffret_context_builder_fail (builder, "invalid base IRI", text, error);
  return TRUE;
}

static gboolean
set_vocab (CoffretContextBuilder *builder, const json_t *value, GError **error)
{
  CoffretActiveContext *result = builder->result;
  const char *text = coffret_plain_string (value);
  CoffretExpandedIri expanded;

  if (value == NULL)
    return TRUE;
  if (json_is_null (value)) {
    result->vocab = NULL;
    return TRUE;
  }
  if (text == NULL)
    return coffret_context_builder_fail (builder, "invalid vocab mapping", NULL, error);
  expanded =
    coffret_active_context_expand (result, &builder->pool->arena, builder->run->seed, text,
                                   strlen (text), COFFRET_EXPAND_VOCAB | COFFRET_EXPAND_RELATIVE);
  if (expanded.iri == NULL || expanded.keyword != COFFRET_KEYWORD_NO)
    return coffret_context_builder_fail (builder, "invalid vocab mapping", text, error);
  if (!coffret_iri_has_scheme (expanded.iri, strlen (expanded.iri)) &&
      !g_str_has_prefix (expanded.iri, "_:"))
    coffret_context_builder_drop (builder, "relative @vocab reference", text);
  result->vocab = expanded.iri;
  return TRUE;
}

static gboolean
set_language (CoffretContextBuilder *builder, const json_t *value, GError **error)
{
  const char *text = coffret_plain_string (value);

  if (value == NULL)
    return TRUE;
  if (text == NULL && !json_is_null (value))
    return coffret_context_builder_fail (builder, "invalid default language", NULL, error);
  builder->result->language = text;
  if (text != NULL && !coffret_language_is_well_formed (text, strlen (text)))
    coffret_context_builder_drop (builder, "invalid @language value", text);
  return TRUE;
}

static gboolean
set_direction (CoffretContextBuilder *builder, const json_t *value, GError **error)
{
  const char *text = json_string_value (value);

  if (value == NULL)
    return TRUE;
  if (json_is_null (value))
    builder->result->direction = COFFRET_DIRECTION_UNSET;
  else if (g_strcmp0 (text, "ltr") == 0)
    builder->result->direction = COFFRET_DIRECTION_LTR;
  else if (g_strcmp0 (text, "rtl") == 0)
    builder->result->direction = COFFRET_DIRECTION_RTL;
  else
    return coffret_context_builder_fail (builder, "invalid base direction", text, error);
  return TRUE;
}

static gboolean
set_keywords (CoffretContextBuilder *builder, GError **error)
{
  const json_t *version = json_object_get (builder->local, "@version");
  const json_t *propagate = json_object_get (builder->local, "@propagate");
  const json_t *protected = json_object_get (builder->local, "@protected");

  if (version != NULL && (!json_is_real (version) || json_real_value (version) != 1.1))
    return coffret_context_builder_fail (builder, "invalid @version value", NULL, error);
  if (propagate != NULL && !json_is_boolean (propagate))
    return coffret_context_builder_fail (builder, "invalid @propagate value", NULL, error);
  if (protected != NULL && !json_is_boolean (protected))
    return coffret_context_builder_fail (builder, "invalid @protected value", NULL, error);
  builder->protected = json_is_true (protected);
  return set_base (builder, json_object_get (builder->local, "@base"), error) &&
         set_vocab (builder, json_object_get (builder->local, "@vocab"), error) &&
         set_language (builder, json_object_get (builder->local, "@language"), error) &&
         set_direction (builder, json_object_get (builder->local, "@direction"), error);
}

static gboolean
is_about_the_context (const char *key)
{
  switch (coffret_keyword_find (key, strlen (key))) {
  case COFFRET_KEYWORD_BASE:
  case COFFRET_KEYWORD_DIRECTION:
  case COFFRET_KEYWORD_IMPORT:
  case COFFRET_KEYWORD_LANGUAGE:
  case COFFRET_KEYWORD_PROPAGATE:
  case COFFRET_KEYWORD_PROTECTED:
  case COFFRET_KEYWORD_VERSION:
  case COFFRET_KEYWORD_VOCAB:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
define_terms (CoffretContextBuilder *builder, GError **error)
{
  for (void *i = json_object_iter ((json_t *) builder->local); i != NULL;
       i = json_object_iter_next ((json_t *) builder->local, i)) {
    const char *key = json_object_iter_key (i);

    if (!is_about_the_context (key) && !coffret_context_builder_define (builder, key, error))
      return FALSE;
    if (!coffret_run_within_memory (builder->run, error))
      return FALSE;
  }
  return TRUE;
}

CoffretActiveContext *
coffret_context_build (CoffretRun *run,
                       CoffretContextPool *pool,
                       CoffretActiveContext *active,
                       const json_t *local,
                       const char *base,
                       guint flags,
                       GError **error)
{
  CoffretContextBuilder builder = {
    .run = run, .pool = pool, .local = local, .base = base, .flags = flags
  };
  const json_t *value;
  gboolean done;

  if (json_is_null (local))
    return nullify (run, pool, active, flags, error);
  if (!coffret_run_enter (run, error))
    return NULL;

  value = json_object_get (local, "@import");
  if (value != NULL)
    builder.local = import (&builder, value, error);
  if (builder.local == NULL) {
    coffret_run_leave (run);
    return NULL;
  }
  builder.result = copy_context (pool, active, json_object_size (builder.local));
  value = json_object_get (builder.local, "@propagate");
  if (json_is_boolean (value) ? json_is_false (value) : (flags & COFFRET_CONTEXT_NO_PROPAGATE))
    if (builder.result->previous == NULL)
      builder.result->previous = active;
  builder.defined = g_hash_table_new (g_str_hash, g_str_equal);
  done = set_keywords (&builder, error) && define_terms (&builder, error);
  g_hash_table_unref (builder.defined);
  coffret_run_leave (run);
  return done ? builder.result : NULL;
}
