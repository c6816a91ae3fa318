#include "jsonld/active-context.h"

#include "jsonld/context-builder.h"
#include "jsonld/contexts-private.h"
#include "jsonld/iri.h"

/* Past these a document pays for its own contexts: strangers cannot fill what all share. */
#define MOST_SHARED 1024
#define MOST_GENERATIONS 24
#define FIRST_SLOTS 8
#define MOST_REMOTE 16
/* What the result depends on. */
#define KEY_FLAGS                                                                                  \
  (COFFRET_CONTEXT_OVERRIDE | COFFRET_CONTEXT_NO_PROPAGATE | COFFRET_CONTEXT_VALIDATING)

struct _CoffretContextChild {
  CoffretContextChild *next;
  const json_t *local;
  guint flags;
  CoffretActiveContext *context; /* NULL: the error */
  int code;
  const char *message;
};

/* Of a shared context, for one run only. */
typedef struct {
  const CoffretActiveContext *active;
  CoffretContextChild child;
} PrivateChild;

void
coffret_context_pool_clear (CoffretContextPool *pool)
{
  coffret_arena_clear (&pool->arena);
  g_clear_pointer (&pool->documents, g_ptr_array_unref);
}

CoffretActiveContext *
coffret_active_context_new (CoffretContextPool *pool, const char *base)
{
  CoffretActiveContext *context = coffret_arena_new0 (&pool->arena, CoffretActiveContext);

  context->n_slots = FIRST_SLOTS;
  context->slots = coffret_arena_alloc0 (&pool->arena, sizeof (CoffretTermSlot) * context->n_slots);
  context->base = context->original_base = base;
  context->shared = pool->shared;
  return context;
}

CoffretExpandedIri
coffret_active_context_expand (const CoffretActiveContext *context,
                               CoffretArena *arena,
                               guint64 seed,
                               const char *text,
                               gsize length,
                               guint flags)
{
  const char *colon = length > 1 ? memchr (text + 1, ':', length - 1) : NULL;
  const CoffretTermDefinition *definition = NULL;
  CoffretKeyword keyword = coffret_keyword_find (text, length);

  if (keyword != COFFRET_KEYWORD_NO)
    return (CoffretExpandedIri) { .iri = text, .keyword = keyword };
  if (coffret_keyword_has_form (text, length))
    return (CoffretExpandedIri) { 0 };

  /* Only a term without an inner colon can stand for a keyword. */
  if ((flags & COFFRET_EXPAND_VOCAB) || colon == NULL || colon == text + length - 1)
    definition =
      coffret_active_context_find (context, text, length, coffret_hash_text (text, length, seed));
  if (definition != NULL &&
      (definition->keyword != COFFRET_KEYWORD_NO || (flags & COFFRET_EXPAND_VOCAB)))
    return (CoffretExpandedIri) { definition->iri, definition->keyword, definition };

  if (colon != NULL) {
    gsize prefix = colon - text;

    if ((prefix == 1 && text[0] == '_') || (colon[1] == '/' && colon[2] == '/'))
      return (CoffretExpandedIri) { .iri = text };
    definition =
      coffret_active_context_find (context, text, prefix, coffret_hash_text (text, prefix, seed));
    if (definition != NULL && definition->prefix && definition->iri != NULL)
      return (CoffretExpandedIri) {
        .iri = coffret_arena_concat (arena, definition->iri, colon + 1),
      };
    if (coffret_iri_has_scheme (text, length))
      return (CoffretExpandedIri) { .iri = text };
  }
  if ((flags & COFFRET_EXPAND_VOCAB) && context->vocab != NULL)
    return (CoffretExpandedIri) { .iri = coffret_arena_concat (arena, context->vocab, text) };
  if ((flags & COFFRET_EXPAND_RELATIVE) && context->base != NULL)
    return (CoffretExpandedIri) { .iri = coffret_iri_resolve (arena, context->base, text) };
  return (CoffretExpandedIri) { .iri = text };
}

