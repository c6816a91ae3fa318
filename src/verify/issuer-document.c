#include "verify/issuer-document.h"

#include <string.h>

#include "base/json.h"

#define MAX_KEYS 64
/* No issuer has more; a document made to take time has. */
#define MAX_TRIED 256
#define MAX_METHODS 4096
#define THUMBPRINT_LENGTH 43

/* One version of a document while it is searched. */
typedef struct {
  const CoffretKeyQuestion *question;
  const CoffretGround *ground;
  const char *wanted; /* the id of the key; NULL: any */
  CoffretKeyAnswer *answer;
  GPtrArray *withdrawn; /* CoffretKey: what must not be used any more */
  gboolean listed;      /* there was a key of that name */
} Search;

static const char *
get_id (const json_t *object)
{
  const char *id = coffret_json_string (object, "id");

  return id != NULL ? id : coffret_json_string (object, "@id");
}

/* NAME may be relative to the document. Owned; NULL when NAME is. */
static char *
dup_absolute (const Search *search, const char *name)
{
  if (name != NULL && name[0] == '#')
    return g_strconcat (search->question->controller, name, NULL);
  return g_strdup (name);
}

CoffretKey *
coffret_issuer_document_read_key (const json_t *method, GError **error)
{
  static const char *const secrets[] = { "secretKeyMultibase",  "secretKeyJwk",
                                         "privateKeyMultibase", "privateKeyJwk",
                                         "privateKeyBase58",    "privateKeyPem",
                                         "privateKeyHex" };
  const char *type = coffret_json_string (method, "type");
  const char *multibase = coffret_json_string (method, "publicKeyMultibase");
  const char *base58 = coffret_json_string (method, "publicKeyBase58");
  const char *pem = coffret_json_string (method, "publicKeyPem");
  const json_t *jwk = coffret_json_get (method, "publicKeyJwk");
  guint forms = (multibase != NULL) + (base58 != NULL) + (pem != NULL) + (jwk != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (coffret_json_get (method, secrets[i]) != NULL) {
      g_set_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_KEY,
                   "the secret key was published with it, so anyone could have used it");
      return NULL;
    }
  if (forms == 1 && multibase != NULL)
    return coffret_key_from_multibase (multibase, error);
  if (forms == 1 && jwk != NULL)
    return coffret_key_from_jwk (jwk, error);
  if (forms == 1 && pem != NULL)
    return coffret_key_from_pem (pem, error);
  /* Plain base58 does not say what kind of key it is. */
  if (forms == 1 && base58 != NULL && type != NULL && g_str_has_prefix (type, "Ed25519"))
    return coffret_key_from_base58 (base58, error);

  if (forms > 1)
    g_set_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_KEY,
                 "it is not clear which of its keys is meant");
  else
    g_set_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_UNSUPPORTED,
                 "keys of the kind %.64s are not supported", type == NULL ? "unknown" : type);
  return NULL;
}

/* Controlled Identifiers 1.0, section 2.2: a date that cannot be read is no leave to go on. */
static gboolean
has_passed (const Search *search, const json_t *method, const char *name)
{
  const json_t *value = coffret_json_get (method, name);
  CoffretInstant instant = coffret_instant_parse (json_string_value (value));

  return value != NULL && !json_is_null (value) &&
         (instant == COFFRET_INSTANT_NONE ||
          instant <= coffret_grounds_get_now (search->question->grounds));
}

/* A token may name a key as the key does. */
static gboolean
calls_itself (const json_t *method, const CoffretKey *key, const char *kid)
{
  g_autofree char *thumbprint = NULL;

  if (g_strcmp0 (coffret_json_string (coffret_json_get (method, "publicKeyJwk"), "kid"), kid) == 0)
    return TRUE;
  if (strlen (kid) != THUMBPRINT_LENGTH)
    return FALSE;
  thumbprint = coffret_key_thumbprint (key);
  return strcmp (thumbprint, kid) == 0;
}

