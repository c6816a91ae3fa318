#include "verify/grounds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/base64.h"
#include "base/json.h"
#include "verify/registry.h"

#define CLOCK_SLACK (5 * G_TIME_SPAN_MINUTE)
#define MAX_ID 4096

typedef struct {
  char *name; /* nullable */
  gboolean distrusted;
  CoffretInstant since;
} OwnWord;

/* A document that nobody asked for yet. */
typedef struct {
  CoffretGroundKind kind;
  GBytes *bytes;
  char *fetched_from;
  CoffretInstant fetched;
} Unread;

/* What is read when it is first asked for, by whoever asks; shared by all that share the rest. */
typedef struct {
  gatomicrefcount references;
  GMutex lock;
  GPtrArray *documents; /* Unread */
  gboolean registries;  /* the bundled ones too */
  gint empty;           /* atomic */
} Unreads;

struct _CoffretGrounds {
  gatomicrefcount references;
  CoffretContexts *contexts;
  CoffretInstant now;
  CoffretInstant newest_seen;
  gboolean named_clock;
  GHashTable *grounds[2]; /* by kind: id -> GPtrArray of CoffretGround, newest first */
  GPtrArray *registries;  /* CoffretRegistry, the newest first */
  GHashTable *own_words;  /* issuer id -> OwnWord */
  GPtrArray *identities;  /* type, value, type, value, … */
  CoffretKeyCache *keys;
  Unreads *unread;
};

static void
unread_free (gpointer data)
{
  Unread *unread = data;

  g_bytes_unref (unread->bytes);
  g_free (unread->fetched_from);
  g_free (unread);
}

static Unreads *
unreads_new (void)
{
  Unreads *unreads = g_new0 (Unreads, 1);

  g_atomic_ref_count_init (&unreads->references);
  g_mutex_init (&unreads->lock);
  unreads->documents = g_ptr_array_new_with_free_func (unread_free);
  unreads->empty = TRUE;
  return unreads;
}

static void
unreads_unref (Unreads *unreads)
{
  if (!g_atomic_ref_count_dec (&unreads->references))
    return;
  g_mutex_clear (&unreads->lock);
  g_ptr_array_unref (unreads->documents);
  g_free (unreads);
}

static void
ground_free (gpointer data)
{
  CoffretGround *ground = data;

  g_free (ground->id);
  g_bytes_unref (ground->bytes);
  g_free (ground->sha256);
  g_clear_pointer (&ground->json, json_decref);
  g_free (ground->token);
  g_free (ground->fetched_from);
  g_free (ground);
}

static void
own_word_free (gpointer data)
{
  OwnWord *word = data;

  g_free (word->name);
  g_free (word);
}

CoffretGrounds *
coffret_grounds_new (CoffretContexts *contexts, CoffretInstant now)
{
  CoffretGrounds *grounds = g_new0 (CoffretGrounds, 1);

  g_atomic_ref_count_init (&grounds->references);
  grounds->contexts = coffret_contexts_ref (contexts);
  grounds->now = now;
  grounds->newest_seen = COFFRET_INSTANT_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (grounds->grounds); i++)
    grounds->grounds[i] =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  grounds->registries = g_ptr_array_new_with_free_func ((GDestroyNotify) coffret_registry_free);
  grounds->own_words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, own_word_free);
  grounds->identities = g_ptr_array_new_with_free_func (g_free);
  grounds->keys = coffret_key_cache_new ();
  grounds->unread = unreads_new ();
  return grounds;
}

CoffretGrounds *
coffret_grounds_new_at (const CoffretGrounds *grounds, CoffretInstant now)
{
  CoffretGrounds *later = g_memdup2 (grounds, sizeof *grounds);

  g_atomic_ref_count_init (&later->references);
  later->now = now;
  coffret_contexts_ref (later->contexts);
  for (guint i = 0; i < G_N_ELEMENTS (later->grounds); i++)
    g_hash_table_ref (later->grounds[i]);
  g_ptr_array_ref (later->registries);
  g_hash_table_ref (later->own_words);
  g_ptr_array_ref (later->identities);
  coffret_key_cache_ref (later->keys);
  g_atomic_ref_count_inc (&later->unread->references);
  return later;
}

CoffretGrounds *
coffret_grounds_ref (CoffretGrounds *grounds)
{
  g_atomic_ref_count_inc (&grounds->references);
  return grounds;
}

void
coffret_grounds_unref (CoffretGrounds *grounds)
{
  if (!g_atomic_ref_count_dec (&grounds->references))
    return;
  coffret_contexts_unref (grounds->contexts);
  for (guint i = 0; i < G_N_ELEMENTS (grounds->grounds); i++)
    g_hash_table_unref (grounds->grounds[i]);
  g_ptr_array_unref (grounds->registries);
  g_hash_table_unref (grounds->own_words);
  g_ptr_array_unref (grounds->identities);
  coffret_key_cache_unref (grounds->keys);
  unreads_unref (grounds->unread);
  g_free (grounds);
}

