/* Signed credentials of many issuers: their canonical texts, as another implementation (one
 * that verifies their signatures) has them. They are not part of this repository. */
#include <string.h>

#include "base/json.h"
#include "digest-test.h"
#include "jsonld/jsonld.h"
#include "jsonld/rdfc.h"

typedef struct {
  char *folder;
  CoffretContexts *contexts;
  guint same;
  guint refused;
  guint absent;
  guint skipped;
  GString *failed;
} Oracle;

static json_t *
read_json (const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  return g_file_get_contents (path, &text, &length, NULL)
           ? coffret_json_parse (text, length, NULL, NULL)
           : NULL;
}

static void
add_test_contexts (Oracle *oracle)
{
  static const char *const known[][2] = {
    { "https://w3id.org/citizenship/v4rc1", "citizenship-v4rc1.jsonld" },
    { "https://www.w3.org/ns/odrl.jsonld", "odrl.jsonld" },
    { "https://w3id.org/traceability/v1", "traceability-v1.jsonld" },
    { "https://credreg.net/ctdlasn/schema/context/json", "ctdlasn.jsonld" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *path =
      g_build_filename (oracle->folder, "contexts", "test-only", known[i][1], NULL);
    g_autoptr (json_t) document = read_json (path);

    if (document != NULL)
      coffret_contexts_add (oracle->contexts, known[i][0], document);
  }
}

static json_t *
follow_pointer (json_t *document, const char *pointer)
{
  g_auto (GStrv) parts = g_strsplit (pointer == NULL ? "" : pointer, "/", -1);

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL && document != NULL; i++)
    document = json_is_array (document)
                 ? json_array_get (document, g_ascii_strtoull (parts[i], NULL, 10))
                 : json_object_get (document, parts[i]);
  return document;
}

/* A proof over other proofs covers the document with those. */
static json_t *
without_proof (json_t *document, json_t *proof)
{
  json_t *copy = json_copy (document);
  g_autoptr (json_t) previous = json_array ();

  json_object_del (copy, "proof");
  for (gsize i = 0; i < coffret_json_count (document, "proof"); i++) {
    json_t *other = coffret_json_at (document, "proof", i);
    const char *id = coffret_json_string (other, "id");

    if (id != NULL && coffret_json_has (proof, "previousProof", id))
      json_array_append (previous, other);
  }
  if (json_array_size (previous) > 0)
    json_object_set (copy, "proof", previous);
  return copy;
}

static char *
canonical_text (Oracle *oracle,
                const json_t *document,
                guint edition,
                const CoffretDigest *digest,
                GError **error)
{
  CoffretJsonldOptions options = {
    .contexts = oracle->contexts,
    .safe = TRUE,
    .inline_contexts = TRUE,
    .edition = edition,
    .rdf_direction = COFFRET_RDF_DIRECTION_I18N,
  };
  g_autoptr (CoffretDataset) dataset = coffret_jsonld_to_rdf (document, &options, NULL, error);
  g_autoptr (CoffretCanonical) canonical =
    dataset == NULL ? NULL
                    : coffret_rdfc_canonicalise (dataset, digest, COFFRET_NQUADS_CANONICAL,
                                                 COFFRET_RDFC_WORK, NULL, error);

  return canonical == NULL ? NULL : g_steal_pointer (&canonical->text);
}

static gboolean
has_text (Oracle *oracle,
          const json_t *row,
          const char *key,
          const json_t *document,
          const CoffretDigest *digest)
{
  g_autofree char *path =
    g_build_filename (oracle->folder, "expected-oracle", coffret_json_string (row, key), NULL);
  g_autofree char *expected = NULL;

  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  for (guint edition = 0; edition < 3; edition++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = canonical_text (oracle, document, edition, digest, &error);

    if (g_strcmp0 (text, expected) == 0)
      return TRUE;
    if (g_test_verbose ())
      g_test_message ("%s: %s\n%s\nnot\n%s", coffret_json_string (row, "file"),
                      error == NULL ? "" : error->message, text, expected);
  }
  return FALSE;
}

