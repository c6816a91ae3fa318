/* verify FOLDER [MILLISECONDS]: how fast credentials are verified, by the kind of their proof.
 *
 * On one core, from the bytes of a file to the verdict, beside what cannot be saved: the checks of
 * its signatures with keys that lie ready, and one hash of its bytes. "first" is the first
 * credential of an issuer, whose key has to be read too. The credentials are written into FOLDER,
 * for other verifiers to try. Prints JSON: microseconds of processor time.
 */
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <string.h>
#include <time.h>

#include "base/base64.h"
#include "base/json.h"
#include "base/multibase.h"
#include "credential/reader.h"
#include "verify/cbor.h"
#include "verify/issue.h"
#include "verify/signer.h"
#include "verify/verifier.h"

#define NOW "2026-06-01T12:00:00Z"
#define BATCHES 9

typedef struct {
  const char *name;
  GBytes *file;
  CoffretKey *key;
  CoffretAlgorithm algorithm;
  GBytes *message; /* as the signature check gets it */
  GBytes *signature;
  guint checks; /* of signatures of that kind */
} Sample;

typedef struct {
  const char *folder;
  CoffretContexts *contexts;
  CoffretGrounds *grounds;
  double milliseconds;
  json_t *results;
} Bench;

typedef void (*Act) (const Bench *bench, const Sample *sample);

static double
processor_microseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec * 1e6 + (double) time.tv_nsec / 1e3;
}