static gboolean
refuse (GError **error, const char *detail)
{
  g_set_error (error, COFFRET_VERIFY_ERROR, COFFRET_VERIFY_ERROR_DOCUMENT,
               /* Translators: %s is a technical detail in English. */
               _ ("This file is nothing that a credential can be checked with. (%s)"), detail);
  return FALSE;
}

/* What a compact JWS claims, unchecked; NULL when TEXT is none. */
static json_t *
parse_payload (const char *text)
{
  const char *first = strchr (text, '.');
  const char *second = first != NULL ? strchr (first + 1, '.') : NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *data;

  if (second == NULL || strchr (second + 1, '.') != NULL)
    return NULL;
  bytes = coffret_base64url_decode (first + 1, (gsize) (second - first - 1));
  data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;
  return data != NULL ? coffret_json_parse (data, length, NULL, NULL) : NULL;
}

static gboolean
parse (CoffretGround *ground, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (ground->bytes, &length);

  if (data == NULL)
    return refuse (error, "it is empty");
  if (coffret_json_looks_like (data, length)) {
    ground->json = coffret_json_parse (data, length, NULL, &problem);
  } else if (length <= COFFRET_JSON_MAX_BYTES && memchr (data, '\0', length) == NULL) {
    ground->token = g_strstrip (g_strndup (data, length));
    ground->json = parse_payload (ground->token);
  }
  if (json_is_object (ground->json))
    return TRUE;
  return refuse (error, problem != NULL ? problem->message : "neither a JSON object nor a token");
}

/* What it says that it is. Borrowed, nullable. */
static const char *
read_id (const CoffretGround *ground)
{
  const json_t *json = ground->json;
  const json_t *credential = coffret_json_object (json, "vc");
  const char *id = NULL;

  /* Token Status List section 5.1: "sub" is the list's own address. */
  if (ground->token != NULL && coffret_json_object (json, "status_list") != NULL)
    return coffret_json_string (json, "sub");
  id = coffret_json_string (json, "id");
  if (id == NULL)
    id = coffret_json_string (json, "@id");
  /* A VC-JWT's registered claims stand for what they repeat. */
  if (id == NULL && ground->token != NULL)
    id = coffret_json_string (json, "jti");
  if (id == NULL)
    id = coffret_json_string (credential, "id");
  /* SD-JWT VC section 5: the metadata of an issuer. */
  if (id == NULL &&
      (coffret_json_get (json, "jwks") != NULL || coffret_json_get (json, "jwks_uri") != NULL))
    id = coffret_json_string (json, "issuer");
  return id;
}

/* did:web Method Specification, "Read (Resolve)". Owned; NULL when DID is none. */
static char *
find_did_web_url (const char *did)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) url = g_string_new ("https://");

  if (!g_str_has_prefix (did, "did:web:"))
    return NULL;
  parts = g_strsplit (did + strlen ("did:web:"), ":", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *part = g_uri_unescape_string (parts[i], i == 0 ? "/" : NULL);

    if (part == NULL)
      return NULL;
    g_string_append_printf (url, "%s%s", i > 0 ? "/" : "", i == 0 ? part : parts[i]);
  }
  g_string_append (url,
                   parts[0] != NULL && parts[1] != NULL ? "/did.json" : "/.well-known/did.json");
  return g_string_free (g_steal_pointer (&url), FALSE);
}

/* "https://host:8443" of "https://host:8443/a/b". Owned. */
static char *
dup_origin (const char *url)
{
  return g_strndup (url, strlen ("https://") + strcspn (url + strlen ("https://"), "/?#"));
}

/* Whether what calls itself ID may have come from URL. */
static gboolean
may_come_from (const CoffretGround *ground, const char *id, const char *url)
{
  g_autofree char *place = g_str_has_prefix (id, "did:web:") ? find_did_web_url (id) : NULL;
  gsize length = strcspn (url, "#");

  if (place == NULL)
    place = g_str_has_prefix (id, "http://")
              ? g_strconcat ("https://", id + strlen ("http://"), NULL)
              : g_strdup (id);
  if (strcspn (place, "#") == length && strncmp (place, url, length) == 0)
    return TRUE;
  /* Metadata of an issuer lies at a well-known place of its host. */
  if (g_str_has_prefix (id, "https://") && coffret_json_get (ground->json, "issuer") != NULL) {
    g_autofree char *origin = dup_origin (id);
    g_autofree char *known = g_strconcat (origin, "/.well-known/jwt-vc-issuer", NULL);

    return g_str_has_prefix (url, known);
  }
  return FALSE;
}

