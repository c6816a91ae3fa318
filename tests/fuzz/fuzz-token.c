/* Lines: a header, claims, and disclosures; of an SD-JWT an empty line ends them. What they make is
 * signed by one key, and must never seem to be another's. "$" stands for that key's DID, "&" for
 * its multikey. Without a line end: a token as it is. */
#include <sodium.h>
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "base/multibase.h"
#include "credential/token.h"
#include "fuzz.h"
#include "verify/document.h"
#include "verify/proof.h"

typedef struct {
  CoffretGrounds *grounds;
  guint8 secret[crypto_sign_SECRETKEYBYTES];
  char *multikey;
  char *did;
} Issuer;

static const Issuer *
get_issuer (void)
{
  static Issuer issuer;

  if (issuer.grounds == NULL) {
    CoffretContexts *contexts = coffret_contexts_new ();
    guint8 seed[crypto_sign_SEEDBYTES] = { 7 };
    guint8 public[2 + crypto_sign_PUBLICKEYBYTES] = { 0xed, 0x01 };

    crypto_sign_seed_keypair (public + 2, issuer.secret, seed);
    issuer.multikey = coffret_multibase_encode (public, sizeof public);
    issuer.did = g_strconcat ("did:key:", issuer.multikey, NULL);
    issuer.grounds = coffret_grounds_new (contexts, 0);
    coffret_contexts_unref (contexts);
  }
  return &issuer;
}

static char *
encode_line (const Issuer *issuer, const char *line)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *line != '\0'; line++) {
    if (*line == '$')
      g_string_append (text, issuer->did);
    else if (*line == '&')
      g_string_append (text, issuer->multikey);
    else
      g_string_append_c (text, *line);
  }
  return coffret_base64url_encode ((const guint8 *) text->str, text->len);
}

static char *
make_token (const Issuer *issuer, const char *input)
{
  g_auto (GStrv) lines = g_strsplit (input, "\n", 20);
  g_autofree char *header = encode_line (issuer, lines[0]);
  g_autofree char *claims = encode_line (issuer, lines[1]);
  g_autofree char *text = g_strconcat (header, ".", claims, NULL);
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *encoded = NULL;
  GString *token;

  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), issuer->secret);
  encoded = coffret_base64url_encode (signature, sizeof signature);
  token = g_string_new (text);
  g_string_append_printf (token, ".%s", encoded);
  for (guint i = 2; lines[i] != NULL; i++) {
    g_autofree char *disclosure = encode_line (issuer, lines[i]);

    g_string_append_printf (token, "~%s", disclosure);
  }
  return g_string_free (token, FALSE);
}

/* As the reader does. */
static json_t *
read_document (const char *text)
{
  gsize length = strcspn (text, "~");
  gsize offset = 0;
  g_autoptr (CoffretToken) token = coffret_token_parse (text, length, &offset, NULL);

  if (token == NULL)
    return NULL;
  if (text[length] == '\0')
    return coffret_token_get_document (token);
  if (!coffret_token_disclose (text, token->payload, &offset, NULL))
    return NULL;
  return json_incref (token->payload);
}

static void
verify (const Issuer *issuer, const char *token, gboolean ours, const char *format)
{
  g_autoptr (json_t) document = read_document (token);
  g_autoptr (json_t) nothing = json_object ();
  g_autoptr (GPtrArray) results = NULL;
  const CoffretProofResult *result;
  CoffretSecured secured;

  coffret_document_secure (&secured, document != NULL ? document : nothing, token, format);
  results = coffret_proofs_verify (&secured, issuer->grounds);
  g_assert (results->len == 1);
  result = g_ptr_array_index (results, 0);
  g_assert (coffret_check_find_code (result->proof.code) != NULL);
  g_assert (coffret_check_find_code (result->coverage.code) != NULL);
  g_assert (coffret_check_find_code (result->binding.code) != NULL);
  if (result->proof.answer != COFFRET_ANSWER_YES)
    return;
  g_assert (ours);
  if (result->coverage.answer == COFFRET_ANSWER_YES)
    g_assert (document != NULL);
  if (result->binding.answer == COFFRET_ANSWER_YES)
    g_assert (g_strcmp0 (secured.signer, issuer->did) == 0 ||
              g_str_has_prefix (secured.signer, "did:jwk:"));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const char *const formats[] = { "vc", "ob3", "presentation", "ob2", "sd-jwt-vc" };
  const Issuer *issuer = get_issuer ();
  g_autofree char *text = g_strndup ((const char *) data, size);
  gboolean ours = strchr (text, '\n') != NULL;
  g_autofree char *token = ours ? make_token (issuer, text) : g_strdup (text);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    verify (issuer, token, ours, formats[i]);
  return 0;
}
