/* The published cases of Project Wycheproof: every signature that it calls good is taken,
 * every other refused, whichever way the key is written. */
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/key.h"

typedef struct {
  const char *file;
  CoffretAlgorithm algorithm;
  guint cases;
  const char *jwk; /* what the key is called */
} Suite;

static const Suite suites[] = {
  { "ed25519_test", COFFRET_ALGORITHM_EDDSA, 151, "publicKeyJwk" },
  { "ecdsa_secp256r1_sha256_p1363_test", COFFRET_ALGORITHM_ES256, 262, "publicKeyJwk" },
  { "ecdsa_secp384r1_sha384_p1363_test", COFFRET_ALGORITHM_ES384, 280, "publicKeyJwk" },
  { "rsa_signature_2048_sha256_test", COFFRET_ALGORITHM_RS256, 259, "keyJwk" },
};

static json_t *
load (const char *file)
{
  g_autofree char *name = g_strconcat (file, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("COFFRET_SHARED"), "vectors", "wycheproof",
                                            "testvectors_v1", name, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;
  json_t *json;

  if (!g_file_get_contents (path, &content, &length, NULL)) {
    g_test_skip ("the published vectors are not here");
    return NULL;
  }
  json = coffret_json_parse (content, length, NULL, NULL);
  g_assert_nonnull (json);
  return json;
}

static GByteArray *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; hex[0] != '\0'; hex += 2) {
    guint8 byte = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

    g_byte_array_append (bytes, &byte, 1);
  }
  return bytes;
}

static void
check_case (const Suite *suite, CoffretKey *const *keys, const json_t *test)
{
  g_autoptr (GByteArray) message = from_hex (coffret_json_string (test, "msg"));
  g_autoptr (GByteArray) signature = from_hex (coffret_json_string (test, "sig"));
  const char *result = coffret_json_string (test, "result");

  for (guint i = 0; keys[i] != NULL; i++) {
    gboolean good = coffret_key_verify (keys[i], suite->algorithm, message->data, message->len,
                                        signature->data, signature->len);

    if (strcmp (result, "acceptable") != 0 && good != (strcmp (result, "valid") == 0))
      g_error ("%s case %" JSON_INTEGER_FORMAT ": %s, yet %d", suite->file,
               json_integer_value (coffret_json_get (test, "tcId")), result, good);
  }
}

static void
test_signatures (gconstpointer data)
{
  const Suite *suite = data;
  g_autoptr (json_t) file = load (suite->file);
  gsize group_index;
  json_t *group;
  guint cases = 0;

  if (file == NULL)
    return;
  json_array_foreach (coffret_json_array (file, "testGroups"), group_index, group) {
    const json_t *jwk = coffret_json_get (group, suite->jwk);
    g_autoptr (GError) error = NULL;
    g_autoptr (CoffretKey) first =
      coffret_key_from_pem (coffret_json_string (group, "publicKeyPem"), &error);
    g_autoptr (CoffretKey) second = NULL;
    CoffretKey *keys[] = { first, NULL, NULL };
    gsize index;
    json_t *test;

    g_assert_no_error (error);
    if (jwk != NULL) {
      second = coffret_key_from_jwk (jwk, &error);
      g_assert_no_error (error);
      g_assert_true (coffret_key_equal (first, second));
      keys[1] = second;
    }
    json_array_foreach (coffret_json_array (group, "tests"), index, test) {
      check_case (suite, keys, test);
      cases++;
    }
  }
  g_assert_cmpuint (cases, ==, suite->cases);
}

