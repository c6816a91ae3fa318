/* Open Badges 2.0 and older as a JWS: the key must be listed by the issuer's own profile and
 * say that it belongs to it ("Signed Badges"). Neither is signed by anybody, so both come
 * from the grounds; what the badge brings along proves nothing. */
#include <string.h>

#include "base/json.h"
#include "verify/issuer-document.h"
#include "verify/suites.h"
#include "verify/token-key.h"
#include "verify/token-suites.h"

#define MAX_KEYS 64
#define MAX_LISTED 1024 /* no issuer has more; a profile made to take time has */

static const char *const types[] = { "", "JWT", "JOSE", "JWS", NULL };

static gboolean
knows (const CoffretSecured *secured, const json_t *proof)
{
  return proof == NULL && secured->token != NULL && strcmp (secured->format, "ob2") == 0 &&
         strchr (secured->token, '~') == NULL;
}

/* The id of the key, as the badge names it: "creator", before version 2 "url". Nullable. */
static const char *
get_creator (const json_t *assertion)
{
  const json_t *verification = coffret_json_object (assertion, "verification");
  const char *creator;

  if (verification == NULL)
    verification = coffret_json_object (assertion, "verify");
  creator = coffret_json_string (verification, "creator");
  return creator != NULL ? creator : coffret_json_string (verification, "url");
}

static const char *
get_id (const json_t *value)
{
  const char *id =
    json_is_string (value) ? json_string_value (value) : coffret_json_string (value, "id");

  return id != NULL ? id : coffret_json_string (value, "@id");
}

static void
add_key (GPtrArray *found, const json_t *object, const char *owner, const CoffretGround *ground)
{
  g_autoptr (CoffretKey) key = NULL;
  CoffretResolvedKey *resolved;

  if (found->len >= MAX_KEYS || g_strcmp0 (coffret_json_string (object, "owner"), owner) != 0)
    return;
  key = coffret_issuer_document_read_key (object, NULL);
  if (key == NULL)
    return;
  resolved = g_new0 (CoffretResolvedKey, 1);
  resolved->key = g_steal_pointer (&key);
  resolved->controller = g_strdup (owner);
  resolved->as_of = ground->fetched;
  resolved->sha256 = g_strdup (ground->sha256);
  g_ptr_array_add (found, resolved);
}

/* The keys that one version of the issuer's profile lists, called NAME (nullable: any). */
static void
search_profile (const CoffretGrounds *grounds,
                const CoffretGround *profile,
                const char *name,
                GPtrArray *found)
{
  const char *owner = get_id (profile->json);

  for (gsize i = 0; i < MIN (coffret_json_count (profile->json, "publicKey"), MAX_LISTED); i++) {
    const json_t *entry = coffret_json_at (profile->json, "publicKey", i);
    const char *id = get_id (entry);
    g_autoptr (GPtrArray) apart = NULL;

    if (name != NULL && g_strcmp0 (id, name) != 0)
      continue;
    if (coffret_json_get (entry, "publicKeyPem") != NULL) {
      add_key (found, entry, owner, profile);
      continue;
    }
    apart = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, id);
    for (guint j = 0; j < apart->len; j++) {
      const CoffretGround *ground = g_ptr_array_index (apart, j);

      if (ground->token == NULL && g_strcmp0 (get_id (ground->json), id) == 0)
        add_key (found, ground->json, owner, ground);
    }
  }
}

/* A key that is here, while nothing here says that it is the issuer's. */
static CoffretKey *
find_stray (const CoffretSecured *secured,
            const CoffretGrounds *grounds,
            const char *name,
            const char **code)
{
  const json_t *class = coffret_json_at (secured->document, "badge", 0);
  const json_t *issuer = coffret_json_at (class, "issuer", 0);
  g_autoptr (GPtrArray) apart = coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, name);

  if (apart->len > 0) {
    const CoffretGround *ground = g_ptr_array_index (apart, 0);

    return coffret_issuer_document_read_key (ground->json, NULL);
  }
  *code = "key-brought-along";
  for (gsize i = 0; i < MIN (coffret_json_count (issuer, "publicKey"), MAX_LISTED); i++) {
    const json_t *entry = coffret_json_at (issuer, "publicKey", i);

    if (json_is_object (entry) && (name == NULL || g_strcmp0 (get_id (entry), name) == 0))
      return coffret_issuer_document_read_key (entry, NULL);
  }
  return NULL;
}

static void
check_key (const CoffretSecured *secured,
           const CoffretTokenHeader *header,
           const char *name,
           const CoffretGrounds *grounds,
           CoffretProofResult *result)
{
  g_autoptr (GPtrArray) profiles =
    coffret_grounds_find (grounds, COFFRET_GROUND_DOCUMENT, secured->signer);
  g_autoptr (GPtrArray) found =
    g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_resolved_key_free);
  g_autoptr (CoffretKey) stray = NULL;
  gsize length = strlen (secured->token);
  const char *code = profiles->len > 0 ? "key-not-listed" : "key-not-given";

  for (guint i = 0; i < profiles->len; i++) {
    const CoffretGround *profile = g_ptr_array_index (profiles, i);
    guint before = found->len;

    if (profile->token == NULL && g_strcmp0 (get_id (profile->json), secured->signer) == 0)
      search_profile (grounds, profile, name, found);
    if (found->len > before)
      g_ptr_array_add (result->used, g_strdup (profile->sha256));
  }
  if (found->len > 0) {
    /* A key that is named is the only one that may have signed. */
    CoffretTokenHeader named = *header;

    named.kid = name;
    coffret_token_key_try (secured, length, &named, found, result);
    return;
  }
  stray = find_stray (secured, grounds, name, &code);
  if (stray != NULL) {
    coffret_token_key_try_unbound (secured, length, header, stray, code, result);
    return;
  }
  code = profiles->len > 0 ? "key-not-listed" : "key-not-given";
  if (secured->signer == NULL)
    code = "issuer-not-named";
  coffret_check_set (&result->proof, COFFRET_ANSWER_UNKNOWN, code, name, NULL);
  coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN, code, name, NULL);
}

static void
verify (const CoffretSecured *secured,
        const json_t *proof,
        const CoffretGrounds *grounds,
        CoffretProofResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CoffretToken) token = NULL;
  CoffretTokenHeader header;
  const char *name;

  token = coffret_token_suite_parse (secured, &error);
  if (token == NULL) {
    coffret_token_suite_refuse (result, "token-malformed", error->message);
    return;
  }
  coffret_token_suite_describe (secured, token, result);
  name = get_creator (token->payload);
  result->method = g_strdup (name);
  if (coffret_token_header_read (token, types, &header, &result->proof)) {
    if (name == NULL)
      name = header.kid;
    if (header.kid != NULL && strstr (header.kid, "://") != NULL && strcmp (header.kid, name) != 0)
      coffret_check_set (&result->proof, COFFRET_ANSWER_NO, "token-contradicts", "kid", NULL);
    else
      check_key (secured, &header, name, grounds, result);
  }

  if (!json_equal (token->payload, secured->document))
    coffret_check_set (&result->coverage, COFFRET_ANSWER_NO, "terms-undefined", NULL,
                       "what is shown is not what the token says");
  else if (result->proof.answer == COFFRET_ANSWER_YES)
    coffret_check_set (&result->coverage, COFFRET_ANSWER_YES, "all-covered", NULL, NULL);
  coffret_token_suite_finish (result);
}

const CoffretProofSuite coffret_suite_badge_jws = { "badge-jws", knows, verify };
