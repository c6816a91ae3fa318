/* The standard's own tests of expansion and of the deserialisation to RDF, as published by the
 * W3C in json-ld-api/tests. They are not part of this repository. */
#include "base/json.h"
#include "digest-test.h"
#include "jsonld/jsonld.h"
#include "jsonld/nquads.h"
#include "jsonld/rdfc.h"

#define BASE "https://w3c.github.io/json-ld-api/tests/"

/* All features of JSON-LD 1.1 are there; these are of other things. */
typedef enum { RUN, JSON_LD_1_0, GENERALISED_RDF } Exclusion;

typedef struct {
  char *folder;
  CoffretContexts *contexts;
  guint passed;
  guint excluded;
  GString *failed;
} Suite;

static json_t *
read_json (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL)
           ? coffret_json_parse (text, length, NULL, NULL)
           : NULL;
}

/* Remote contexts are registered ones here. */
static void
register_contexts (Suite *suite, const char *name)
{
  g_autofree char *path = g_build_filename (suite->folder, name, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *file;

  g_assert_nonnull (folder);
  while ((file = g_dir_read_name (folder)) != NULL) {
    g_autofree char *whole = g_build_filename (path, file, NULL);
    g_autofree char *url = g_strconcat (BASE, name, "/", file, NULL);
    g_autofree char *inner = g_strconcat (name, "/", file, NULL);
    g_autoptr (json_t) document = NULL;

    if (g_file_test (whole, G_FILE_TEST_IS_DIR)) {
      register_contexts (suite, inner);
      continue;
    }
    if (g_str_has_suffix (file, ".jsonld"))
      document = read_json (whole);
    if (document != NULL)
      coffret_contexts_add (suite->contexts, url, document);
  }
}

static Exclusion
exclusion_of (const json_t *option)
{
  if (g_strcmp0 (coffret_json_string (option, "specVersion"), "json-ld-1.0") == 0 ||
      g_strcmp0 (coffret_json_string (option, "processingMode"), "json-ld-1.0") == 0)
    return JSON_LD_1_0;
  if (json_is_true (coffret_json_get (option, "produceGeneralizedRdf")))
    return GENERALISED_RDF;
  return RUN;
}

static gboolean
same_json (const json_t *a, const json_t *b, gboolean ordered)
{
  if (json_is_array (a) && json_is_array (b)) {
    g_autofree gboolean *taken = g_new0 (gboolean, json_array_size (b) + 1);

    if (json_array_size (a) != json_array_size (b))
      return FALSE;
    for (gsize i = 0; i < json_array_size (a); i++) {
      gsize j = ordered ? i : 0;
      gsize end = ordered ? i + 1 : json_array_size (b);

      while (j < end &&
             (taken[j] || !same_json (json_array_get (a, i), json_array_get (b, j), FALSE)))
        j++;
      if (j == end)
        return FALSE;
      taken[j] = TRUE;
    }
    return TRUE;
  }
  if (json_is_object (a) && json_is_object (b)) {
    const char *key;
    json_t *value;

    if (json_object_size (a) != json_object_size (b))
      return FALSE;
    json_object_foreach ((json_t *) a, key, value) {
      const json_t *other = json_object_get (b, key);

      if (other == NULL || !same_json (value, other, g_str_equal (key, "@list")))
        return FALSE;
    }
    return TRUE;
  }
  if (json_is_number (a) && json_is_number (b))
    return json_number_value (a) == json_number_value (b);
  return json_equal (a, b);
}

static char *
canonical_text (const CoffretDataset *dataset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretCanonical) canonical = coffret_rdfc_canonicalise (
    dataset, &test_sha256, COFFRET_NQUADS_CANONICAL, COFFRET_RDFC_WORK, NULL, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&canonical->text);
}

static gboolean
is_expected_rdf (const char *path, const CoffretDataset *dataset)
{
  g_autofree char *text = NULL;
  g_autofree char *expected_text = NULL;
  g_autofree char *actual_text = NULL;
  g_autoptr (CoffretDataset) expected = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  expected = coffret_nquads_parse (text, length, NULL, &error);
  g_assert_no_error (error);
  expected_text = canonical_text (expected);
  actual_text = canonical_text (dataset);
  if (g_str_equal (expected_text, actual_text))
    return TRUE;
  if (g_test_verbose ())
    g_test_message ("expected:\n%sactual:\n%s", expected_text, actual_text);
  return FALSE;
}