static CoffretContextChild **
bucket_of (CoffretActiveContext *active, const json_t *local)
{
  gsize address = GPOINTER_TO_SIZE (local);

  return &active->children[((address >> 4) ^ (address >> 9)) % COFFRET_CONTEXT_BUCKETS];
}

static CoffretContextChild *
find_child (CoffretActiveContext *active, const json_t *local, guint flags)
{
  CoffretContextChild *child = g_atomic_pointer_get (bucket_of (active, local));

  while (child != NULL && (child->local != local || child->flags != flags))
    child = child->next;
  return child;
}

static guint
private_child_hash (gconstpointer data)
{
  const PrivateChild *child = data;

  return (guint) coffret_hash_mix (GPOINTER_TO_SIZE (child->active) ^ child->child.flags,
                                   GPOINTER_TO_SIZE (child->child.local) ^ 0xa0761d6478bd642fu);
}

static gboolean
private_child_equal (gconstpointer a, gconstpointer b)
{
  const PrivateChild *one = a, *other = b;

  return one->active == other->active && one->child.local == other->child.local &&
         one->child.flags == other->child.flags;
}

static CoffretActiveContext *
child_context (const CoffretContextChild *child, GError **error)
{
  if (child->context == NULL)
    g_set_error_literal (error, COFFRET_JSONLD_ERROR, child->code, child->message);
  return child->context;
}

/* Makes a child and fills CHILD in; whoever calls decides who keeps it. */
static gboolean
make_child (CoffretRun *run,
            CoffretContextPool *pool,
            CoffretActiveContext *active,
            const json_t *local,
            const char *base,
            guint flags,
            CoffretContextChild *child,
            GError **error)
{
  g_autoptr (GError) problem = NULL;

  *child = (CoffretContextChild) { .local = local, .flags = flags & KEY_FLAGS };
  child->context = coffret_context_build (run, pool, active, local, base, flags, &problem);
  if (child->context != NULL)
    return TRUE;
  child->code = problem->code;
  if (pool->shared)
    child->message =
      coffret_arena_strndup (&pool->arena, problem->message, strlen (problem->message));
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static CoffretActiveContext *
process_shared (CoffretRun *run,
                CoffretActiveContext *active,
                const json_t *local,
                const char *base,
                guint flags,
                GError **error)
{
  CoffretContexts *contexts = run->options->contexts;
  CoffretContextChild **bucket = bucket_of (active, local);
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&contexts->lock);
  CoffretContextChild *child = find_child (active, local, flags & KEY_FLAGS);

  if (child == NULL) {
    const CoffretPlace *place = run->context_place;

    /* What is kept for all says nothing of this document. */
    run->context_place = NULL;
    child = coffret_arena_new (&contexts->pool.arena, CoffretContextChild);
    make_child (run, &contexts->pool, active, local, base, flags, child, NULL);
    child->next = *bucket;
    g_atomic_pointer_set (bucket, child);
    g_atomic_int_inc (&contexts->pool.n_contexts);
    run->context_place = place;
  }
  return child_context (child, error);
}

static CoffretActiveContext *
process_private (CoffretRun *run,
                 CoffretActiveContext *active,
                 const json_t *local,
                 const char *base,
                 guint flags,
                 GError **error)
{
  PrivateChild *child;

  if (active->shared && run->private_children != NULL) {
    PrivateChild key = {
      .active = active,
      .child = { .local = local, .flags = flags & KEY_FLAGS },
    };

    child = g_hash_table_lookup (run->private_children, &key);
    if (child != NULL)
      return child->child.context;
  }
  child = coffret_arena_new (&run->pool.arena, PrivateChild);
  child->active = active;
  if (!make_child (run, &run->pool, active, local, base, flags, &child->child, error))
    return NULL;
  /* What is being validated may belong to a context that is not complete yet. */
  if (flags & COFFRET_CONTEXT_VALIDATING)
    return child->child.context;
  if (active->shared) {
    if (run->private_children == NULL)
      run->private_children = g_hash_table_new (private_child_hash, private_child_equal);
    g_hash_table_add (run->private_children, child);
  } else {
    child->child.next = *bucket_of (active, local);
    *bucket_of (active, local) = &child->child;
  }
  return child->child.context;
}

