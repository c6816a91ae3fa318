/* Compact tokens: VC-JWT (VC Data Model 1.1, section 6.3.1), JOSE (Securing Verifiable Credentials
 * using JOSE and COSE, section 3.1), presentations of both kinds, and Token Status Lists. */
#include <string.h>

#include "base/json.h"
#include "verify/suites.h"
#include "verify/token-claims.h"
#include "verify/token-key.h"
#include "verify/token-suites.h"

static const char *const credential_types[] = { "",  "JWT", "vc+jwt", "vc+ld+jwt", "vc+ld+json+jwt",
                                                NULL };
static const char *const presentation_types[] = {
  "", "JWT", "vp+jwt", "vp+ld+jwt", "vp+ld+json+jwt", NULL
};
static const char *const list_types[] = { "statuslist+jwt", NULL };

static gboolean
knows (const CoffretSecured *secured, const json_t *proof)
{
  return proof == NULL && secured->token != NULL && strchr (secured->token, '~') == NULL;
}

static const char *const *
choose_types (const CoffretSecured *secured, const CoffretToken *token)
{
  if (strcmp (secured->format, "presentation") == 0)
    return presentation_types;
  if (coffret_json_get (token->payload, "status_list") != NULL)
    return list_types;
  return credential_types;
}

static void
verify (const CoffretSecured *secured,
        const json_t *proof,
        const CoffretGrounds *grounds,
        CoffretProofResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretToken) token = NULL;
  g_autoptr (json_t) document = NULL;
  CoffretTokenHeader header;

  token = coffret_token_suite_parse (secured, &error);
  if (token == NULL) {
    coffret_token_suite_refuse (result, "token-malformed", error->message);
    return;
  }
  coffret_token_suite_describe (secured, token, result);
  document = coffret_token_get_document (token);
  if (document == NULL) {
    coffret_token_suite_refuse (result, "token-contradicts", "vc or vp beside @context");
    return;
  }
  if (coffret_token_header_read (token, choose_types (secured, token), &header, &result->proof))
    coffret_token_key_check (secured, strlen (secured->token), &header,
                             coffret_token_claims_issuer (secured, token), grounds, result);
  coffret_token_claims_check (secured, token->payload, document, result);
  coffret_token_suite_finish (result);
}

const CoffretProofSuite coffret_suite_jwt = { "jwt", knows, verify };