/* NAMED: METHOD has the id that is looked for, where one is. */
static void
take_method (Search *search, const json_t *method, const char *sha256, gboolean named)
{
  const char *controller = coffret_json_string (method, "controller");
  const char *withdrawn = NULL;
  g_autoptr (GError) error = NULL;
  CoffretKey *key;

  if (g_strcmp0 (controller, search->question->controller) != 0) {
    coffret_key_answer_refuse (search->answer, "key-not-listed",
                               "the key's controller is not the issuer");
    return;
  }
  key = coffret_issuer_document_read_key (method, &error);
  if (!named && (key == NULL || !calls_itself (method, key, search->question->fragment))) {
    g_clear_pointer (&key, coffret_key_unref);
    return;
  }
  search->listed = TRUE;
  if (has_passed (search, method, "revoked"))
    withdrawn = "key-revoked";
  else if (has_passed (search, method, "expires"))
    withdrawn = "key-expired";
  if (withdrawn != NULL) {
    coffret_key_answer_refuse (search->answer, withdrawn, "its document says so");
    if (key != NULL)
      g_ptr_array_add (search->withdrawn, key);
    return;
  }
  coffret_key_answer_add (search->answer, key, controller, search->ground->fetched, sha256,
                          g_steal_pointer (&error));
}

/* The method called NAME in the document, or in one of its own. */
static void
follow_reference (Search *search, const char *name, gboolean named)
{
  static const char *const places[] = { "verificationMethod", "publicKey" };
  const json_t *document = search->ground->json;
  g_autoptr (GPtrArray) apart = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (gsize j = 0; j < MIN (coffret_json_count (document, places[i]), MAX_METHODS); j++) {
      const json_t *method = coffret_json_at (document, places[i], j);
      g_autofree char *id = dup_absolute (search, get_id (method));

      if (g_strcmp0 (id, name) == 0) {
        take_method (search, method, search->ground->sha256, named);
        return;
      }
    }

  apart = coffret_grounds_find (search->question->grounds, COFFRET_GROUND_DOCUMENT, name);
  for (guint i = 0; i < apart->len; i++) {
    const CoffretGround *ground = g_ptr_array_index (apart, i);

    if (ground->token == NULL && g_strcmp0 (get_id (ground->json), name) == 0)
      take_method (search, ground->json, ground->sha256, named);
  }
}

/* Controlled Identifiers 1.0, section 3.3: the relationship decides what a key may do. */
static void
search_relationship (Search *search)
{
  const json_t *document = search->ground->json;
  const char *purpose = search->question->purpose;
  gsize count = MIN (coffret_json_count (document, purpose), MAX_METHODS);
  guint tried = 0;

  for (gsize i = 0; i < count && search->answer->keys->len < MAX_KEYS; i++) {
    const json_t *entry = coffret_json_at (document, purpose, i);
    gboolean embedded = json_is_object (entry);
    g_autofree char *name =
      dup_absolute (search, embedded ? get_id (entry) : json_string_value (entry));

    gboolean named = search->wanted == NULL || g_strcmp0 (name, search->wanted) == 0;

    if (name == NULL || (!named && !search->question->token))
      continue;
    if (++tried > MAX_TRIED)
      return;
    if (embedded)
      take_method (search, entry, search->ground->sha256, named);
    else
      follow_reference (search, name, named);
    /* A name stands for one key. */
    if (search->wanted != NULL && search->listed)
      return;
  }
}

/* SD-JWT VC section 5: `jwks`, or `jwks_uri` and what lies there. */
static void
search_key_set (Search *search)
{
  const char *kid = search->question->fragment;
  const json_t *metadata = search->ground->json;
  const char *uri = coffret_json_string (metadata, "jwks_uri");
  const json_t *set = coffret_json_object (metadata, "jwks");
  const char *sha256 = search->ground->sha256;
  const json_t *keys;
  g_autoptr (GPtrArray) apart = NULL;
  guint tried = 0;

  if (g_strcmp0 (coffret_json_string (metadata, "issuer"), search->question->controller) != 0)
    return;
  if (set == NULL && uri != NULL) {
    apart = coffret_grounds_find (search->question->grounds, COFFRET_GROUND_DOCUMENT, uri);
    if (apart->len > 0) {
      const CoffretGround *ground = g_ptr_array_index (apart, 0);

      set = ground->json;
      sha256 = ground->sha256;
    }
  }
  keys = coffret_json_array (set, "keys");
  for (gsize i = 0; i < MIN (json_array_size (keys), MAX_METHODS); i++) {
    const json_t *jwk = json_array_get (keys, i);
    GError *error = NULL;
    CoffretKey *key;

    if (search->answer->keys->len >= MAX_KEYS || tried > MAX_TRIED)
      return;
    if (kid != NULL && g_strcmp0 (coffret_json_string (jwk, "kid"), kid) != 0)
      continue;
    tried++;
    key = coffret_key_from_jwk (jwk, &error);
    coffret_key_answer_add (search->answer, key, search->question->controller,
                            search->ground->fetched, sha256, error);
  }
}

