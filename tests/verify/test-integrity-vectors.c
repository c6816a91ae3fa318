/* The standards' own proofs, step by step, and those of real issuers, from the suites where they
 * are (COFFRET_SHARED). */
#include "verify/proof.h"

#include <string.h>

#include "base/json.h"
#include "base/multibase.h"

static char *
path_of (const char *first, const char *second, const char *third)
{
  const char *shared = g_getenv ("COFFRET_SHARED");

  return g_build_filename (shared != NULL ? shared : "", "vectors", first, second, third, NULL);
}

static gboolean
skip_without (const char *folder)
{
  g_autofree char *path = path_of (folder, NULL, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return FALSE;
  g_test_skip ("the suite is not here");
  return TRUE;
}

static char *
read_text (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static json_t *
read_json (const char *path)
{
  g_autofree char *text = read_text (path);
  g_autoptr (GError) error = NULL;
  json_t *json = coffret_json_parse (text, strlen (text), NULL, &error);

  g_assert_no_error (error);
  return json;
}

static void
add_context (CoffretContexts *contexts, const char *url, const char *file)
{
  g_autofree char *path = path_of ("contexts", file, NULL);
  g_autoptr (json_t) document = NULL;

  if (coffret_contexts_has (contexts, url))
    return;
  document = read_json (path);
  coffret_contexts_add (contexts, url, document);
}

static CoffretGrounds *
make_grounds (void)
{
  g_autoptr (CoffretContexts) contexts = coffret_contexts_new ();

  add_context (contexts, "https://w3id.org/citizenship/v4rc1",
               "test-only/citizenship-v4rc1.jsonld");
  add_context (contexts, "https://www.w3.org/ns/credentials/examples/v2",
               "credentials-examples-v2.jsonld");
  add_context (contexts, "https://www.w3.org/2018/credentials/examples/v1",
               "credentials-examples-v1.jsonld");
  return coffret_grounds_new (contexts, coffret_instant_parse ("2026-06-01T00:00:00Z"));
}

static GPtrArray *
verify (const json_t *document, const CoffretGrounds *grounds)
{
  const json_t *issuer = json_object_get (document, "issuer");
  CoffretSecured secured = {
    .document = document,
    .format = "vc",
    .purpose = "assertionMethod",
    .signer =
      json_is_string (issuer) ? json_string_value (issuer) : coffret_json_string (issuer, "id"),
  };

  return coffret_proofs_verify (&secured, grounds);
}

static void
assert_file (const char *folder, const char *what, const char *suffix, const char *actual)
{
  g_autofree char *name = g_strconcat (what, suffix, ".txt", NULL);
  g_autofree char *path = path_of (folder, name, NULL);
  g_autofree char *expected = read_text (path);

  g_assert_cmpstr (actual, ==, expected);
}

static const struct {
  const char *folder;
  const char *suffix;
  const char *suite;
} vectors[] = {
  { "vc-di-eddsa/TestVectors/eddsa-rdfc-2022", "DataInt", "eddsa-rdfc-2022" },
  { "vc-di-eddsa/TestVectors/eddsa-rdfc-2022/employ", "DataInt", "eddsa-rdfc-2022" },
  { "vc-di-eddsa/TestVectors/eddsa-jcs-2022", "JCS", "eddsa-jcs-2022" },
  { "vc-di-eddsa/TestVectors/Ed25519Signature2020", "EdSig", "Ed25519Signature2020" },
  { "vc-di-ecdsa/TestVectors/ecdsa-rdfc-2019-p256", "ECDSAP256", "ecdsa-rdfc-2019" },
  { "vc-di-ecdsa/TestVectors/ecdsa-rdfc-2019-p256/employ", "ECDSAP256", "ecdsa-rdfc-2019" },
  { "vc-di-ecdsa/TestVectors/ecdsa-rdfc-2019-p384", "ECDSAP384", "ecdsa-rdfc-2019" },
  { "vc-di-ecdsa/TestVectors/ecdsa-rdfc-2019-p384/employ", "ECDSAP384", "ecdsa-rdfc-2019" },
  { "vc-di-ecdsa/TestVectors/ecdsa-jcs-2019-p256", "JCSECDSAP256", "ecdsa-jcs-2019" },
  { "vc-di-ecdsa/TestVectors/ecdsa-jcs-2019-p384", "JCSECDSAP384", "ecdsa-jcs-2019" },
};

static void
test_steps (void)
{
  g_autoptr (CoffretGrounds) grounds = NULL;

  if (skip_without ("vc-di-eddsa") || skip_without ("vc-di-ecdsa"))
    return;
  grounds = make_grounds ();
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++) {
    const char *folder = vectors[i].folder;
    const char *suffix = vectors[i].suffix;
    g_autofree char *name = g_strconcat ("signed", suffix, ".json", NULL);
    g_autofree char *path = path_of (folder, name, NULL);
    g_autoptr (json_t) document = read_json (path);
    g_autoptr (GPtrArray) results = verify (document, grounds);
    const CoffretProofResult *result = results->pdata[0];
    const json_t *details = result->details;
    g_autofree char *combined = g_strconcat (coffret_json_string (details, "proofHash"),
                                             coffret_json_string (details, "documentHash"), NULL);

    g_test_message ("%s", folder);
    g_assert_cmpuint (results->len, ==, 1);
    g_assert_cmpstr (result->name, ==, vectors[i].suite);
    g_assert_cmpstr (result->proof.code, ==, "signature-matches");
    g_assert_cmpuint (result->dropped->len, ==, 0);
    assert_file (folder, "canonDoc", suffix, coffret_json_string (details, "document"));
    assert_file (folder, "proofCanon", suffix, coffret_json_string (details, "proof"));
    assert_file (folder, "docHash", suffix, coffret_json_string (details, "documentHash"));
    assert_file (folder, "proofHash", suffix, coffret_json_string (details, "proofHash"));
    assert_file (folder, "combinedHash", suffix, combined);
  }
}

/* Sets and chains: how many proofs, all good. */
static void
test_sets_and_chains (void)
{
  static const struct {
    const char *file;
    guint n_proofs;
  } sets[] = {
    { "signedProofSet1.json", 1 },
    { "signedProofSet2.json", 2 },
    { "signedProofChain1.json", 3 },
    { "signedProofChain2.json", 4 },
  };
  g_autoptr (CoffretGrounds) grounds = NULL;

  if (skip_without ("vc-di-eddsa"))
    return;
  grounds = make_grounds ();
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autofree char *path = path_of ("vc-di-eddsa/TestVectors/proof-set-chain", sets[i].file, NULL);
    g_autoptr (json_t) document = read_json (path);
    g_autoptr (GPtrArray) results = verify (document, grounds);

    g_assert_cmpuint (results->len, ==, sets[i].n_proofs);
    for (guint k = 0; k < results->len; k++)
      g_assert_cmpstr (((CoffretProofResult *) results->pdata[k])->proof.code, ==,
                       "signature-matches");
  }
}

