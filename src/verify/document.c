#include "verify/document.h"

#include <string.h>

#include "base/json.h"

guint
coffret_document_version (const json_t *document)
{
  const char *first = json_string_value (coffret_json_at (document, "@context", 0));

  if (g_strcmp0 (first, COFFRET_DOCUMENT_CONTEXT_1) == 0)
    return 1;
  return g_strcmp0 (first, COFFRET_DOCUMENT_CONTEXT_2) == 0 ? 2 : 0;
}

const char *
coffret_document_id_of (const json_t *value)
{
  if (json_is_string (value))
    return json_string_value (value);
  if (coffret_json_string (value, "id") != NULL)
    return coffret_json_string (value, "id");
  return coffret_json_string (value, "@id");
}

const char *
coffret_document_signer (const json_t *document, const char *format)
{
  if (g_strcmp0 (format, "presentation") == 0)
    return coffret_document_id_of (coffret_json_get (document, "holder"));
  if (g_strcmp0 (format, "ob2") == 0)
    return coffret_document_id_of (
      coffret_json_at (coffret_json_at (document, "badge", 0), "issuer", 0));
  /* An SD-JWT VC may have any claim of that name. */
  if (coffret_json_get (document, "issuer") != NULL && g_strcmp0 (format, "sd-jwt-vc") != 0)
    return coffret_document_id_of (coffret_json_get (document, "issuer"));
  return coffret_json_string (document, "iss");
}

const char *
coffret_document_class_issuer (const json_t *assertion,
                               const CoffretGrounds *grounds,
                               GPtrArray *used)
{
  g_autoptr (GPtrArray) classes =
    coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT,
                          coffret_document_id_of (coffret_json_at (assertion, "badge", 0)));
  const CoffretGround *class = classes->len > 0 ? g_ptr_array_index (classes, 0) : NULL;

  if (class == NULL)
    return NULL;
  g_ptr_array_add (used, g_strdup (class->sha256));
  return coffret_document_id_of (coffret_json_at (class->json, "issuer", 0));
}

void
coffret_document_secure (CoffretSecured *secured,
                         const json_t *document,
                         const char *token,
                         const char *format)
{
  *secured = (CoffretSecured) {
    .document = document,
    .token = token,
    .format = format,
    .purpose = g_strcmp0 (format, "presentation") == 0 ? "authentication" : "assertionMethod",
    .signer = coffret_document_signer (document, format),
  };
}

char *
coffret_document_host_of (const char *id)
{
  g_autofree char *host = NULL;
  g_autofree char *small = NULL;

  if (id == NULL)
    return NULL;
  if (g_str_has_prefix (id, "https://"))
    host = g_strndup (id + strlen ("https://"), strcspn (id + strlen ("https://"), "/?#"));
  else if (g_str_has_prefix (id, "did:web:"))
    /* A port is written "%3A8443" there. */
    host = g_uri_unescape_segment (
      id + strlen ("did:web:"),
      id + strlen ("did:web:") + strcspn (id + strlen ("did:web:"), ":/?#"), "/");
  /* What looks like a host before an "@" is a user's name. */
  if (host == NULL || *host == '\0' || strpbrk (host, "@\\/") != NULL)
    return NULL;
  small = g_ascii_strdown (host, -1);
  if (g_str_has_suffix (small, ":443"))
    small[strlen (small) - strlen (":443")] = '\0';
  return g_steal_pointer (&small);
}
