/* Tokens that others have published, with the keys that they have published for them. */
#include "verify/tokens.h"

#include <string.h>

#include "base/base64.h"
#include "base/json.h"

static char *
load (const char *folder, const char *name)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors", folder, name, NULL);
  char *content = NULL;

  if (!g_file_get_contents (path, &content, NULL, NULL))
    g_test_skip ("the published vectors are not here");
  else
    g_strstrip (content);
  return content;
}

static void
give_json (Tokens *tokens, json_t *document)
{
  g_autofree char *text = coffret_json_dump_sorted (document);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  coffret_grounds_add (tokens->grounds, COFFRET_GROUND_DOCUMENT, bytes, NULL,
                       coffret_instant_parse (TOKENS_NOW), &error);
  g_assert_no_error (error);
}

/* W3C, Securing Verifiable Credentials using JOSE and COSE: the issuer's four keys, less the secret
 * parts that stand beside them. */
#define SUITE "vc-jose-cose-test-suite/tests/input"

static gboolean
give_w3c_issuer (Tokens *tokens)
{
  static const char *const files[] = { "vm-p256.json", "vm-p384.json", "vm-p521.json",
                                       "vm-ed25519.json" };
  g_autoptr (json_t) methods = json_array ();
  g_autoptr (json_t) document = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *text = load (SUITE, files[i]);
    json_t *method;

    if (text == NULL)
      return FALSE;
    method = coffret_json_parse (text, strlen (text), NULL, NULL);
    json_object_del (method, "secretKeyJwk");
    json_array_append_new (methods, method);
  }
  document = json_pack ("{s:s, s:O, s:O}", "id", "https://example.issuer/vc-jose-cose",
                        "assertionMethod", methods, "authentication", methods);
  give_json (tokens, document);
  return TRUE;
}

static void
test_w3c (Tokens *tokens, gconstpointer data)
{
  static const struct {
    const char *file;
    const char *expected;
  } files[] = {
    { "credential-jose-minimal.txt", "yes yes yes" },
    { "credential-issuer-match-signed.txt", "yes yes yes" },
    { "credential-jose-unknown-extensions.txt", "yes yes yes" },
    { "credential-jose-bad-media-type.txt", "no unknown unknown" },
    { "credential-jose-bad-signature.txt", "no unknown yes" },
    { "credential-jose-vc-vp-claims.txt", "no unknown unknown" },
    { "credential-sdjwt-selective.txt", "yes yes yes" },
    { "credential-sdjwt-nested.txt", "yes yes yes" },
    { "credential-sdjwt-bad-media-type.txt", "no unknown unknown" },
    { "credential-sdjwt-bad-signature.txt", "no unknown yes" },
    { "presentation-jose-multiple.txt", "yes yes yes" },
    { "presentation-jose-bad-media-type.txt", "no unknown unknown" },
    /* Signed well; what is bad is the credential in it. */
    { "presentation-jose-bad-credential.txt", "yes yes yes" },
    { "presentation-sdjwt-selective.txt", "yes yes yes" },
    { "presentation-sdjwt-bad-media-type.txt", "no unknown unknown" },
    { "presentation-sdjwt-bad-credential.txt", "no unknown unknown" },
  };

  if (!give_w3c_issuer (tokens))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *token = load (SUITE, files[i].file);

    if (token == NULL)
      return;
    tokens_assert (tokens, files[i].file, token, files[i].expected, NULL);
  }
}