/* One signed token under one key of GROUP's set. */
static gboolean
token_holds (const json_t *group, const char *token)
{
  const json_t *public = coffret_json_get (group, "public");
  const json_t *keys = coffret_json_array (public, "keys");
  const char *first = strchr (token, '.');
  const char *second = first == NULL ? NULL : strchr (first + 1, '.');
  g_autoptr (GBytes) header_bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (json_t) header = NULL;
  g_autoptr (CoffretKey) key = NULL;
  CoffretAlgorithm algorithm;
  const json_t *jwk = public;

  if (second == NULL || strchr (second + 1, '.') != NULL)
    return FALSE;
  header_bytes = coffret_base64url_decode (token, (gsize) (first - token));
  signature = coffret_base64url_decode (second + 1, strlen (second + 1));
  if (header_bytes == NULL || signature == NULL)
    return FALSE;
  header = coffret_json_parse (g_bytes_get_data (header_bytes, NULL),
                               g_bytes_get_size (header_bytes), NULL, NULL);
  if (!coffret_algorithm_from_name (coffret_json_string (header, "alg"), &algorithm) ||
      coffret_json_get (header, "crit") != NULL || coffret_json_get (header, "b64") != NULL)
    return FALSE;

  if (keys != NULL) {
    const char *kid = coffret_json_string (header, "kid");
    guint found = 0;
    gsize index;
    json_t *member;

    json_array_foreach (keys, index, member)
      if (g_strcmp0 (coffret_json_string (member, "kid"), kid) == 0) {
        jwk = member;
        found++;
      }
    if (found != 1)
      return FALSE;
  }
  key = coffret_key_from_jwk (jwk, NULL);
  return key != NULL &&
         coffret_key_verify (key, algorithm, token, (gsize) (second - token),
                             g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
}

/* What is not for us, or breaks our rule that a key says what it is for. */
static gboolean
is_foreign (const json_t *group, const char *token)
{
  g_autoptr (GBytes) bytes = coffret_base64url_decode (token, strcspn (token, "."));
  g_autoptr (json_t) header = NULL;
  const char *algorithm;
  const json_t *public = coffret_json_get (group, "public");

  /* Characters outside the alphabet, which some standard libraries pass over. */
  if (public == NULL || bytes == NULL)
    return TRUE;
  header =
    coffret_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, NULL);
  algorithm = coffret_json_string (header, "alg");
  return g_str_has_prefix (algorithm, "HS") ||
         g_strcmp0 (algorithm, coffret_json_string (public, "alg")) != 0;
}

/* JSON Web Signatures: with keys as they are described there, wherever these are public. */
static void
test_tokens (gconstpointer data)
{
  g_autoptr (json_t) file = load (data);
  gsize group_index;
  json_t *group;
  guint valid = 0;
  guint invalid = 0;
  guint others = 0;

  if (file == NULL)
    return;
  json_array_foreach (coffret_json_array (file, "testGroups"), group_index, group) {
    gsize index;
    json_t *test;

    json_array_foreach (coffret_json_array (group, "tests"), index, test) {
      gboolean good = token_holds (group, coffret_json_string (test, "jws"));
      gboolean expected = g_strcmp0 (coffret_json_string (test, "result"), "valid") == 0;

      if (good && !expected)
        g_error ("%s case %" JSON_INTEGER_FORMAT " (%s) is not valid", (const char *) data,
                 json_integer_value (coffret_json_get (test, "tcId")),
                 coffret_json_string (test, "comment"));
      if (expected && !good) {
        g_assert_true (is_foreign (group, coffret_json_string (test, "jws")));
        g_test_message ("not taken: %" JSON_INTEGER_FORMAT " %s",
                        json_integer_value (coffret_json_get (test, "tcId")),
                        coffret_json_string (test, "comment"));
        others++;
      } else if (good) {
        valid++;
      } else {
        invalid++;
      }
    }
  }
  g_test_message ("%u good ones taken, %u bad ones refused, %u good ones not supported", valid,
                  invalid, others);
  g_assert_cmpuint (invalid, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (suites); i++) {
    g_autofree char *path = g_strconcat ("/wycheproof/", suites[i].file, NULL);

    g_test_add_data_func (path, &suites[i], test_signatures);
  }
  g_test_add_data_func ("/wycheproof/jws", "json_web_signature_test", test_tokens);
  g_test_add_data_func ("/wycheproof/jwk", "json_web_key_test", test_tokens);
  return g_test_run ();
}