static CoffretActiveContext *
process_url (CoffretRun *run,
             CoffretActiveContext *active,
             const json_t *local,
             const char *base,
             guint flags,
             GError **error)
{
  const char *url = coffret_plain_string (local);
  CoffretContextDocument *document;
  const json_t *loaded;
  CoffretRemoteContext remote = { .outer = run->remote };
  CoffretActiveContext *result;

  if (url != NULL && base != NULL && !coffret_iri_has_scheme (url, strlen (url)))
    url = coffret_iri_resolve (&run->arena, base, url);
  if (flags & COFFRET_CONTEXT_VALIDATING)
    for (const CoffretRemoteContext *outer = run->remote; outer != NULL; outer = outer->outer)
      if (g_strcmp0 (outer->url, url) == 0)
        return active;
  if (run->n_remote == MOST_REMOTE) {
    coffret_run_fail (run->context_place, "context overflow", url, error);
    return NULL;
  }
  document =
    url == NULL
      ? NULL
      : coffret_contexts_find (run->options->contexts, url,
                               (flags & COFFRET_CONTEXT_PUBLISHED) ? 0 : run->options->edition);
  if (document == NULL) {
    g_set_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_CONTEXT,
                 "loading remote context failed: the context “%.200s” is not known here",
                 url == NULL ? "" : url);
    return NULL;
  }
  loaded = coffret_contexts_load (run->options->contexts, document);
  if (!json_is_object (loaded) || json_object_get (loaded, "@context") == NULL) {
    coffret_run_fail (run->context_place, "invalid remote context", url, error);
    return NULL;
  }
  flags &= ~COFFRET_CONTEXT_BUNDLED;
  flags |= COFFRET_CONTEXT_PUBLISHED | (document->file != NULL ? COFFRET_CONTEXT_BUNDLED : 0);
  remote.url = document->url;
  run->remote = &remote;
  run->n_remote++;
  result = coffret_active_context_process (run, active, json_object_get (loaded, "@context"),
                                           document->url, flags, error);
  run->remote = remote.outer;
  run->n_remote--;
  return result;
}

static CoffretActiveContext *
process_one (CoffretRun *run,
             CoffretActiveContext *active,
             const json_t *local,
             const char *base,
             guint flags,
             GError **error)
{
  CoffretContextChild *child;

  if (json_is_string (local))
    return process_url (run, active, local, base, flags, error);

  child = find_child (active, local, flags & KEY_FLAGS);
  if (child != NULL)
    return child_context (child, error);
  if (!json_is_object (local) && !json_is_null (local)) {
    coffret_run_fail (run->context_place, "invalid local context", NULL, error);
    return NULL;
  }
  if (active->shared && (flags & COFFRET_CONTEXT_PUBLISHED) &&
      !(flags & COFFRET_CONTEXT_VALIDATING) && active->generation < MOST_GENERATIONS &&
      g_atomic_int_get (&run->options->contexts->pool.n_contexts) < MOST_SHARED)
    return process_shared (run, active, local, base, flags, error);
  return process_private (run, active, local, base, flags, error);
}

CoffretActiveContext *
coffret_active_context_process (CoffretRun *run,
                                CoffretActiveContext *active,
                                const json_t *local,
                                const char *base,
                                guint flags,
                                GError **error)
{
  gsize i;
  json_t *entry;

  if (!json_is_array (local))
    return process_one (run, active, local, base, flags, error);
  json_array_foreach (local, i, entry) {
    active = process_one (run, active, entry, base, flags, error);
    if (active == NULL)
      return NULL;
    if (!coffret_run_within_memory (run, error))
      return NULL;
  }
  return active;
}