static void
test_selective_disclosure (void)
{
  static const char *const folders[] = { "prc", "employ" };
  g_autoptr (CoffretGrounds) grounds = NULL;

  if (skip_without ("vc-di-ecdsa"))
    return;
  grounds = make_grounds ();
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    const char *top = "vc-di-ecdsa/TestVectors/ecdsa-sd-2023";
    g_autofree char *path = path_of (top, folders[i], "derivedRevealDocument.json");
    g_autofree char *data_path = path_of (top, folders[i], "verifyCreateVerifyData.json");
    g_autofree char *base_path = path_of (top, folders[i], "addSignedSDBase.json");
    g_autoptr (json_t) document = read_json (path);
    g_autoptr (json_t) data = read_json (data_path);
    g_autoptr (json_t) base = read_json (base_path);
    g_autoptr (GPtrArray) results = verify (document, grounds);
    g_autoptr (GPtrArray) of_base = verify (base, grounds);
    const CoffretProofResult *result = results->pdata[0];

    g_assert_cmpstr (result->proof.code, ==, "signature-matches");
    g_assert_cmpstr (coffret_json_string (result->details, "proofHash"), ==,
                     coffret_json_string (data, "proofHash"));
    g_assert_cmpstr (coffret_json_string (result->details, "mandatoryHash"), ==,
                     coffret_json_string (data, "mandatoryHash"));
    result = of_base->pdata[0];
    g_assert_cmpstr (result->proof.code, ==, "proof-base");
    g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_UNKNOWN);
  }
}

/* Every credential of other implementations that is here: the signature and both hashes as another
 * verifier found them. */
static json_t *
at_pointer (json_t *document, const char *pointer)
{
  g_auto (GStrv) parts = g_strsplit (pointer != NULL ? pointer : "", "/", -1);

  for (guint i = 1; document != NULL && parts[0] != NULL && parts[i] != NULL; i++)
    document = json_is_array (document)
                 ? json_array_get (document, (gsize) g_ascii_strtoull (parts[i], NULL, 10))
                 : json_object_get (document, parts[i]);
  return document;
}

