#include "credential/code.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base64.h"
#include "credential/compact.h"
#include "credential/error.h"

#define PREFIX "code:"

char *
coffret_code_to_place (const char *text)
{
  g_autofree char *encoded = coffret_base64url_encode ((const guint8 *) text, strlen (text));

  return g_strconcat (PREFIX, encoded, NULL);
}

char *
coffret_code_from_place (const char *place)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *data;

  if (!g_str_has_prefix (place, PREFIX))
    return NULL;
  /* A member of what the code holds follows after one of these. */
  bytes =
    coffret_base64url_decode (place + strlen (PREFIX), strcspn (place + strlen (PREFIX), "#!"));
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  return g_strndup (data, length);
}

GBytes *
coffret_code_to_bytes (const char *text, gsize max_bytes)
{
  GBytes *bytes = NULL;

  if (g_ascii_strncasecmp (text, "data:", 5) == 0)
    bytes = coffret_data_url_decode (text, max_bytes, NULL);
  else
    bytes = coffret_compact_read (text, max_bytes);
  return bytes != NULL ? bytes : g_bytes_new (text, strlen (text));
}

static gboolean
has_scheme (const char *text, const char *const *schemes)
{
  g_autofree char *scheme = g_uri_parse_scheme (text);

  for (gsize i = 0; scheme != NULL && schemes[i] != NULL; i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      return TRUE;
  return FALSE;
}

void
coffret_code_explain (const char *text, GError **error)
{
  static const char *const links[] = { "http", "https", NULL };
  /* OpenID for Verifiable Credential Issuance and Presentations, in the names seen in the wild. */
  static const char *const offers[] = { "openid-credential-offer", "openid-initiate-issuance",
                                        "haip", "haip-vci", NULL };
  static const char *const requests[] = {
    "openid4vp", "openid-vc", "openid", "haip-vp", "mdoc-openid4vp", "mdoc", "eudi-openid4vp", NULL
  };
  const char *message = NULL;

  if (has_scheme (text, links))
    message = _ ("The code in this picture is a link. Coffret does not fetch it yet: open the link "
                 "in your browser, save the file that it leads to, and add that file.");
  else if (has_scheme (text, offers))
    message = _ ("The code in this picture is an invitation to collect a credential with an app on "
                 "a phone. Coffret cannot collect it yet: ask the issuer for the credential as a "
                 "file.");
  else if (has_scheme (text, requests))
    message =
      _ ("The code in this picture asks to be shown a credential. There is nothing in it to "
         "add, and Coffret cannot answer it yet.");
  else if (g_error_matches (*error, COFFRET_CREDENTIAL_ERROR,
                            COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL))
    message = _ ("The code in this picture holds some text, but no credential.");
  if (message == NULL)
    return;
  g_clear_error (error);
  g_set_error_literal (error, COFFRET_CREDENTIAL_ERROR, COFFRET_CREDENTIAL_ERROR_NOT_CREDENTIAL,
                       message);
}

char *
coffret_place_words (const char *place)
{
  /* Translators: where in a file a credential was found */
  return g_strdup (g_str_has_prefix (place, PREFIX) ? _ ("from a code in the picture") : place);
}
