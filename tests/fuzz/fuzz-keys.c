/* The first byte says how the rest is written: multibase ("z…", "u…"), JWK ("{…"), PEM ("-…"), a
 * DID or URL with a fragment ("d…", "h…"), base58 ("b"), or bytes with a multicodec prefix. */
#include <string.h>

#include "base/base58.h"
#include "base/json.h"
#include "base/multibase.h"
#include "base/varint.h"
#include "fuzz.h"
#include "verify/did-web.h"
#include "verify/resolve.h"

static CoffretGrounds *
get_grounds (void)
{
  static CoffretGrounds *grounds = NULL;

  if (grounds == NULL) {
    CoffretContexts *contexts = coffret_contexts_new ();

    grounds = coffret_grounds_new (contexts, 0);
    coffret_contexts_unref (contexts);
  }
  return grounds;
}

/* Takes both; by reference, as arguments are evaluated in any order. */
static void
check_key (CoffretKey *key, GError **error)
{
  static const guint8 signature[1024] = { 1 };

  g_assert ((key == NULL) == (*error != NULL));
  g_assert (*error == NULL || g_utf8_validate ((*error)->message, -1, NULL));
  if (key != NULL) {
    g_autofree char *thumbprint = coffret_key_thumbprint (key);

    g_assert (strlen (thumbprint) == 43);
    g_assert (coffret_key_equal (key, key));
    for (guint i = COFFRET_ALGORITHM_EDDSA; i <= COFFRET_ALGORITHM_PS512; i++)
      g_assert (!coffret_key_verify (key, (CoffretAlgorithm) i, "", 0, signature, 64) ||
                coffret_key_get_type (key) == COFFRET_KEY_ED25519);
    coffret_key_unref (key);
  }
  g_clear_error (error);
}

static void
check_multibase (const char *text)
{
  g_autoptr (GBytes) bytes = coffret_multibase_decode (text);
  gsize length = bytes == NULL ? 0 : g_bytes_get_size (bytes);

  /* Nothing can be written in two ways. */
  if (bytes != NULL && text[0] == 'z' && length <= COFFRET_BASE58_MAX_LENGTH / 2) {
    g_autofree char *again = coffret_multibase_encode (g_bytes_get_data (bytes, NULL), length);

    g_assert (g_str_equal (again, text));
  }
}

static void
check_name (const char *text)
{
  const char *code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = coffret_did_web_to_url (text);
  g_autoptr (GPtrArray) found =
    coffret_resolve (get_grounds (), text, "assertionMethod", &code, &error);

  g_assert ((found == NULL) == (error != NULL));
  g_assert (found != NULL || coffret_check_find_code (code) != NULL);
  g_assert (url == NULL || (g_str_has_prefix (url, "https://") && strstr (url, "/../") == NULL));
  g_clear_error (&error);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = coffret_resolve_kid (get_grounds (), text, NULL, "assertionMethod", &code, &error);
  g_assert ((found == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  GError *error = NULL;
  guint64 value;

  coffret_varint_decode (copy, size, &value);
  if (text[0] == 'z' || text[0] == 'u') {
    check_multibase (text);
    check_key (coffret_key_from_multibase (text, &error), &error);
  } else if (text[0] == '{') {
    g_autoptr (json_t) jwk = coffret_json_parse (text, strlen (text), NULL, NULL);

    check_key (coffret_key_from_jwk (jwk, &error), &error);
  } else if (text[0] == '-') {
    check_key (coffret_key_from_pem (text, &error), &error);
  } else if (text[0] == 'd' || text[0] == 'h') {
    check_name (text);
  } else if (text[0] == 'b') {
    check_key (coffret_key_from_base58 (text + 1, &error), &error);
  } else {
    check_key (coffret_key_from_multicodec (copy, size, &error), &error);
  }
  return 0;
}
