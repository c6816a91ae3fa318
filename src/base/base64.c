#include "base/base64.h"

#include <sodium.h>
#include <string.h>

GBytes *
coffret_base64url_decode (const char *text, gsize length)
{
  g_autofree guint8 *data = NULL;
  gsize size = 0;
  const char *end = NULL;

  data = g_malloc (length / 4 * 3 + 3);
  if (sodium_base642bin (data, length / 4 * 3 + 3, text, length, NULL, &size, &end,
                         sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      end != text + length)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

char *
coffret_base64url_encode (const guint8 *data, gsize length)
{
  gsize size = sodium_base64_encoded_len (length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* data: URLs are written by many hands: standard alphabet, with or without
 * padding, broken into lines. */
static GBytes *
decode_lenient (const char *text)
{
  gsize length = strlen (text);
  gsize size = 0;
  const char *end = NULL;
  g_autofree guint8 *data = g_malloc (length / 4 * 3 + 3);

  while (length > 0 && (text[length - 1] == '=' || g_ascii_isspace (text[length - 1])))
    length--;
  if (sodium_base642bin (data, length / 4 * 3 + 3, text, length, " \t\r\n", &size, &end,
                         sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0 ||
      end != text + length)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

GBytes *
coffret_data_url_decode (const char *url, gsize max_bytes, char **media_type)
{
  const char *comma;
  g_autofree char *header = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GBytes) content = NULL;

  if (media_type != NULL)
    *media_type = NULL;
  if (url == NULL || g_ascii_strncasecmp (url, "data:", 5) != 0)
    return NULL;
  comma = strchr (url, ',');
  /* Both encodings are at most three times as long as what they hold. */
  if (comma == NULL || strlen (comma + 1) / 3 > max_bytes)
    return NULL;

  header = g_ascii_strdown (url + 5, comma - url - 5);
  if (g_str_has_suffix (header, ";base64")) {
    g_autofree char *text = g_uri_unescape_string (comma + 1, NULL);
    content = decode_lenient (text != NULL ? text : comma + 1);
  } else {
    content = g_uri_unescape_bytes (comma + 1, -1, NULL, NULL);
  }
  if (content == NULL || g_bytes_get_size (content) > max_bytes)
    return NULL;

  type = g_strndup (header, strcspn (header, ";"));
  if (media_type != NULL)
    *media_type = *type != '\0' ? g_steal_pointer (&type) : g_strdup ("text/plain");
  return g_steal_pointer (&content);
}
