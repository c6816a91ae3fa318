/* Lines: a header, a payload, and disclosures. "@0" to "@9" anywhere after the header
 * stands for the digest of that disclosure, as far as it stands before. Without a
 * line end: an SD-JWT as it is. */
#include <string.h>

#include "base/base64.h"
#include "fuzz.h"

#define MAX_DIGESTS 10

static char *
compute_digest (const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, digest, &size);
  return coffret_base64url_encode (digest, size);
}

static char *
encode_line (const char *line, char *const *digests)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *line != '\0'; line++) {
    guint index = (guint) (line[0] == '@' ? line[1] - '0' : MAX_DIGESTS);

    if (index < MAX_DIGESTS && digests[index] != NULL) {
      g_string_append (text, digests[index]);
      line++;
    } else {
      g_string_append_c (text, *line);
    }
  }
  return coffret_base64url_encode ((const guint8 *) text->str, text->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 40);
  g_autoptr (GString) tail = g_string_new ("~");
  char *digests[MAX_DIGESTS] = { NULL };
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;

  if (lines[0] == NULL || lines[1] == NULL) {
    fuzz_read (data, size);
    return 0;
  }
  for (guint i = 2; lines[i] != NULL; i++) {
    g_autofree char *disclosure = encode_line (lines[i], digests);

    g_string_append_printf (tail, "%s~", disclosure);
    if (i - 2 < MAX_DIGESTS)
      digests[i - 2] = compute_digest (disclosure);
  }
  header = coffret_base64url_encode ((const guint8 *) lines[0], strlen (lines[0]));
  payload = encode_line (lines[1], digests);
  token = g_strconcat (header, ".", payload, ".c2lnbmF0dXJl", tail->str, NULL);
  fuzz_read (token, strlen (token));
  for (guint i = 0; i < MAX_DIGESTS; i++)
    g_free (digests[i]);
  return 0;
}
