#include "base/multibase.h"

#include <string.h>

#include "base/base58.h"
#include "base/base64.h"

GBytes *
coffret_multibase_decode (const char *text)
{
  if (text == NULL)
    return NULL;
  switch (text[0]) {
  case 'z':
    return coffret_base58_decode (text + 1, strlen (text + 1));
  case 'u':
    return coffret_base64url_decode (text + 1, strlen (text + 1));
  default:
    return NULL;
  }
}

char *
coffret_multibase_encode (const guint8 *data, gsize length)
{
  g_autofree char *digits = coffret_base58_encode (data, length);

  return g_strconcat ("z", digits, NULL);
}
