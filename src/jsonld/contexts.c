#include "jsonld/contexts.h"

#include "contexts-resources.h"
#include "jsonld/contexts-private.h"

#include "base/json.h"

#define FOLDER "/io/github/coffret/Coffret/contexts/"

static void
document_free (gpointer data)
{
  CoffretContextDocument *document = data;

  while (document != NULL) {
    CoffretContextDocument *older = document->older;

    json_decref (document->root);
    g_free (document->url);
    g_free (document->edition);
    g_free (document->file);
    g_free (document);
    document = older;
  }
}

/* What is in the program itself can be read. */
static json_t *
read_resource (const char *name)
{
  g_autofree char *path = g_strconcat (FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (coffret_contexts_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  json_t *value;

  g_assert (bytes != NULL);
  value = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                      JSON_REJECT_DUPLICATES, NULL);
  g_assert (value != NULL);
  return value;
}

static void
add_document (CoffretContexts *contexts, CoffretContextDocument *document)
{
  CoffretContextDocument *newer = g_hash_table_lookup (contexts->documents, document->url);

  if (newer == NULL) {
    g_hash_table_insert (contexts->documents, document->url, document);
    return;
  }
  while (newer->older != NULL)
    newer = newer->older;
  newer->older = document;
}

CoffretContexts *
coffret_contexts_new (void)
{
  CoffretContexts *contexts = g_new0 (CoffretContexts, 1);
  g_autoptr (json_t) index = read_resource ("index.json");
  gsize i;
  json_t *entry;

  g_atomic_ref_count_init (&contexts->references);
  g_rec_mutex_init (&contexts->lock);
  contexts->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, document_free);
  contexts->seed = coffret_hash_mix (GPOINTER_TO_SIZE (contexts) ^ 0x2d358dccaa6c78a5u,
                                     (guint64) g_get_monotonic_time () ^ 0x8bb84b93962eacc9u);
  contexts->pool.shared = TRUE;
  contexts->root = coffret_active_context_new (&contexts->pool, NULL);
  json_array_foreach (index, i, entry) {
    CoffretContextDocument *document = g_new0 (CoffretContextDocument, 1);

    document->url = g_strdup (coffret_json_string (entry, "url"));
    document->edition = g_strdup (coffret_json_string (entry, "edition"));
    document->file = g_strdup (coffret_json_string (entry, "file"));
    document->catch_all = json_is_true (json_object_get (entry, "catch-all"));
    add_document (contexts, document);
  }
  return contexts;
}

CoffretContexts *
coffret_contexts_ref (CoffretContexts *contexts)
{
  g_atomic_ref_count_inc (&contexts->references);
  return contexts;
}

void
coffret_contexts_unref (CoffretContexts *contexts)
{
  if (contexts == NULL || !g_atomic_ref_count_dec (&contexts->references))
    return;
  coffret_context_pool_clear (&contexts->pool);
  g_hash_table_unref (contexts->documents);
  g_rec_mutex_clear (&contexts->lock);
  g_free (contexts);
}

CoffretContextDocument *
coffret_contexts_find (CoffretContexts *contexts, const char *url, guint edition)
{
  CoffretContextDocument *document = g_hash_table_lookup (contexts->documents, url);

  /* Editions are asked for one after the other; what has fewer keeps its last one. */
  for (; edition > 0 && document != NULL && document->older != NULL; edition--)
    document = document->older;
  return document;
}

const json_t *
coffret_contexts_load (CoffretContexts *contexts, CoffretContextDocument *document)
{
  json_t *root = g_atomic_pointer_get (&document->root);

  if (root != NULL)
    return root;
  g_rec_mutex_lock (&contexts->lock);
  root = document->root;
  if (root == NULL) {
    root = read_resource (document->file);
    g_atomic_pointer_set (&document->root, root);
  }
  g_rec_mutex_unlock (&contexts->lock);
  return root;
}

gboolean
coffret_contexts_has (CoffretContexts *contexts, const char *url)
{
  return g_hash_table_contains (contexts->documents, url);
}

guint
coffret_contexts_count_editions (CoffretContexts *contexts, const char *url)
{
  guint count = 0;

  for (CoffretContextDocument *document = g_hash_table_lookup (contexts->documents, url);
       document != NULL; document = document->older)
    count++;
  return count;
}

const char *
coffret_contexts_edition_name (CoffretContexts *contexts, const char *url, guint edition)
{
  CoffretContextDocument *document = coffret_contexts_find (contexts, url, edition);

  return document == NULL ? NULL : document->edition;
}

gboolean
coffret_contexts_is_catch_all (CoffretContexts *contexts, const char *url)
{
  CoffretContextDocument *document = g_hash_table_lookup (contexts->documents, url);

  return document != NULL && document->catch_all;
}

void
coffret_contexts_add (CoffretContexts *contexts, const char *url, json_t *document)
{
  CoffretContextDocument *added = g_new0 (CoffretContextDocument, 1);

  added->url = g_strdup (url);
  added->root = json_incref (document);
  g_hash_table_remove (contexts->documents, url);
  add_document (contexts, added);
}
