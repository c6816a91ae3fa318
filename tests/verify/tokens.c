#include "verify/tokens.h"

#include <string.h>

#include "base/json.h"
#include "credential/token.h"
#include "verify/document.h"

void
tokens_set_up (Tokens *tokens, gconstpointer data)
{
  tokens->contexts = coffret_contexts_new ();
  tokens->grounds = coffret_grounds_new (tokens->contexts, coffret_instant_parse (TOKENS_NOW));
  tokens->ed25519 = signer_new_ed25519 (1);
  tokens->other = signer_new_ed25519 (2);
  tokens->p256 = signer_new ("P-256");
}

void
tokens_tear_down (Tokens *tokens, gconstpointer data)
{
  coffret_grounds_unref (tokens->grounds);
  coffret_contexts_unref (tokens->contexts);
  signer_free (tokens->ed25519);
  signer_free (tokens->other);
  signer_free (tokens->p256);
}

char *
tokens_fill (const Tokens *tokens, const char *text)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "'", "\"", 0);
  g_string_replace (filled, "$EDJWK", signer_get_jwk (tokens->ed25519), 0);
  g_string_replace (filled, "$EDKEY", signer_get_multikey (tokens->ed25519), 0);
  g_string_replace (filled, "$ED", "did:key:$KEY", 0);
  g_string_replace (filled, "$KEY", signer_get_multikey (tokens->ed25519), 0);
  g_string_replace (filled, "$OTHERJWK", signer_get_jwk (tokens->other), 0);
  g_string_replace (filled, "$OTHERKEY", signer_get_multikey (tokens->other), 0);
  g_string_replace (filled, "$OTHER", "did:key:$KEY", 0);
  g_string_replace (filled, "$KEY", signer_get_multikey (tokens->other), 0);
  g_string_replace (filled, "$P256JWK", signer_get_jwk (tokens->p256), 0);
  g_string_replace (filled, "$P256", signer_get_did_jwk (tokens->p256), 0);
  return g_string_free (filled, FALSE);
}

void
tokens_give (Tokens *tokens, const char *document)
{
  char *text = tokens_fill (tokens, document);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GError) error = NULL;

  coffret_grounds_add (tokens->grounds, COFFRET_GROUND_DOCUMENT, bytes, NULL,
                       coffret_instant_parse (TOKENS_NOW), &error);
  g_assert_no_error (error);
}

char *
tokens_sign (const Tokens *tokens, const Signer *signer, const char *header, const char *payload)
{
  g_autofree char *first = tokens_fill (tokens, header);
  g_autofree char *second = tokens_fill (tokens, payload);

  return signer_sign_token (signer, first, second);
}

static json_t *
read_document (const char *text)
{
  gsize length = strcspn (text, "~");
  gsize offset = 0;
  g_autoptr (CoffretToken) token = coffret_token_parse (text, length, &offset, NULL);
  json_t *document = NULL;

  if (token != NULL && text[length] == '~')
    coffret_token_disclose (text, token->payload, &offset, NULL);
  if (token != NULL)
    document =
      text[length] == '~' ? json_incref (token->payload) : coffret_token_get_document (token);
  return document != NULL ? document : json_object ();
}

CoffretProofResult *
tokens_verify (const Tokens *tokens, const char *token)
{
  g_autoptr (json_t) document = read_document (token);
  gboolean presentation = coffret_json_has (document, "type", "VerifiablePresentation");
  CoffretSecured secured = {
    .document = document,
    .token = token,
    .format = "vc",
    .purpose = presentation ? "authentication" : "assertionMethod",
  };
  g_autoptr (GPtrArray) results = NULL;

  if (presentation)
    secured.format = "presentation";
  else if (coffret_json_get (document, "badge") != NULL)
    secured.format = "ob2";
  else if (coffret_json_has (document, "type", "OpenBadgeCredential"))
    secured.format = "ob3";
  else if (coffret_json_get (document, "vct") != NULL)
    secured.format = "sd-jwt-vc";
  else if (coffret_json_get (document, "status_list") != NULL)
    secured.format = "status-list";
  secured.signer = coffret_document_signer (document, secured.format);
  results = coffret_proofs_verify (&secured, tokens->grounds);
  g_assert_cmpuint (results->len, ==, 1);
  return g_ptr_array_steal_index (results, 0);
}

void
tokens_assert (
  const Tokens *tokens, const char *name, const char *token, const char *expected, const char *code)
{
  g_autoptr (CoffretProofResult) result = tokens_verify (tokens, token);
  g_autofree char *answers =
    g_strdup_printf ("%s %s %s", coffret_answer_to_string (result->proof.answer),
                     coffret_answer_to_string (result->coverage.answer),
                     coffret_answer_to_string (result->binding.answer));
  const CoffretCheck *const checks[] = { &result->proof, &result->coverage, &result->binding };

  g_test_message ("%s: %s (%s %s %s) %s", name, answers, result->proof.code, result->coverage.code,
                  result->binding.code, result->proof.details != NULL ? result->proof.details : "");
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    g_assert_true (coffret_check_find_code (checks[i]->code) == checks[i]->code);
  g_assert_cmpstr (answers, ==, expected);
  if (code != NULL)
    g_assert_cmpstr (result->proof.code, ==, code);
}
