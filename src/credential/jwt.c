/* Credentials as a compact JWS: VC-JWT (VC Data Model 1.1 section 6.3.1, and Securing
 * Verifiable Credentials using JOSE and COSE section 3.1), presentations written
 * that way, and signed badges of Open Badges 2. */
#include "credential/token.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/instant.h"
#include "credential/vc-document.h"

static gboolean
knows_jwt (const CoffretSource *source)
{
  return coffret_token_looks_like (source->text) && strchr (source->text, '~') == NULL;
}

static void
set_from_string (json_t *document, const char *key, const json_t *claims, const char *claim)
{
  json_t *value = coffret_json_get (claims, claim);

  if (json_is_string (value))
    json_object_set (document, key, value);
}

static void
set_from_date (json_t *document, const char *key, const json_t *claims, const char *claim)
{
  json_t *value = coffret_json_get (claims, claim);
  g_autofree char *date = NULL;

  if (!json_is_number (value))
    return;
  date = coffret_instant_to_rfc3339 (coffret_instant_from_unix (json_number_value (value)));
  if (date != NULL)
    json_object_set_new (document, key, json_string (date));
}

/* An id goes into the object that is there, else stands for it alone. */
static void
set_id (json_t *document, const char *key, const json_t *claims, const char *claim)
{
  json_t *there = coffret_json_get (document, key);

  if (json_is_array (there) && json_array_size (there) == 1)
    there = json_array_get (there, 0);
  if (json_is_object (there))
    set_from_string (there, "id", claims, claim);
  else if (!json_is_array (there))
    set_from_string (document, key, claims, claim);
}

/* VC Data Model 1.1 section 6.3.1, "JWT decoding": the registered claims take the place
 * of what the credential says. Whether the two agree is the verifier's question. */
static json_t *
merge_credential (const json_t *claims, json_t *credential)
{
  json_t *document = json_deep_copy (credential);
  /* Some issuers put a credential of the newer data model into the older claim. */
  gboolean newer = g_strcmp0 (coffret_vc_get_version (document), "vc2") == 0;

  set_id (document, "issuer", claims, "iss");
  set_from_string (document, "id", claims, "jti");
  set_from_date (document, newer ? "validFrom" : "issuanceDate", claims, "nbf");
  set_from_date (document, newer ? "validUntil" : "expirationDate", claims, "exp");
  if (coffret_json_get (document, "credentialSubject") == NULL &&
      coffret_json_string (claims, "sub") != NULL)
    json_object_set_new (document, "credentialSubject", json_object ());
  set_id (document, "credentialSubject", claims, "sub");
  return document;
}

static json_t *
merge_presentation (const json_t *claims, json_t *presentation)
{
  json_t *document = json_deep_copy (presentation);

  set_from_string (document, "holder", claims, "iss");
  set_from_string (document, "id", claims, "jti");
  return document;
}

/* Securing Verifiable Credentials using JOSE and COSE, section 3.1.3: a payload that is a
 * credential has neither claim. Else it would be two, and who reads which is luck. */
static gboolean
is_ambiguous (const json_t *claims)
{
  guint documents = 0;

  documents += coffret_json_get (claims, "vc") != NULL;
  documents += coffret_json_get (claims, "vp") != NULL;
  documents += coffret_json_get (claims, "@context") != NULL;
  return documents > 1;
}

json_t *
coffret_token_get_document (const CoffretToken *token)
{
  json_t *credential = coffret_json_object (token->payload, "vc");
  json_t *presentation = coffret_json_object (token->payload, "vp");

  if (is_ambiguous (token->payload))
    return NULL;
  if (credential != NULL)
    return merge_credential (token->payload, credential);
  if (presentation != NULL)
    return merge_presentation (token->payload, presentation);
  return json_incref (token->payload);
}

static gboolean
read_jwt (const CoffretSource *source, CoffretReading *reading, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (json_t) document = NULL;
  g_autoptr (json_t) content = json_string (source->text);
  g_autoptr (CoffretToken) token = NULL;
  CoffretSource secured = *source;
  gsize offset = 0;

  token = coffret_token_parse (source->text, strlen (source->text), &offset, &refusal);
  if (token == NULL) {
    coffret_reading_refuse (reading, source, g_steal_pointer (&refusal),
                            (gint64) (coffret_token_start (source) + offset));
    return TRUE;
  }

  document = coffret_token_get_document (token);
  if (document == NULL) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                 _ ("This token holds two credentials in one place, so what it says is not clear. "
                    "Ask its issuer for a proper one. (vc or vp beside @context)"));
    return FALSE;
  }
  secured.parsed = token;
  return coffret_token_read_claims (&secured, reading, document, "jwt", token->algorithm, content,
                                    error);
}

const CoffretFormat coffret_format_jwt = { "jwt", knows_jwt, read_jwt };
