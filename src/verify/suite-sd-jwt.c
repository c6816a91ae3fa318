/* SD-JWT VC (draft-ietf-oauth-sd-jwt-vc) and credentials of the W3C's data model as SD-JWT
 * (Securing Verifiable Credentials using JOSE and COSE, section 3.2), with key binding (RFC 9901,
 * section 4.3). */
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/suites.h"
#include "verify/token-claims.h"
#include "verify/token-key.h"
#include "verify/token-suites.h"

#define CLOCK_SLACK (5 * G_TIME_SPAN_MINUTE)

static const char *const vct_types[] = { "dc+sd-jwt", "vc+sd-jwt", NULL };
static const char *const credential_types[] = { "", "vc+sd-jwt", "vc+ld+sd-jwt",
                                                "vc+ld+json+sd-jwt", NULL };
static const char *const presentation_types[] = { "", "vp+sd-jwt", "vp+ld+sd-jwt",
                                                  "vp+ld+json+sd-jwt", NULL };
static const char *const binding_types[] = { "kb+jwt", NULL };

static gboolean
knows (const CoffretSecured *secured, const json_t *proof)
{
  return proof == NULL && secured->token != NULL && strchr (secured->token, '~') != NULL;
}

static const char *const *
choose_types (const CoffretSecured *secured, const json_t *claims)
{
  if (strcmp (secured->format, "presentation") == 0)
    return presentation_types;
  return coffret_json_get (claims, "vct") != NULL ? vct_types : credential_types;
}

/* RFC 9901 section 4.3.1: of everything before the key binding, with the hash of the digests. */
static gboolean
has_digest (const json_t *binding, const char *algorithm, const char *text, gsize length)
{
  GChecksumType type = g_strcmp0 (algorithm, "sha-384") == 0   ? G_CHECKSUM_SHA384
                       : g_strcmp0 (algorithm, "sha-512") == 0 ? G_CHECKSUM_SHA512
                                                               : G_CHECKSUM_SHA256;
  g_autoptr (GChecksum) checksum = g_checksum_new (type);
  guint8 digest[64];
  gsize size = sizeof digest;
  g_autofree char *encoded = NULL;

  g_checksum_update (checksum, (const guchar *) text, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
  encoded = coffret_base64url_encode (digest, size);
  return g_strcmp0 (coffret_json_string (binding, "sd_hash"), encoded) == 0;
}

/* What is wrong with the claims of a key binding; NULL: nothing. */
static const char *
find_fault (const json_t *binding, const CoffretGrounds *grounds)
{
  const json_t *made = coffret_json_get (binding, "iat");

  if (coffret_json_string (binding, "nonce") == NULL || coffret_json_get (binding, "aud") == NULL)
    return "it does not say for whom it was made";
  if (!json_is_number (made))
    return "it does not say when it was made";
  if (coffret_instant_from_unix (json_number_value (made)) >
      coffret_grounds_get_now (grounds) + CLOCK_SLACK)
    return "it was made in the future";
  return NULL;
}

static void
refuse_holder (CoffretProofResult *result, const char *details)
{
  coffret_check_set (&result->proof, COFFRET_ANSWER_NO, "holder-proof-wrong", NULL, details);
}

/* The key binding at TEXT, which is what the holder signed when showing it. */
static void
check_binding (const CoffretSecured *secured,
               const char *text,
               const json_t *payload,
               const char *algorithm,
               const CoffretGrounds *grounds,
               CoffretProofResult *result)
{
  const json_t *confirmation = coffret_json_object (payload, "cnf");
  const json_t *jwk = coffret_json_object (confirmation, "jwk");
  CoffretCheck answer = { .as_of = COFFRET_INSTANT_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretToken) token = NULL;
  g_autoptr (CoffretKey) key = NULL;
  CoffretTokenHeader header;
  gsize offset = 0;

  token = coffret_token_parse (text, strlen (text), &offset, &error);
  if (token == NULL) {
    refuse_holder (result, error->message);
    return;
  }
  json_object_set (result->details, "key-binding", token->payload);
  if (!coffret_token_header_read (token, binding_types, &header, &answer)) {
    refuse_holder (result, answer.details != NULL ? answer.details : answer.subject);
    coffret_check_clear (&answer);
    return;
  }
  if (confirmation != NULL && jwk == NULL) {
    coffret_check_set (&result->proof, COFFRET_ANSWER_UNKNOWN, "feature-unsupported", "cnf",
                       "the holder's key is not in the token");
    return;
  }
  key = coffret_key_from_jwk (jwk, &error);
  if (key == NULL)
    refuse_holder (result, error->message);
  else if (!coffret_token_is_signed (text, strlen (text), key, header.algorithm))
    refuse_holder (result, "the signature does not match");
  else if (!has_digest (token->payload, algorithm, secured->token, (gsize) (text - secured->token)))
    refuse_holder (result, "it was made for another token, or for other disclosures");
  else if (find_fault (token->payload, grounds) != NULL)
    refuse_holder (result, find_fault (token->payload, grounds));
}

static void
verify (const CoffretSecured *secured,
        const json_t *proof,
        const CoffretGrounds *grounds,
        CoffretProofResult *result)
{
  const char *text = secured->token;
  gsize start = strcspn (text, "~");
  const char *binding = strrchr (text, '~') + 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretToken) token = NULL;
  g_autofree char *algorithm = NULL;
  CoffretTokenHeader header;
  gsize offset = 0;

  token = coffret_token_parse (text, start, &offset, &error);
  if (token == NULL) {
    coffret_token_suite_refuse (result, "token-malformed", error->message);
    return;
  }
  coffret_token_suite_describe (secured, token, result);
  algorithm = g_strdup (coffret_json_string (token->payload, "_sd_alg"));
  if (!coffret_token_disclose (text, token->payload, &offset, &error)) {
    coffret_token_suite_refuse (result, "disclosure-wrong", error->message);
    return;
  }
  if (coffret_token_header_read (token, choose_types (secured, token->payload), &header,
                                 &result->proof))
    coffret_token_key_check (secured, start, &header, coffret_token_claims_issuer (secured, token),
                             grounds, result);
  /* Only then: what is wrong with the issuer's signature comes first. */
  if (*binding != '\0' && result->proof.answer == COFFRET_ANSWER_YES)
    check_binding (secured, binding, token->payload, algorithm, grounds, result);
  coffret_token_claims_check (secured, token->payload, token->payload, result);
  coffret_token_suite_finish (result);
}

const CoffretProofSuite coffret_suite_sd_jwt = { "sd-jwt", knows, verify };
