#include "base/base64.h"

#include <sodium.h>
#include <string.h>

/* One more than the value of each character of the alphabet; 0: not in it. */
static const guint8 ranks[256] = {
  ['A'] = 1,  ['B'] = 2,  ['C'] = 3,  ['D'] = 4,  ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
  ['I'] = 9,  ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
  ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
  ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
  ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
  ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44, ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
  ['w'] = 49, ['x'] = 50, ['y'] = 51, ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
  ['4'] = 57, ['5'] = 58, ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62, ['-'] = 63, ['_'] = 64,
};

/* libsodium's decoder takes as long for every text, for the sake of secrets, and that is several
 * times as long; what comes through here is public or encrypted. */
GBytes *
coffret_base64url_decode (const char *text, gsize length)
{
  g_autofree guint8 *data = g_malloc (length / 4 * 3 + 3);
  guint8 *at = data;
  guint32 bits = 0;
  guint count = 0; /* of BITS that are not written yet */
  gsize size;

  for (gsize i = 0; i < length; i++) {
    guint8 rank = ranks[(guint8) text[i]];

    if (rank == 0)
      return NULL;
    bits = bits << 6 | (guint32) (rank - 1);
    count += 6;
    if (count >= 8) {
      count -= 8;
      *at++ = (guint8) (bits >> count);
    }
  }
  /* A lone character is no byte, and what is left over must be zeros. */
  if (count > 4 || (bits & ((1U << count) - 1)) != 0)
    return NULL;
  /* Before data is given away: arguments are evaluated in any order. */
  size = (gsize) (at - data);
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
