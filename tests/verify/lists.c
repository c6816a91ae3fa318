#include "verify/lists.h"

#include <zlib.h>

#include "base/base64.h"
#include "verify/document.h"

char *
lists_encode_bits (gsize count, const int *set, const char *prefix)
{
  g_autofree guint8 *bits = g_malloc0 (count / 8);
  guint8 packed[65536];
  g_autofree char *text = NULL;
  z_stream stream = { 0 };

  for (; *set >= 0; set++)
    bits[*set / 8] |= (guint8) (0x80 >> (*set % 8));
  deflateInit2 (&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = bits;
  stream.avail_in = (guint) (count / 8);
  stream.next_out = packed;
  stream.avail_out = sizeof packed;
  g_assert_cmpint (deflate (&stream, Z_FINISH), ==, Z_STREAM_END);
  text = coffret_base64url_encode (packed, stream.total_out);
  deflateEnd (&stream);
  return g_strconcat (prefix, text, NULL);
}

json_t *
lists_make (
  const char *id, const char *issuer, const char *purpose, const char *from, const int *set)
{
  g_autofree char *encoded = lists_encode_bits (131072, set, "u");
  g_autofree char *subject = g_strconcat (id, "#list", NULL);

  return json_pack ("{s:[s], s:s, s:[s, s], s:s, s:s, s:{s:s, s:s, s:s, s:s}}", "@context",
                    COFFRET_DOCUMENT_CONTEXT_2, "id", id, "type", "VerifiableCredential",
                    "BitstringStatusListCredential", "issuer", issuer, "validFrom", from,
                    "credentialSubject", "id", subject, "type", "BitstringStatusList",
                    "statusPurpose", purpose, "encodedList", encoded);
}