static int
compare_doubles (const void *a, const void *b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* The median of BATCHES equally long stretches. */
static double
measure (const Bench *bench, const Sample *sample, Act act)
{
  double batches[BATCHES];

  act (bench, sample);
  for (guint i = 0; i < BATCHES; i++) {
    double start = processor_microseconds ();
    double taken = 0;
    guint count = 0;

    for (; taken < bench->milliseconds * 1000 / BATCHES; count++) {
      act (bench, sample);
      taken = processor_microseconds () - start;
    }
    batches[i] = taken / count;
  }
  qsort (batches, BATCHES, sizeof *batches, compare_doubles);
  return batches[BATCHES / 2];
}

static void
verify_with (CoffretGrounds *grounds, const Sample *sample)
{
  g_autoptr (GPtrArray) items =
    coffret_reader_read_all (sample->file, sample->name, NULL, NULL, NULL);
  g_autoptr (CoffretReport) report = NULL;

  if (items == NULL || items->len != 1)
    g_error ("%s cannot be read", sample->name);
  report = coffret_verify_item (g_ptr_array_index (items, 0), grounds);
  if (report->verdict != COFFRET_VERDICT_SIGNED)
    g_error ("%s is %s", sample->name, coffret_verdict_to_id (report->verdict));
}

static void
verify (const Bench *bench, const Sample *sample)
{
  verify_with (bench->grounds, sample);
}

/* Grounds in which no key was read yet. */
static void
verify_first (const Bench *bench, const Sample *sample)
{
  g_autoptr (CoffretGrounds) grounds =
    coffret_grounds_new (bench->contexts, coffret_grounds_get_now (bench->grounds));

  coffret_grounds_name_clock (grounds);
  verify_with (grounds, sample);
}

static void
check_signature (const Bench *bench, const Sample *sample)
{
  if (!coffret_key_verify (sample->key, sample->algorithm, g_bytes_get_data (sample->message, NULL),
                           g_bytes_get_size (sample->message),
                           g_bytes_get_data (sample->signature, NULL),
                           g_bytes_get_size (sample->signature)))
    g_error ("the signature of %s does not match", sample->name);
}

static void
hash (const Bench *bench, const Sample *sample)
{
  guint8 digest[EVP_MAX_MD_SIZE];

  EVP_Digest (g_bytes_get_data (sample->file, NULL), g_bytes_get_size (sample->file), digest, NULL,
              EVP_sha256 (), NULL);
}

/* Takes the sample's own. */
static void
add (Bench *bench, Sample *sample)
{
  g_autofree char *path = g_build_filename (bench->folder, sample->name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize length = 0;

  if (!g_file_set_contents (path, g_bytes_get_data (sample->file, NULL),
                            (gssize) g_bytes_get_size (sample->file), &error) ||
      !g_file_get_contents (path, &bytes, &length, &error))
    g_error ("%s", error->message);
  json_object_set_new (bench->results, sample->name,
                       json_pack ("{s:I, s:f, s:f, s:f, s:f, s:i}", "bytes", (json_int_t) length,
                                  "verify_us", measure (bench, sample, verify), "first_us",
                                  measure (bench, sample, verify_first), "signature_us",
                                  measure (bench, sample, check_signature), "hash_us",
                                  measure (bench, sample, hash), "checks", (int) sample->checks));
  g_free (bytes);
  g_bytes_unref (sample->file);
  g_bytes_unref (sample->message);
  g_bytes_unref (sample->signature);
  coffret_key_unref (sample->key);
}

/* As large as those that are met: with a picture's address, an alignment and some prose. */
static json_t *
make_badge (const char *issuer, gboolean first)
{
  json_t *contexts = first
                       ? json_pack ("[sss]", "https://www.w3.org/2018/credentials/v1",
                                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
                                    "https://w3id.org/security/suites/ed25519-2020/v1")
                       : json_pack ("[ss]", "https://www.w3.org/ns/credentials/v2",
                                    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");

  return json_pack (
    "{s:o, s:s, s:[ss], s:s, s:{s:s, s:[s], s:s, s:s}, s:s, s:{s:s, s:[s], s:{s:s, s:[s], s:s, "
    "s:s, s:{s:s}, s:{s:s, s:s}, s:[{s:[s], s:s, s:s, s:s}]}}}",
    "@context", contexts, "id", "urn:uuid:0f1c0f5e-3a0c-4d43-8f0b-6d1b6b7c2a10", "type",
    "VerifiableCredential", "OpenBadgeCredential", "name", "Small engines", "issuer", "id", issuer,
    "type", "Profile", "name", "Collège Boréal-Inventé", "url", "https://college.example/",
    first ? "issuanceDate" : "validFrom", "2026-01-01T00:00:00Z", "credentialSubject", "id",
    "did:example:zoe", "type", "AchievementSubject", "achievement", "id",
    "urn:uuid:6c6f2f6e-7f9b-4b2e-9a50-3c7d1f0f9e01", "type", "Achievement", "name", "Small engines",
    "description",
    "Takes a two-stroke engine apart, finds what is worn, and puts it together again so that it "
    "starts on the first pull, in summer and in winter.",
    "criteria", "narrative",
    "Three engines of different makers, of which one is a chain saw's, within one day and without "
    "help; the teacher signs the list of parts.",
    "image", "id", "https://college.example/badges/small-engines.png", "type", "Image", "alignment",
    "type", "Alignment", "targetName", "Repairs small engines", "targetUrl",
    "https://skills.example/small-engines", "targetCode", "SE-2");
}

/* How many signatures a derived proof of ecdsa-sd-2023 has: the issuer's, and one per line. */
static guint
count_signatures (const json_t *document)
{
  const char *value = coffret_json_string (coffret_json_object (document, "proof"), "proofValue");
  g_autoptr (GBytes) bytes = coffret_multibase_decode (value);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  CoffretCbor cbor = coffret_cbor_begin (data + 3, length - 3);
  guint count;

  if (!coffret_cbor_read_array (&cbor, &count) ||
      !coffret_cbor_read_bytes (&cbor, &data, &length) ||
      !coffret_cbor_read_bytes (&cbor, &data, &length) || !coffret_cbor_read_array (&cbor, &count))
    g_error ("the proof cannot be counted");
  return count + 1;
}

static void
add_document (Bench *bench, const char *suite, CoffretKeyType type, const char *name)
{
  g_autoptr (TestIssuer) issuer = test_issuer_new (type, 7);
  gboolean before = g_str_has_prefix (suite, "Ed25519Signature");
  g_autoptr (json_t) badge = make_badge (test_issuer_did (issuer), before);
  char *text;
  Sample sample = {
    .name = name,
    .key = coffret_key_from_multibase (test_issuer_did (issuer) + strlen ("did:key:"), NULL),
    .algorithm = type == COFFRET_KEY_ED25519 ? COFFRET_ALGORITHM_EDDSA
                 : type == COFFRET_KEY_P256  ? COFFRET_ALGORITHM_ES256
                                             : COFFRET_ALGORITHM_ES384,
    /* Two hashes. */
    .message = g_bytes_new (test_issuer_did (issuer), 48),
    .checks = 1,
  };

  test_issuer_prove (issuer, badge, suite, NULL, bench->contexts);
  if (g_str_equal (suite, "ecdsa-sd-2023"))
    sample.checks = count_signatures (badge);
  text = json_dumps (badge, JSON_COMPACT);
  sample.file = g_bytes_new_take (text, strlen (text));
  sample.signature = test_issuer_sign (issuer, g_bytes_get_data (sample.message, NULL),
                                       g_bytes_get_size (sample.message));
  add (bench, &sample);
}

/* TOKEN, which is taken, with its signature up to LENGTH. */
static void
add_token (
  Bench *bench, const char *name, const Signer *signer, const char *alg, char *token, gsize length)
{
  g_autoptr (json_t) jwk = json_loads (signer_get_jwk (signer), 0, NULL);
  const char *dot = memrchr (token, '.', length);
  Sample sample = {
    .name = name,
    .file = g_bytes_new_take (token, strlen (token)),
    .key = coffret_key_from_jwk (jwk, NULL),
    .message = g_bytes_new (token, (gsize) (dot - token)),
    .signature = coffret_base64url_decode (dot + 1, length - (gsize) (dot + 1 - token)),
    .checks = 1,
  };

  coffret_algorithm_from_name (alg, &sample.algorithm);
  add (bench, &sample);
}

static void
add_jwt (Bench *bench, const char *name, const char *kind, const char *alg)
{
  g_autoptr (Signer) signer =
    g_str_equal (kind, "Ed25519") ? signer_new_ed25519 (7) : signer_new (kind);
  const char *did = signer_get_did_jwk (signer);
  g_autofree char *header =
    g_strdup_printf ("{\"alg\":\"%s\",\"typ\":\"vc+jwt\",\"kid\":\"%s#0\"}", alg, did);
  g_autoptr (json_t) badge = make_badge (did, FALSE);
  char *payload = json_dumps (badge, JSON_COMPACT);
  char *token = signer_sign_token (signer, header, payload);

  free (payload);
  add_token (bench, name, signer, alg, token, strlen (token));
}

static void
add_sd_jwt (Bench *bench)
{
  static const char *const shown[][2] = {
    { "given_name", "Zoé" }, { "family_name", "Inventée" }, { "grade", "A" }, { "hours", "12" }
  };
  g_autoptr (Signer) signer = signer_new ("P-256");
  const char *did = signer_get_did_jwk (signer);
  g_autofree char *header =
    g_strdup_printf ("{\"alg\":\"ES256\",\"typ\":\"dc+sd-jwt\",\"kid\":\"%s#0\"}", did);
  g_autoptr (json_t) claims =
    json_pack ("{s:s, s:s, s:i, s:s, s:s, s:[]}", "iss", did, "vct",
               "https://college.example/types/small-engines", "iat", 1767225600, "name",
               "Small engines", "_sd_alg", "sha-256", "_sd");
  g_autoptr (GString) disclosures = g_string_new ("~");
  g_autofree char *token = NULL;
  char *payload;

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++) {
    g_autofree char *text =
      g_strdup_printf ("[\"cHJvYmFibHktcmFuZG9t%u\",\"%s\",\"%s\"]", i, shown[i][0], shown[i][1]);
    g_autofree char *encoded = coffret_base64url_encode ((const guint8 *) text, strlen (text));
    g_autofree char *digest = NULL;
    guint8 bytes[32];

    EVP_Digest (encoded, strlen (encoded), bytes, NULL, EVP_sha256 (), NULL);
    digest = coffret_base64url_encode (bytes, sizeof bytes);
    json_array_append_new (json_object_get (claims, "_sd"), json_string (digest));
    g_string_append_printf (disclosures, "%s~", encoded);
  }
  payload = json_dumps (claims, JSON_COMPACT);
  token = signer_sign_token (signer, header, payload);
  free (payload);
  add_token (bench, "sd-jwt-ES256", signer, "ES256", g_strconcat (token, disclosures->str, NULL),
             strlen (token));
}

int
main (int argc, char **argv)
{
  Bench bench = { .milliseconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 300,
                  .results = json_object () };
  char *text;

  if (argc < 2)
    g_error ("usage: bench-verify FOLDER [MILLISECONDS]");
  bench.folder = argv[1];
  g_mkdir_with_parents (bench.folder, 0700);
  bench.contexts = coffret_contexts_new ();
  bench.grounds = coffret_grounds_new (bench.contexts, coffret_instant_parse (NOW));
  coffret_grounds_name_clock (bench.grounds);
  coffret_grounds_add_bundled_registries (bench.grounds);

  add_document (&bench, "eddsa-rdfc-2022", COFFRET_KEY_ED25519, "eddsa-rdfc-2022");
  add_document (&bench, "Ed25519Signature2020", COFFRET_KEY_ED25519, "Ed25519Signature2020");
  add_document (&bench, "Ed25519Signature2018", COFFRET_KEY_ED25519, "Ed25519Signature2018");
  add_document (&bench, "ecdsa-rdfc-2019", COFFRET_KEY_P256, "ecdsa-rdfc-2019");
  add_document (&bench, "ecdsa-rdfc-2019", COFFRET_KEY_P384, "ecdsa-rdfc-2019-p384");
  add_document (&bench, "ecdsa-sd-2023", COFFRET_KEY_P256, "ecdsa-sd-2023");
  add_document (&bench, "eddsa-jcs-2022", COFFRET_KEY_ED25519, "eddsa-jcs-2022");
  add_document (&bench, "ecdsa-jcs-2019", COFFRET_KEY_P256, "ecdsa-jcs-2019");
  add_jwt (&bench, "jwt-EdDSA", "Ed25519", "EdDSA");
  add_jwt (&bench, "jwt-ES256", "P-256", "ES256");
  add_jwt (&bench, "jwt-ES384", "P-384", "ES384");
  add_jwt (&bench, "jwt-RS256", "RSA", "RS256");
  add_sd_jwt (&bench);

  text = json_dumps (bench.results, JSON_COMPACT);
  g_print ("%s\n", text);
  free (text);
  json_decref (bench.results);
  coffret_grounds_unref (bench.grounds);
  coffret_contexts_unref (bench.contexts);
  return 0;
}
