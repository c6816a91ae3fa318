/* The bundled contexts: that they are what was published, and that all of them can be used. */
#include "base/json.h"
#include "jsonld/contexts.h"
#include "jsonld/jsonld.h"

#define OB_3_0_3 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

static json_t *
read_json (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;
  json_t *value;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  value = coffret_json_parse (text, length, NULL, NULL);
  g_assert_nonnull (value);
  return value;
}

static char *
bundle_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "..", "data", "contexts", name, NULL);
}

static json_t *
read_index (void)
{
  g_autofree char *path = bundle_path ("index.json");
  json_t *index = read_json (path);

  g_assert_nonnull (index);
  return index;
}

static char *
hash_of (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL)
           ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length)
           : NULL;
}

/* contexts.sha256 is in the form of sha256sum. */
static void
test_pinned (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "jsonld", "contexts.sha256", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint count = 0;
  g_autoptr (json_t) index = read_index ();

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    g_autofree char *file = bundle_path (lines[i] + 66);
    g_autofree char *hash = hash_of (file);

    g_assert_nonnull (hash);
    lines[i][64] = '\0';
    g_assert_cmpstr (hash, ==, lines[i]);
    count++;
  }
  g_assert_cmpuint (count, ==, json_array_size (index));
}

/* Each file says the same JSON as the published document with the hash in the index. */
static void
test_published (void)
{
  const char *shared = g_getenv ("COFFRET_SHARED");
  g_autofree char *folder =
    g_build_filename (shared != NULL ? shared : "", "vectors", "contexts", NULL);
  g_autofree char *index_path = g_build_filename (folder, "index.json", NULL);
  g_autoptr (json_t) published = read_json (index_path);
  g_autoptr (json_t) index = read_index ();
  gsize i, j;
  json_t *entry, *other;

  if (published == NULL) {
    g_test_skip ("the published documents are not here");
    return;
  }
  json_array_foreach (index, i, entry) {
    const char *hash = coffret_json_string (entry, "sha256");
    gboolean found = FALSE;

    json_array_foreach (published, j, other) {
      g_autofree char *ours = NULL;
      g_autofree char *theirs = NULL;
      g_autofree char *actual = NULL;
      g_autoptr (json_t) a = NULL;
      g_autoptr (json_t) b = NULL;

      if (g_strcmp0 (coffret_json_string (other, "sha256"), hash) != 0)
        continue;
      ours = bundle_path (coffret_json_string (entry, "file"));
      theirs = g_build_filename (folder, coffret_json_string (other, "file"), NULL);
      actual = hash_of (theirs);
      g_assert_cmpstr (actual, ==, hash);
      a = read_json (ours);
      b = read_json (theirs);
      g_assert_true (json_equal (a, b));
      found = TRUE;
      break;
    }
    g_assert_true (found);
  }
}

static void
test_editions (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

  g_assert_true (coffret_contexts_has (contexts, OB_3_0_3));
  g_assert_cmpuint (coffret_contexts_count_editions (contexts, OB_3_0_3), ==, 3);
  g_assert_cmpstr (coffret_contexts_edition_name (contexts, OB_3_0_3, 0), ==, "June 2026");
  g_assert_cmpstr (coffret_contexts_edition_name (contexts, OB_3_0_3, 2), ==, "January 2024");
  g_assert_cmpuint (
    coffret_contexts_count_editions (contexts, "https://www.w3.org/ns/credentials/v2"), ==, 1);
  g_assert_null (
    coffret_contexts_edition_name (contexts, "https://www.w3.org/ns/credentials/v2", 0));
  g_assert_false (coffret_contexts_has (contexts, "https://www.w3.org/ns/credentials/v2/"));
  g_assert_cmpuint (coffret_contexts_count_editions (contexts, "https://example.org/"), ==, 0);
}

static void
test_catch_all (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

  g_assert_true (coffret_contexts_is_catch_all (
    contexts, "https://www.w3.org/ns/credentials/undefined-terms/v2"));
  g_assert_true (
    coffret_contexts_is_catch_all (contexts, "https://www.w3.org/ns/credentials/examples/v2"));
  g_assert_true (
    coffret_contexts_is_catch_all (contexts, "https://www.w3.org/2018/credentials/examples/v1"));
  g_assert_false (coffret_contexts_is_catch_all (contexts, "https://www.w3.org/ns/credentials/v2"));
  g_assert_false (coffret_contexts_is_catch_all (contexts, "https://example.org/"));
}

/* A context with an @vocab that is not known for it would let anybody add claims. */
static gboolean
has_vocab (const json_t *context)
{
  gsize i;
  json_t *entry;

  if (json_is_object (context))
    return json_is_string (json_object_get (context, "@vocab"));
  json_array_foreach (context, i, entry)
    if (has_vocab (entry))
      return TRUE;
  return FALSE;
}

static void
collect_scoped (const json_t *value, GPtrArray *scoped)
{
  gsize i;
  json_t *entry;
  const char *key;

  if (json_is_array (value))
    json_array_foreach (value, i, entry)
      collect_scoped (entry, scoped);
  if (json_is_object (value))
    json_object_foreach ((json_t *) value, key, entry) {
      if (g_str_equal (key, "@context"))
        g_ptr_array_add (scoped, entry);
      collect_scoped (entry, scoped);
    }
}

/* Each bundled context read as if it came with a document: then all of its scoped contexts are
 * validated, too, and what it has that would be dropped is reported. */
static void
test_in_order (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();
  g_autoptr (json_t) index = read_index ();
  gsize i;
  json_t *entry;

  json_array_foreach (index, i, entry) {
    const char *url = coffret_json_string (entry, "url");
    g_autofree char *path = bundle_path (coffret_json_string (entry, "file"));
    g_autoptr (json_t) document = read_json (path);
    g_autoptr (json_t) whole = json_object ();
    g_autoptr (GPtrArray) scoped = g_ptr_array_new ();
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GError) error = NULL;
    g_autoptr (json_t) expanded = NULL;
    CoffretJsonldOptions options = { .contexts = contexts, .base = url, .inline_contexts = TRUE };

    json_object_set (whole, "@context", json_object_get (document, "@context"));
    json_object_set_new (whole, "https://a.example/p", json_string ("text"));
    expanded = coffret_jsonld_expand (whole, &options, dropped, &error);
    /* That one imports a context that is not bundled. */
    if (g_str_equal (url, "https://www.w3.org/2018/credentials/examples/v1")) {
      g_assert_error (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_CONTEXT);
      continue;
    }
    g_assert_no_error (error);
    g_assert_cmpuint (dropped->len, ==, 0);
    g_assert_cmpuint (json_array_size (expanded), ==, 1);

    collect_scoped (document, scoped);
    for (guint j = 0; j < scoped->len; j++)
      if (has_vocab (scoped->pdata[j]))
        g_assert_true (coffret_contexts_is_catch_all (contexts, url));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld/contexts/pinned", test_pinned);
  g_test_add_func ("/jsonld/contexts/published", test_published);
  g_test_add_func ("/jsonld/contexts/editions", test_editions);
  g_test_add_func ("/jsonld/contexts/catch-all", test_catch_all);
  g_test_add_func ("/jsonld/contexts/in-order", test_in_order);
  return g_test_run ();
}
