/* did:key (W3C CCG, The did:key Method): the identifier is the key. */
#include <string.h>

#include "verify/key-method.h"

#define PREFIX "did:key:"

static CoffretKey *
read_did (const char *did, GError **error)
{
  return coffret_key_from_multibase (did + strlen (PREFIX), error);
}

static void
find (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer)
{
  const char *identifier = question->controller + strlen (PREFIX);
  GError *error = NULL;
  CoffretKey *key;

  /* One key has one name: no other base than the method's own. */
  if (identifier[0] != 'z') {
    coffret_key_answer_refuse (answer, "key-malformed", "a did:key is written in base58btc");
    return;
  }
  if (question->fragment != NULL && strcmp (question->fragment, identifier) != 0) {
    coffret_key_answer_refuse (answer, "key-malformed",
                               "the fragment of a did:key is not its identifier");
    return;
  }
  key = coffret_key_cache_get (coffret_grounds_get_keys (question->grounds), question->controller,
                               read_did, &error);
  coffret_key_answer_add (answer, key, question->controller, COFFRET_INSTANT_NONE, NULL, error);
}

const CoffretKeyMethod coffret_key_method_did_key = { PREFIX, find };
