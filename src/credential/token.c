#include "credential/token.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base64.h"
#include "base/fold.h"
#include "credential/ob2.h"
#include "credential/status-list.h"
#include "credential/vc-document.h"

#define MAX_ALGORITHM 64
#define MAX_DETAIL 200

gboolean
coffret_token_looks_like (const char *text)
{
  /* "{" with a quotation mark, a space or a line end after it. */
  return text != NULL && text[0] == 'e' && (text[1] == 'y' || text[1] == 'w') &&
         strchr (text, '.') != NULL;
}

gsize
coffret_token_start (const CoffretSource *source)
{
  gsize length = 0;
  const char *data = source->bytes == NULL ? NULL : g_bytes_get_data (source->bytes, &length);
  gsize start = 0;

  while (start < length && g_ascii_isspace (data[start]))
    start++;
  return start;
}

static gboolean
is_base64url (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

/* The first character that is none of the alphabet; LENGTH: all are. */
static gsize
find_foreign (const char *text, gsize length)
{
  gsize at = 0;

  while (at < length && is_base64url (text[at]))
    at++;
  return at;
}

static void
set_damaged (GError **error, const char *detail)
{
  /* The parser quotes what it met. */
  g_autofree char *clean = coffret_clean (detail, MAX_DETAIL, FALSE);

  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
               /* Translators: %s is a technical detail in English. */
               _ ("This signed credential (a token) is damaged or was not copied whole. Ask for it "
                  "again. (%s)"),
               clean);
}

static json_t *
decode_part (const char *part, gsize length, const char *what, gsize *offset, GError **error)
{
  g_autoptr (GBytes) bytes = coffret_base64url_decode (part, length);
  g_autoptr (json_t) json = NULL;
  g_autofree char *detail = NULL;

  if (bytes == NULL) {
    *offset = find_foreign (part, length) % MAX (length, 1);
    detail = g_strdup_printf ("%s is not base64url", what);
  } else {
    gsize size = 0;
    const char *data = g_bytes_get_data (bytes, &size);
    g_autoptr (GError) problem = NULL;

    *offset = 0;
    json = coffret_json_parse (data == NULL ? "" : data, size, NULL, &problem);
    if (json_is_object (json))
      return g_steal_pointer (&json);
    detail = g_strdup_printf ("%s is not a JSON object%s%s", what, problem == NULL ? "" : ": ",
                              problem == NULL ? "" : problem->message);
  }
  set_damaged (error, detail);
  return NULL;
}

static gboolean
check_algorithm (CoffretToken *token, GError **error)
{
  const char *algorithm = coffret_json_string (token->header, "alg");

  if (algorithm == NULL) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_INCOMPLETE,
                 _ ("This token does not say how it is signed, so it cannot be a credential."));
    return FALSE;
  }
  if (g_ascii_strcasecmp (algorithm, "none") == 0) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNREADABLE,
                 _ ("This token says of itself that nobody signed it. Anyone may have written it, "
                    "so it is not read. (alg: none)"));
    return FALSE;
  }
  token->algorithm = coffret_clean (algorithm, MAX_ALGORITHM, FALSE);
  return TRUE;
}

CoffretToken *
coffret_token_parse (const char *text, gsize length, gsize *offset, GError **error)
{
  g_autoptr (CoffretToken) token = g_atomic_rc_box_new0 (CoffretToken);
  const char *end = text + length;
  const char *first = memchr (text, '.', length);
  const char *second = first == NULL ? NULL : memchr (first + 1, '.', (gsize) (end - first - 1));
  const char *signature = second == NULL ? end : second + 1;
  gsize signature_length = (gsize) (end - signature);
  gsize dots = 0;
  gsize at = 0;

  *offset = 0;
  for (gsize i = 0; i < length; i++)
    dots += text[i] == '.';
  if (dots == 4) {
    g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_UNSUPPORTED,
                 _ ("This token is encrypted for someone, so it cannot be read here. (JWE)"));
    return NULL;
  }
  if (dots != 2) {
    *offset = length;
    set_damaged (error, "a token has three parts with dots between them");
    return NULL;
  }

  token->header = decode_part (text, (gsize) (first - text), "header", &at, error);
  if (token->header == NULL) {
    *offset = at;
    return NULL;
  }
  if (!check_algorithm (token, error))
    return NULL;

  token->payload = decode_part (first + 1, (gsize) (second - first - 1), "payload", &at, error);
  if (token->payload == NULL) {
    *offset = (gsize) (first + 1 - text) + at;
    return NULL;
  }

  if (signature_length == 0) {
    *offset = length;
    set_damaged (error, "the signature is missing");
    return NULL;
  }
  {
    g_autoptr (GBytes) bytes = coffret_base64url_decode (signature, signature_length);

    if (bytes == NULL) {
      at = find_foreign (signature, signature_length) % signature_length;
      *offset = (gsize) (signature - text) + at;
      set_damaged (error, "signature is not base64url");
      return NULL;
    }
  }
  return g_steal_pointer (&token);
}

static void
token_clear (gpointer data)
{
  CoffretToken *token = data;

  g_clear_pointer (&token->header, json_decref);
  g_clear_pointer (&token->payload, json_decref);
  g_free (token->algorithm);
}

CoffretToken *
coffret_token_ref (CoffretToken *token)
{
  return g_atomic_rc_box_acquire (token);
}

void
coffret_token_unref (CoffretToken *token)
{
  g_atomic_rc_box_release_full (token, token_clear);
}

gboolean
coffret_token_read_claims (const CoffretSource *source,
                           CoffretReading *reading,
                           json_t *claims,
                           const char *envelope,
                           const char *algorithm,
                           const json_t *content,
                           GError **error)
{
  CoffretSource secured = *source;

  secured.token = source->text;
  secured.algorithm = algorithm;
  if (coffret_vc_is_presentation (claims))
    return coffret_reading_descend_claims (reading, source, claims, envelope, algorithm, error);
  if (coffret_reading_wants_all (reading) && coffret_status_list_is (claims)) {
    secured.json = claims;
    return coffret_status_list_read (&secured, reading, error);
  }
  if (coffret_ob2_is_assertion (claims))
    return coffret_ob2_read_document (&secured, reading, claims, "jws", algorithm, content, error);
  if (coffret_vc_is_credential (claims))
    return coffret_vc_read_document (&secured, reading, claims, envelope, algorithm, content,
                                     error);

  g_set_error (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
               _ ("This is a signed token, but there is no credential in it."));
  return FALSE;
}