static gboolean
identify (CoffretGround *ground, GError **error)
{
  const char *id = read_id (ground);

  if (id != NULL && ground->fetched_from != NULL &&
      !may_come_from (ground, id, ground->fetched_from))
    return refuse (error, "it was fetched from another place than its id names");
  if (id == NULL)
    id = ground->fetched_from;
  if (id == NULL || *id == '\0' || strlen (id) > MAX_ID)
    return refuse (error, "it has no id");
  ground->id = g_strdup (id);
  return TRUE;
}

static void
insert (GHashTable *table, CoffretGround *ground)
{
  GPtrArray *versions = g_hash_table_lookup (table, ground->id);
  guint at = 0;

  if (versions == NULL) {
    versions = g_ptr_array_new_with_free_func (ground_free);
    g_hash_table_insert (table, g_strdup (ground->id), versions);
  }
  while (at < versions->len &&
         ((CoffretGround *) g_ptr_array_index (versions, at))->fetched > ground->fetched)
    at++;
  g_ptr_array_insert (versions, (int) at, ground);
}

char *
coffret_ground_find_id (GBytes *bytes, GError **error)
{
  CoffretGround *ground = g_new0 (CoffretGround, 1);
  char *id = NULL;

  ground->bytes = g_bytes_ref (bytes);
  if (parse (ground, error) && identify (ground, error))
    id = g_strdup (ground->id);
  ground_free (ground);
  return id;
}

gboolean
coffret_grounds_add (CoffretGrounds *grounds,
                     CoffretGroundKind kind,
                     GBytes *bytes,
                     const char *fetched_from,
                     CoffretInstant fetched,
                     GError **error)
{
  CoffretGround *ground = g_new0 (CoffretGround, 1);

  ground->kind = kind;
  ground->bytes = g_bytes_ref (bytes);
  ground->fetched_from = g_strdup (fetched_from);
  ground->fetched = fetched;
  ground->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (fetched_from != NULL && !g_str_has_prefix (fetched_from, "https://")) {
    refuse (error, "it was not fetched over https");
  } else if (parse (ground, error) && identify (ground, error)) {
    insert (grounds->grounds[kind], ground);
    return TRUE;
  }
  ground_free (ground);
  return FALSE;
}

/* The newest first, and those without a date last. */
static void
add_registry (CoffretGrounds *grounds, CoffretRegistry *registry)
{
  guint at = 0;

  while (at < grounds->registries->len &&
         ((CoffretRegistry *) g_ptr_array_index (grounds->registries, at))->as_of >=
           registry->as_of)
    at++;
  g_ptr_array_insert (grounds->registries, (int) at, registry);
}

gboolean
coffret_grounds_add_registry (CoffretGrounds *grounds,
                              GBytes *bytes,
                              const char *name,
                              GError **error)
{
  CoffretRegistry *registry = coffret_registry_new (bytes, name, error);

  if (registry == NULL)
    return FALSE;
  add_registry (grounds, registry);
  return TRUE;
}

void
coffret_grounds_add_bundled_registries (CoffretGrounds *grounds)
{
  g_autoptr (GPtrArray) bundled = coffret_registries_bundled ();

  while (bundled->len > 0)
    add_registry (grounds, g_ptr_array_steal_index (bundled, 0));
}

void
coffret_grounds_add_later (CoffretGrounds *grounds,
                           CoffretGroundKind kind,
                           GBytes *bytes,
                           const char *fetched_from,
                           CoffretInstant fetched)
{
  Unread *unread = g_new0 (Unread, 1);

  unread->kind = kind;
  unread->bytes = g_bytes_ref (bytes);
  unread->fetched_from = g_strdup (fetched_from);
  unread->fetched = fetched;
  g_ptr_array_add (grounds->unread->documents, unread);
  grounds->unread->empty = FALSE;
}

void
coffret_grounds_add_bundled_registries_later (CoffretGrounds *grounds)
{
  grounds->unread->registries = TRUE;
  grounds->unread->empty = FALSE;
}

/* Whoever shares the tables waits here until they are whole. */
static void
settle (const CoffretGrounds *shared)
{
  CoffretGrounds *grounds = (CoffretGrounds *) shared;
  Unreads *unreads = grounds->unread;

  if (g_atomic_int_get (&unreads->empty))
    return;
  g_mutex_lock (&unreads->lock);
  if (!unreads->empty) {
    if (unreads->registries)
      coffret_grounds_add_bundled_registries (grounds);
    for (guint i = 0; i < unreads->documents->len; i++) {
      const Unread *unread = g_ptr_array_index (unreads->documents, i);

      coffret_grounds_add (grounds, unread->kind, unread->bytes, unread->fetched_from,
                           unread->fetched, NULL);
    }
    g_ptr_array_set_size (unreads->documents, 0);
    g_atomic_int_set (&unreads->empty, TRUE);
  }
  g_mutex_unlock (&unreads->lock);
}

