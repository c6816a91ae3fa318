#include "verify/token-claims.h"

#include <string.h>

#include "base/json.h"
#include "verify/document.h"

/* What a token repeats, and where the two versions of the data model say it. */
static const struct {
  const char *claim;
  const char *older;
  const char *newer;
} dates[] = {
  { "nbf", "issuanceDate", "validFrom" },
  { "exp", "expirationDate", "validUntil" },
};

const char *
coffret_token_claims_issuer (const CoffretSecured *secured, const CoffretToken *token)
{
  const char *issuer = coffret_json_string (token->payload, "iss");

  return issuer != NULL ? issuer : secured->signer;
}

static const char *
get_id (const json_t *value)
{
  return json_is_string (value) ? json_string_value (value) : coffret_json_string (value, "id");
}

/* Whether CLAIM, if it is there, is one of the ids under NAME, if these are there. */
static gboolean
agrees (const json_t *claims, const char *claim, const json_t *credential, const char *name)
{
  const json_t *value = coffret_json_get (claims, claim);
  gboolean named = FALSE;

  if (value == NULL)
    return TRUE;
  if (!json_is_string (value))
    return FALSE;
  for (gsize i = 0; i < coffret_json_count (credential, name); i++) {
    const char *id = get_id (coffret_json_at (credential, name, i));

    if (g_strcmp0 (id, json_string_value (value)) == 0)
      return TRUE;
    named = named || id != NULL;
  }
  return !named;
}

/* To the second: a token's dates are no finer as a rule. */
static gboolean
agrees_on_date (const json_t *claims, const char *claim, const json_t *credential, const char *name)
{
  const json_t *value = coffret_json_get (claims, claim);
  const char *text = coffret_json_string (credential, name);
  CoffretInstant said;
  CoffretInstant repeated;

  if (value == NULL || text == NULL)
    return TRUE;
  said = coffret_instant_parse (text);
  repeated = coffret_instant_from_unix (json_number_value (value));
  return said != COFFRET_INSTANT_NONE && repeated != COFFRET_INSTANT_NONE &&
         ABS (said / G_TIME_SPAN_SECOND - repeated / G_TIME_SPAN_SECOND) <= 1;
}

static CoffretInstant
get_date (const json_t *claims, const char *claim)
{
  const json_t *value = coffret_json_get (claims, claim);

  return json_is_number (value) ? coffret_instant_from_unix (json_number_value (value))
                                : COFFRET_INSTANT_NONE;
}

/* The first claim with which the credential does not agree; NULL: none. */
static const char *
find_contradiction (const CoffretSecured *secured, const json_t *claims, const json_t *inner)
{
  const json_t *credential = inner != NULL ? inner : claims;
  gboolean presentation = strcmp (secured->format, "presentation") == 0;
  gboolean newer = coffret_document_version (credential) == 2;
  /* Securing Verifiable Credentials using JOSE and COSE, section 3.1.3: the dates of the token are
   * those of the signature. In VC-JWT 1.1 and Open Badges 3.0 (section 8.2.4.1) they are not. */
  gboolean dated =
    inner != NULL || strcmp (secured->format, "ob3") == 0 || strcmp (secured->format, "clr2") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++) {
    const json_t *value = coffret_json_get (claims, dates[i].claim);

    if (value != NULL && !json_is_number (value))
      return dates[i].claim;
    if (dated && !agrees_on_date (claims, dates[i].claim, credential,
                                  newer ? dates[i].newer : dates[i].older))
      return dates[i].claim;
  }
  /* There the claims are the credential, and these names have no meaning of their own. */
  if (strcmp (secured->format, "sd-jwt-vc") == 0)
    return NULL;
  if (!agrees (claims, "jti", credential, "id"))
    return "jti";
  if (!presentation && !agrees (claims, "sub", credential, "credentialSubject"))
    return "sub";
  return NULL;
}

static void
check_coverage (const CoffretSecured *secured,
                const json_t *claims,
                const json_t *inner,
                const json_t *document,
                CoffretProofResult *result)
{
  const char *contradiction = find_contradiction (secured, claims, inner);

  if (contradiction != NULL) {
    coffret_check_set (&result->coverage, COFFRET_ANSWER_NO, "token-contradicts", contradiction,
                       "the credential in the token says otherwise");
  } else if (!json_equal (document, secured->document)) {
    coffret_check_set (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined", NULL,
                       "what is shown is not what the token says");
  } else if (result->proof.answer != COFFRET_ANSWER_YES) {
    coffret_check_set (&result->coverage, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
  } else {
    coffret_check_set (&result->coverage, COFFRET_ANSWER_YES, "all-covered", NULL, NULL);
  }
}

void
coffret_token_claims_check (const CoffretSecured *secured,
                            const json_t *claims,
                            const json_t *document,
                            CoffretProofResult *result)
{
  const json_t *inner = coffret_json_object (claims, "vc");
  gboolean presentation = strcmp (secured->format, "presentation") == 0;

  if (inner == NULL)
    inner = coffret_json_object (claims, "vp");
  check_coverage (secured, claims, inner, document, result);
  if (strcmp (secured->format, "sd-jwt-vc") != 0 &&
      !agrees (claims, "iss", inner != NULL ? inner : claims, presentation ? "holder" : "issuer"))
    coffret_check_set (&result->binding, COFFRET_ANSWER_NO, "token-contradicts", "iss",
                       "the token is from another issuer than the credential in it");
  else if (result->binding.code == NULL)
    coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);

  result->created = get_date (claims, "iat");
  /* Elsewhere they are the dates of the credential. */
  if (presentation || (inner == NULL && strcmp (secured->format, "sd-jwt-vc") != 0))
    result->expires = get_date (claims, "exp");
}