/* RFC 7520 and RFC 8037 sign texts, not credentials: only the header and the signature count. */
static void
test_cookbook (Tokens *tokens, gconstpointer data)
{
  static const struct {
    const char *file;
    gboolean good;
  } files[] = {
    { "jws/4_1.rsa_v15_signature.json", TRUE },
    { "jws/4_2.rsa-pss_signature.json", TRUE },
    { "jws/4_3.ecdsa_signature.json", TRUE },
    { "jws/4_4.hmac-sha2_integrity_protection.json", FALSE },
    { "curve25519/jws.json", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *text = load ("jose-cookbook", files[i].file);
    g_autoptr (json_t) json = NULL;
    json_t *jwk;
    const char *token;
    const char *dot;
    g_autoptr (GBytes) signature = NULL;
    g_autoptr (CoffretKey) key = NULL;
    CoffretAlgorithm algorithm;

    if (text == NULL)
      return;
    json = coffret_json_parse (text, strlen (text), NULL, NULL);
    token = coffret_json_string (coffret_json_get (json, "output"), "compact");
    jwk = coffret_json_get (coffret_json_get (json, "input"), "key");
    g_assert_null (coffret_key_from_jwk (jwk, NULL));
    if (!files[i].good) {
      g_assert_false (coffret_algorithm_from_name (
        coffret_json_string (coffret_json_get (json, "input"), "alg"), &algorithm));
      continue;
    }
    g_assert_true (coffret_algorithm_from_name (
      coffret_json_string (coffret_json_get (json, "input"), "alg"), &algorithm));
    for (guint j = 0; j < 7; j++) {
      static const char *const secrets[] = { "d", "p", "q", "dp", "dq", "qi", "k" };

      json_object_del (jwk, secrets[j]);
    }
    key = coffret_key_from_jwk (jwk, NULL);
    g_assert_nonnull (key);
    dot = strrchr (token, '.');
    signature = coffret_base64url_decode (dot + 1, strlen (dot + 1));
    g_assert_true (coffret_key_verify (key, algorithm, token, (gsize) (dot - token),
                                       g_bytes_get_data (signature, NULL),
                                       g_bytes_get_size (signature)));
  }
}

/* The European reference library: an SD-JWT without a type, as issued and as shown. */
static void
test_eudi (Tokens *tokens, gconstpointer data)
{
#define EUDI "sd-jwt-eudi-kt/src/test/resources"
  static const char *const files[] = { "exampleIssuanceSdJwt.txt", "examplePresentationSdJwt.txt" };
  g_autofree char *text = load (EUDI, "examplesIssuerKey.json");
  g_autoptr (json_t) key = NULL;
  g_autoptr (json_t) metadata = NULL;

  if (text == NULL)
    return;
  key = coffret_json_parse (text, strlen (text), NULL, NULL);
  metadata = json_pack ("{s:s, s:{s:[{s:s, s:O, s:O}]}}", "issuer", "https://example.com/issuer",
                        "jwks", "keys", "kty", "RSA", "n", json_object_get (key, "n"), "e",
                        json_object_get (key, "e"));
  give_json (tokens, metadata);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *token = load (EUDI, files[i]);
    g_autofree char *changed = NULL;

    tokens_assert (tokens, files[i], token, "yes yes yes", NULL);
    changed = g_strconcat (token, "WyJhIiwiYiIsImMiXQ~", NULL);
    tokens_assert (tokens, "more than was signed", changed, "no unknown unknown", NULL);
  }
}

/* 1EdTech: signed badges of Open Badges 2 with their profiles and keys, and of 3.0 without. */
static void
test_1edtech (Tokens *tokens, gconstpointer data)
{
#define RESOURCES "1edtech-public-validator/inspector-vc/src/test/resources"
  static const char *const documents[] = {
    "organization.json",
    "organization-with-revocation-list.json",
    "organization-with-empty-revocation-list.json",
    "key1.json",
    "key2.json",
    "key3.json",
  };
  static const struct {
    const char *file;
    const char *issuer;
  } badges[] = {
    { "ob20/simple.jwt", "https://example.org/organization.json" },
    { "ob20/simple-revoked.jwt", "https://example.org/organization-with-revocation-list.json" },
    { "ob20/simple-not-revoked.jwt",
      "https://example.org/organization-with-empty-revocation-list.json" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autofree char *text = load (RESOURCES "/ob20/assets", documents[i]);
    g_autoptr (json_t) json = NULL;

    if (text == NULL)
      return;
    json = coffret_json_parse (text, strlen (text), NULL, NULL);
    give_json (tokens, json);
  }
  for (guint i = 0; i < G_N_ELEMENTS (badges); i++) {
    g_autofree char *token = load (RESOURCES, badges[i].file);
    gsize start = strcspn (token, ".") + 1;
    g_autoptr (GBytes) bytes =
      coffret_base64url_decode (token + start, strcspn (token + start, "."));
    g_autoptr (json_t) document =
      coffret_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
    /* The badge class, which names the issuer, is a link there. */
    CoffretSecured secured = { document, token, "ob2", "assertionMethod", badges[i].issuer };
    g_autoptr (GPtrArray) results = coffret_proofs_verify (&secured, tokens->grounds);
    const CoffretProofResult *result = results->pdata[0];

    g_assert_cmpstr (result->proof.code, ==, "signature-matches");
    g_assert_cmpint (result->coverage.answer, ==, COFFRET_ANSWER_YES);
    g_assert_cmpstr (result->binding.code, ==, "key-listed");
    g_assert_cmpuint (result->used->len, ==, 2);
  }
  {
    g_autofree char *simple = load (RESOURCES, "ob30/simple.jwt");
    g_autofree char *velocity = load (RESOURCES, "ob30/velocity.jwt");

    /* Their issuers' documents are not here; the second names its key by a method of its own. */
    tokens_assert (tokens, "simple", simple, "unknown unknown unknown", "key-not-given");
    tokens_assert (tokens, "velocity", velocity, "unknown unknown unknown",
                   "key-method-unsupported");
  }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/published-tokens/" name, Tokens, NULL, tokens_set_up, function, tokens_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("w3c", test_w3c);
  ADD ("cookbook", test_cookbook);
  ADD ("eudi", test_eudi);
  ADD ("1edtech", test_1edtech);
  return g_test_run ();
}