static CoffretGrounds *
make_grounds_with_documents (void)
{
  CoffretGrounds *grounds = make_grounds ();
  g_autofree char *top = path_of ("dcc-vc-test-fixtures", NULL, NULL);
  g_autofree char *find = g_strdup_printf ("find '%s' -name did.json", top);
  g_autofree char *found = NULL;
  g_auto (GStrv) paths = NULL;

  g_assert_true (g_spawn_command_line_sync (find, &found, NULL, NULL, NULL));
  paths = g_strsplit (g_strstrip (found), "\n", -1);
  for (guint i = 0; paths[i] != NULL && *paths[i] != '\0'; i++) {
    g_autofree char *text = read_text (paths[i]);
    g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
    g_autoptr (GError) error = NULL;

    coffret_grounds_add (grounds, COFFRET_GROUND_DOCUMENT, bytes, NULL,
                         coffret_instant_parse ("2026-05-01T00:00:00Z"), &error);
    g_assert_no_error (error);
  }
  return grounds;
}

typedef struct {
  guint good, bad, unknown, absent, hashes;
} Tally;

static void
check_row (const json_t *row, const CoffretGrounds *grounds, Tally *tally)
{
  g_autofree char *path = path_of (coffret_json_string (row, "file"), NULL, NULL);
  g_autofree char *text = NULL;
  g_autoptr (json_t) file = NULL;
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;
  const json_t *signature = json_object_get (row, "signature");

  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    tally->absent++;
    return;
  }
  file = coffret_json_parse (text, strlen (text), NULL, NULL);
  results = verify (at_pointer (file, coffret_json_string (row, "pointer")), grounds);
  result = results->pdata[json_integer_value (json_object_get (row, "proof"))];
  g_test_message ("%s: %s %s %s %s", coffret_json_string (row, "file"), result->name,
                  result->proof.code, result->coverage.code, result->binding.code);

  /* What the other verifier's safe mode refused is not covered; where it took the key from the name
   * of a document that is not here, nothing is decided. */
  if (json_object_get (row, "keyFromFragment") != NULL)
    g_assert_true (!json_is_true (signature) || result->proof.answer != COFFRET_ANSWER_NO);
  else if (json_is_true (signature))
    g_assert_cmpint (result->proof.answer, ==, COFFRET_ANSWER_YES);
  if (json_is_false (signature) || json_is_false (json_object_get (row, "signatureIfUnsafe")))
    g_assert_cmpint (result->proof.answer, !=, COFFRET_ANSWER_YES);
  if (json_object_get (row, "error") != NULL)
    g_assert_true (result->proof.answer != COFFRET_ANSWER_YES ||
                   result->coverage.answer != COFFRET_ANSWER_YES);
  tally->good += result->proof.answer == COFFRET_ANSWER_YES;
  tally->unknown += result->proof.answer == COFFRET_ANSWER_UNKNOWN;
  tally->bad += result->proof.answer == COFFRET_ANSWER_NO;
  if (result->proof.answer == COFFRET_ANSWER_YES &&
      json_object_get (row, "previousProof") == NULL && json_object_get (row, "docHash") != NULL) {
    g_assert_cmpstr (coffret_json_string (result->details, "documentHash"), ==,
                     coffret_json_string (row, "docHash"));
    g_assert_cmpstr (coffret_json_string (result->details, "proofHash"), ==,
                     coffret_json_string (row, "proofHash"));
    tally->hashes++;
  }
}

static void
test_others (void)
{
  g_autofree char *path = path_of ("expected-oracle", "index.json", NULL);
  g_autoptr (CoffretGrounds) grounds = NULL;
  g_autoptr (json_t) rows = NULL;
  Tally tally = { 0 };
  gsize index;
  json_t *row;

  if (skip_without ("expected-oracle"))
    return;
  grounds = make_grounds_with_documents ();
  rows = read_json (path);
  json_array_foreach (rows, index, row)
    check_row (row, grounds, &tally);
  g_test_message ("%u good, %u bad, %u undecided, %u with the same hashes, %u not here", tally.good,
                  tally.bad, tally.unknown, tally.hashes, tally.absent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/integrity-vectors/steps", test_steps);
  g_test_add_func ("/integrity-vectors/sets-and-chains", test_sets_and_chains);
  g_test_add_func ("/integrity-vectors/selective-disclosure", test_selective_disclosure);
  g_test_add_func ("/integrity-vectors/others", test_others);
  return g_test_run ();
}
