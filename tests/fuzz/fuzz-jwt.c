/* The first line is a header, the rest a payload; both are encoded here, since hardly
 * a change of base64 leaves JSON behind. Without a line end: a token as it is. */
#include <string.h>

#include "base/base64.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size == 0 ? NULL : memchr (data, '\n', size);
  g_autofree char *header = NULL;
  g_autofree char *payload = NULL;
  g_autofree char *token = NULL;

  if (end == NULL) {
    fuzz_read (data, size);
    return 0;
  }
  header = coffret_base64url_encode (data, (gsize) (end - data));
  payload = coffret_base64url_encode (end + 1, size - (gsize) (end + 1 - data));
  token = g_strjoin (".", header, payload, "c2lnbmF0dXJl", NULL);
  fuzz_read (token, strlen (token));
  return 0;
}