static gboolean
is_expected_json (const char *path, const json_t *expanded)
{
  g_autoptr (json_t) expected = read_json (path);
  g_autofree char *text = NULL;

  g_assert_nonnull (expected);
  if (same_json (expanded, expected, FALSE))
    return TRUE;
  text = coffret_json_dump_pretty (expanded);
  if (g_test_verbose ())
    g_test_message ("actual:\n%s", text);
  return FALSE;
}

static gboolean
passes (Suite *suite, const json_t *entry, gboolean to_rdf)
{
  const json_t *option = coffret_json_object (entry, "option");
  const char *input = coffret_json_string (entry, "input");
  const char *expect = coffret_json_string (entry, "expect");
  const char *code = coffret_json_string (entry, "expectErrorCode");
  const char *direction = coffret_json_string (option, "rdfDirection");
  const char *expand_context = coffret_json_string (option, "expandContext");
  g_autofree char *path = g_build_filename (suite->folder, input, NULL);
  g_autofree char *expected_path =
    expect == NULL ? NULL : g_build_filename (suite->folder, expect, NULL);
  g_autofree char *context_path =
    expand_context == NULL ? NULL : g_build_filename (suite->folder, expand_context, NULL);
  g_autofree char *base = g_strconcat (BASE, input, NULL);
  g_autoptr (json_t) context = context_path == NULL ? NULL : read_json (context_path);
  g_autoptr (json_t) document = read_json (path);
  g_autoptr (json_t) expanded = NULL;
  g_autoptr (CoffretDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  CoffretJsonldOptions options = {
    .contexts = suite->contexts,
    .base =
      coffret_json_string (option, "base") != NULL ? coffret_json_string (option, "base") : base,
    .inline_contexts = TRUE,
    .expand_context = context,
    .rdf_direction = direction == NULL                             ? COFFRET_RDF_DIRECTION_NONE
                     : g_str_equal (direction, "compound-literal") ? COFFRET_RDF_DIRECTION_COMPOUND
                                                                   : COFFRET_RDF_DIRECTION_I18N,
  };

  g_assert_nonnull (document);
  if (to_rdf)
    dataset = coffret_jsonld_to_rdf (document, &options, NULL, &error);
  else
    expanded = coffret_jsonld_expand (document, &options, NULL, &error);
  if (error != NULL && g_test_verbose ())
    g_test_message ("%s: %s", input, error->message);
  if (code != NULL)
    return error != NULL && g_str_has_prefix (error->message, code);
  if (error != NULL)
    return FALSE;
  if (expected_path == NULL)
    return TRUE;
  return to_rdf ? is_expected_rdf (expected_path, dataset)
                : is_expected_json (expected_path, expanded);
}

static void
run_suite (gboolean to_rdf)
{
  const char *shared = g_getenv ("COFFRET_SHARED");
  g_autofree char *folder =
    g_build_filename (shared != NULL ? shared : "", "vectors", "json-ld-api", "tests", NULL);
  g_autofree char *path =
    g_build_filename (folder, to_rdf ? "toRdf-manifest.jsonld" : "expand-manifest.jsonld", NULL);
  g_autoptr (json_t) manifest = read_json (path);
  g_autoptr (CoffretContexts) contexts = NULL;
  Suite suite = { .folder = folder, .failed = g_string_new (NULL) };
  const char *only = g_getenv ("ONLY");
  gsize i;
  json_t *entry;

  if (manifest == NULL) {
    g_string_free (suite.failed, TRUE);
    g_test_skip ("the W3C's tests are not here");
    return;
  }
  suite.contexts = contexts = coffret_contexts_new ();
  register_contexts (&suite, "toRdf");
  register_contexts (&suite, "expand");
  json_array_foreach (coffret_json_array (manifest, "sequence"), i, entry) {
    const char *id = coffret_json_string (entry, "@id");

    if (only != NULL && !g_str_equal (only, id))
      continue;
    if (exclusion_of (coffret_json_object (entry, "option")) != RUN)
      suite.excluded++;
    else if (passes (&suite, entry, to_rdf))
      suite.passed++;
    else
      g_string_append_printf (suite.failed, " %s", id);
  }
  g_test_message ("%s: %u of %u pass, %u are of JSON-LD 1.0 or generalised RDF",
                  to_rdf ? "toRdf" : "expand", suite.passed, (guint) i - suite.excluded,
                  suite.excluded);
  g_assert_cmpstr (suite.failed->str, ==, "");
  g_string_free (suite.failed, TRUE);
}

static void
test_to_rdf (void)
{
  run_suite (TRUE);
}

static void
test_expand (void)
{
  run_suite (FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld/json-ld-api/to-rdf", test_to_rdf);
  g_test_add_func ("/jsonld/json-ld-api/expand", test_expand);
  return g_test_run ();
}
