#include "verify/did-web.h"

#include <string.h>

#include "verify/issuer-document.h"

#define PREFIX "did:web:"

/* A name and perhaps a port, with its colon escaped; no address may hide a path or a user. */
static char *
read_host (const char *part)
{
  const char *colon = strstr (part, "%3A");
  gsize length;

  if (colon == NULL)
    colon = strstr (part, "%3a");
  length = colon == NULL ? strlen (part) : (gsize) (colon - part);
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (part[i]) && part[i] != '-' &&
        (part[i] != '.' || i == 0 || part[i - 1] == '.'))
      return NULL;
  if (length == 0 || part[length - 1] == '.')
    return NULL;
  if (colon == NULL)
    return g_strdup (part);
  if (colon[3] == '\0' || strspn (colon + 3, "0123456789") != strlen (colon + 3))
    return NULL;
  return g_strdup_printf ("%.*s:%s", (int) length, part, colon + 3);
}

/* A segment stays as it is written; it may be no step up and hold no further segment. */
static gboolean
is_segment (const char *part)
{
  if (*part == '\0' || g_str_equal (part, ".") || g_str_equal (part, ".."))
    return FALSE;
  for (; *part != '\0'; part++) {
    if (*part == '%' && g_ascii_isxdigit (part[1]) && g_ascii_isxdigit (part[2]) &&
        g_ascii_strncasecmp (part, "%2f", 3) != 0 && g_ascii_strncasecmp (part, "%2e", 3) != 0 &&
        g_ascii_strncasecmp (part, "%5c", 3) != 0)
      part += 2;
    else if (!g_ascii_isalnum (*part) && *part != '-' && *part != '.' && *part != '_')
      return FALSE;
  }
  return TRUE;
}

char *
coffret_did_web_to_url (const char *did)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GString) url = g_string_new ("https://");

  if (did == NULL || !g_str_has_prefix (did, PREFIX))
    return NULL;
  parts = g_strsplit (did + strlen (PREFIX), ":", -1);
  host = parts[0] == NULL ? NULL : read_host (parts[0]);
  if (host == NULL)
    return NULL;
  g_string_append (url, host);
  for (guint i = 1; parts[i] != NULL; i++) {
    if (!is_segment (parts[i]))
      return NULL;
    g_string_append_printf (url, "/%s", parts[i]);
  }
  g_string_append (url, parts[1] == NULL ? "/.well-known/did.json" : "/did.json");
  return g_string_free (g_steal_pointer (&url), FALSE);
}

static void
find (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer)
{
  g_autofree char *url = coffret_did_web_to_url (question->controller);

  if (url == NULL)
    coffret_key_answer_refuse (answer, "key-malformed", "the did:web names no host and path");
  else
    coffret_issuer_document_find (question, answer);
}

const CoffretKeyMethod coffret_key_method_did_web = { PREFIX, find };