/* What one version of a document withdraws no other gives back. */
static void
remove_withdrawn (CoffretKeyAnswer *answer, const GPtrArray *withdrawn)
{
  for (guint i = answer->keys->len; i > 0; i--) {
    const CoffretResolvedKey *resolved = g_ptr_array_index (answer->keys, i - 1);

    for (guint j = 0; j < withdrawn->len; j++)
      if (coffret_key_equal (resolved->key, g_ptr_array_index (withdrawn, j))) {
        g_ptr_array_remove_index (answer->keys, i - 1);
        break;
      }
  }
}

/* Looks for WANTED in every version of the question's controller's document. */
static void
search_versions (const CoffretKeyQuestion *question, const char *wanted, CoffretKeyAnswer *answer)
{
  g_autoptr (GPtrArray) versions =
    coffret_grounds_find (question->grounds, COFFRET_GROUND_DOCUMENT, question->controller);
  g_autoptr (GPtrArray) withdrawn =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_key_unref);

  coffret_key_answer_refuse (answer, "key-not-given", "there is no document of %.200s here",
                             question->controller);
  for (guint i = 0; i < versions->len && answer->keys->len < MAX_KEYS; i++) {
    Search search = { .question = question,
                      .ground = g_ptr_array_index (versions, i),
                      .wanted = wanted,
                      .answer = answer,
                      .withdrawn = withdrawn };

    /* Who signed a list of keys would have to be known before. */
    if (search.ground->token != NULL)
      continue;
    if (g_strcmp0 (answer->code, "key-not-given") == 0)
      coffret_key_answer_refuse (answer, "key-not-listed",
                                 "the document of %.200s does not list the key for %s",
                                 question->controller, question->purpose);
    if (g_strcmp0 (get_id (search.ground->json), question->controller) == 0)
      search_relationship (&search);
    else
      search_key_set (&search);
  }
  remove_withdrawn (answer, withdrawn);
}

void
coffret_issuer_document_find (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer)
{
  g_autofree char *wanted = question->fragment == NULL
                              ? NULL
                              : g_strconcat (question->controller, "#", question->fragment, NULL);

  search_versions (question, wanted, answer);
}

/* A key that is a document: that of its controller must list it. */
static void
find_by_method_document (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer)
{
  g_autoptr (GPtrArray) versions =
    coffret_grounds_find (question->grounds, COFFRET_GROUND_DOCUMENT, question->controller);

  coffret_key_answer_refuse (answer, "key-not-given", "there is no document of %.200s here",
                             question->controller);
  if (versions->len > 0) {
    /* Every version of the key is tried when the list refers to it. */
    const CoffretGround *newest = g_ptr_array_index (versions, 0);
    CoffretKeyQuestion inner = *question;

    inner.controller = coffret_json_string (newest->json, "controller");
    inner.fragment = NULL;
    if (inner.controller != NULL)
      search_versions (&inner, question->controller, answer);
  }
}

static void
find_https (const CoffretKeyQuestion *question, CoffretKeyAnswer *answer)
{
  if (question->fragment != NULL && *question->fragment == '\0') {
    find_by_method_document (question, answer);
    return;
  }
  coffret_issuer_document_find (question, answer);
  if (answer->keys->len == 0 && g_strcmp0 (answer->code, "key-not-given") == 0 &&
      question->fragment != NULL) {
    g_autoptr (CoffretKey) key = coffret_key_from_multibase (question->fragment, NULL);

    if (key != NULL)
      coffret_key_answer_refuse (answer, "key-in-fragment",
                                 "the key was not looked up, it stands in the URL");
  }
}

const CoffretKeyMethod coffret_key_method_https = { "https://", find_https };
const CoffretKeyMethod coffret_key_method_http = { "http://", find_https };