static void
say (CoffretGrounds *grounds,
     const char *issuer_id,
     const char *name,
     gboolean distrusted,
     CoffretInstant since)
{
  OwnWord *word = g_new0 (OwnWord, 1);

  word->name = g_strdup (name);
  word->distrusted = distrusted;
  word->since = since;
  g_hash_table_replace (grounds->own_words, g_strdup (issuer_id), word);
}

void
coffret_grounds_trust (CoffretGrounds *grounds,
                       const char *issuer_id,
                       const char *name,
                       CoffretInstant since)
{
  say (grounds, issuer_id, name, FALSE, since);
}

void
coffret_grounds_distrust (CoffretGrounds *grounds, const char *issuer_id, CoffretInstant since)
{
  say (grounds, issuer_id, NULL, TRUE, since);
}

void
coffret_grounds_add_identity (CoffretGrounds *grounds, const char *type, const char *value)
{
  g_ptr_array_add (grounds->identities, g_strdup (type));
  g_ptr_array_add (grounds->identities, g_strdup (value));
}

void
coffret_grounds_name_clock (CoffretGrounds *grounds)
{
  grounds->named_clock = TRUE;
}

void
coffret_grounds_set_newest_seen (CoffretGrounds *grounds, CoffretInstant newest)
{
  grounds->newest_seen = newest;
}

CoffretContexts *
coffret_grounds_get_contexts (const CoffretGrounds *grounds)
{
  return grounds->contexts;
}

CoffretKeyCache *
coffret_grounds_get_keys (const CoffretGrounds *grounds)
{
  return grounds->keys;
}

CoffretInstant
coffret_grounds_get_now (const CoffretGrounds *grounds)
{
  return grounds->now;
}

gboolean
coffret_grounds_clock_is_sane (const CoffretGrounds *grounds)
{
  CoffretInstant built = coffret_instant_from_unix (COFFRET_BUILT);

  if (grounds->named_clock)
    return TRUE;
  return grounds->now >= built && (grounds->newest_seen == COFFRET_INSTANT_NONE ||
                                   grounds->now >= grounds->newest_seen - CLOCK_SLACK);
}

GPtrArray *
coffret_grounds_find (const CoffretGrounds *grounds, CoffretGroundKind kind, const char *id)
{
  GPtrArray *found = g_ptr_array_new ();
  const GPtrArray *versions;

  settle (grounds);
  versions = id != NULL ? g_hash_table_lookup (grounds->grounds[kind], id) : NULL;
  for (guint i = 0; versions != NULL && i < versions->len; i++)
    g_ptr_array_add (found, g_ptr_array_index (versions, i));
  return found;
}

CoffretVouch
coffret_grounds_vouch (const CoffretGrounds *grounds, const char *issuer_id)
{
  CoffretVouch vouch = { .trust = COFFRET_TRUST_NONE, .as_of = COFFRET_INSTANT_NONE };
  const OwnWord *word;

  if (issuer_id == NULL)
    return vouch;
  word = g_hash_table_lookup (grounds->own_words, issuer_id);
  if (word != NULL) {
    vouch.trust = word->distrusted ? COFFRET_TRUST_DISTRUSTED : COFFRET_TRUST_OWNER;
    vouch.name = word->name;
    vouch.as_of = word->since;
    return vouch;
  }
  settle (grounds);
  for (guint i = 0; i < grounds->registries->len; i++) {
    const CoffretRegistry *registry = g_ptr_array_index (grounds->registries, i);
    const char *name = g_hash_table_lookup (registry->issuers, issuer_id);

    if (name == NULL)
      continue;
    vouch.trust = COFFRET_TRUST_REGISTRY;
    vouch.name = *name != '\0' ? name : NULL;
    vouch.voucher = registry->name;
    vouch.as_of = registry->as_of;
    return vouch;
  }
  return vouch;
}

const char *
coffret_grounds_match_identity (const CoffretGrounds *grounds, const char *value)
{
  g_autofree char *small = value != NULL ? g_utf8_strdown (value, -1) : NULL;

  if (value == NULL)
    return NULL;
  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i + 1 < grounds->identities->len; i += 2) {
      const char *own = g_ptr_array_index (grounds->identities, i + 1);
      g_autofree char *own_small = g_utf8_strdown (own, -1);

      if (pass == 0 ? strcmp (own, value) == 0 : strcmp (own_small, small) == 0)
        return own;
    }
  }
  return NULL;
}

const char *const *
coffret_grounds_list_identities (const CoffretGrounds *grounds, guint *count)
{
  *count = grounds->identities->len / 2;
  return (const char *const *) grounds->identities->pdata;
}