static gboolean
is_refused (Oracle *oracle, const json_t *document, const json_t *configuration)
{
  g_autofree char *one = canonical_text (oracle, document, 0, &test_sha256, NULL);
  g_autofree char *other = canonical_text (oracle, configuration, 0, &test_sha256, NULL);

  return one == NULL || other == NULL;
}

static void
check_row (Oracle *oracle, const json_t *row)
{
  const char *file = coffret_json_string (row, "file");
  const char *suite = coffret_json_string (row, "cryptosuite");
  const char *problem = coffret_json_string (row, "error");
  g_autofree char *path = g_build_filename (oracle->folder, file, NULL);
  g_autoptr (json_t) whole = read_json (path);
  json_t *document = follow_pointer (whole, coffret_json_string (row, "pointer"));
  json_t *proof =
    coffret_json_at (document, "proof", json_integer_value (coffret_json_get (row, "proof")));
  gboolean of_2018 = g_strcmp0 (coffret_json_string (proof, "type"), "Ed25519Signature2018") == 0;
  const CoffretDigest *digest =
    strlen (coffret_json_string (row, "docHash") != NULL ? coffret_json_string (row, "docHash")
                                                         : "") == 96
      ? &test_sha384
      : &test_sha256;
  g_autoptr (json_t) bare = NULL;
  g_autoptr (json_t) configuration = NULL;

  if (whole == NULL) {
    oracle->absent++;
    return;
  }
  g_assert_nonnull (proof);
  if ((suite != NULL && g_str_has_suffix (suite, "-jcs-2022")) ||
      (coffret_json_string (row, "docNq") == NULL &&
       (problem == NULL || !g_str_has_prefix (problem, "safe-mode")))) {
    oracle->skipped++;
    return;
  }
  bare = without_proof (document, proof);
  configuration = json_copy (proof);
  json_object_del (configuration, "proofValue");
  json_object_del (configuration, "jws");
  if (of_2018)
    json_object_set_new (configuration, "@context", json_string ("https://w3id.org/security/v2"));
  else
    json_object_set (configuration, "@context", json_object_get (document, "@context"));

  if (problem != NULL) {
    if (is_refused (oracle, bare, configuration))
      oracle->refused++;
    else
      g_string_append_printf (oracle->failed, " %s", file);
  } else if (has_text (oracle, row, "docNq", bare, digest) &&
             has_text (oracle, row, "proofNq", configuration, digest)) {
    oracle->same++;
  } else {
    g_string_append_printf (oracle->failed, " %s", file);
  }
}

static void
test_oracle (void)
{
  const char *shared = g_getenv ("COFFRET_SHARED");
  g_autofree char *folder = g_build_filename (shared != NULL ? shared : "", "vectors", NULL);
  g_autofree char *path = g_build_filename (folder, "expected-oracle", "index.json", NULL);
  g_autoptr (json_t) rows = read_json (path);
  g_autoptr (CoffretContexts) contexts = NULL;
  g_autoptr (GString) failed = g_string_new (NULL);
  Oracle oracle = { .folder = folder, .failed = failed };
  gsize i;
  json_t *row;

  if (rows == NULL) {
    g_test_skip ("the signed credentials are not here");
    return;
  }
  oracle.contexts = contexts = coffret_contexts_new ();
  add_test_contexts (&oracle);
  json_array_foreach (rows, i, row)
    check_row (&oracle, row);
  g_test_message ("%u proofs have the same two texts, %u are refused as they should be, "
                  "%u need no RDF or rest on something else, %u files are not here",
                  oracle.same, oracle.refused, oracle.skipped, oracle.absent);
  g_assert_cmpstr (failed->str, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsonld/oracle", test_oracle);
  return g_test_run ();
}
