/* did:jwk: the identifier is a JSON Web Key, base64url. */
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/key-method.h"
#include "verify/key-private.h"

#define PREFIX "did:jwk:"

static CoffretKey *
read_did (const char *did, GError **error)
{
  const char *identifier = did + strlen (PREFIX);
  g_autoptr (GBytes) bytes = coffret_base64url_decode (identifier, strlen (identifier));
  g_autoptr (json_t) jwk = NULL;
  gsize length = 0;
  const char *data = bytes == NULL ? NULL : g_bytes_get_data (bytes, &length);

  if (data != NULL)
    jwk = coffret_json_parse (data, length, NULL, NULL);
  if (!json_is_object (jwk))
    return coffret_key_refuse (error, "the did:jwk holds no JSON object");
  return coffret_key_from_jwk (jwk, error);
}

static void
find (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer)
{
  GError *error = NULL;
  CoffretKey *key;

  if (question->fragment != NULL && strcmp (question->fragment, "0") != 0) {
    coffret_key_answer_refuse (answer, "key-not-listed", "the only key of a did:jwk is #0");
    return;
  }
  key = coffret_key_cache_get (coffret_grounds_get_keys (question->grounds), question->controller,
                               read_did, &error);
  coffret_key_answer_add (answer, key, question->controller, COFFRET_INSTANT_NONE, NULL, error);
}

const CoffretKeyMethod coffret_key_method_did_jwk = { PREFIX, find };
