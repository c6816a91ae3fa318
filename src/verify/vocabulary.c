#include "verify/vocabulary.h"

#include <string.h>

#include "base/json.h"
#include "jsonld/jsonld.h"

#define MAX_DEPTH 256

/* The gravest first: what is found later does not replace it. */
enum {
  RANK_UNKNOWN_CONTEXT = 1,
  RANK_INLINE,
  RANK_ORDER,
  RANK_WORD,
  RANK_CATCH_ALL,
};

typedef struct {
  CoffretVocabulary *vocabulary;
  CoffretContexts *contexts;
  gboolean by_meaning;
  const char *root_id; /* nullable */
  const char *place;   /* the name of the member that is looked at */
} Walk;

static void
find (CoffretVocabulary *vocabulary,
      guint rank,
      CoffretAnswer answer,
      const char *code,
      const char *subject,
      const char *details)
{
  if (vocabulary->rank != 0 && vocabulary->rank <= rank)
    return;
  vocabulary->rank = rank;
  vocabulary->answer = answer;
  vocabulary->code = code;
  g_free (vocabulary->subject);
  vocabulary->subject = g_strdup (subject);
  g_free (vocabulary->details);
  vocabulary->details = g_strdup (details);
}

/* What was signed may be there, but not where a reader of JSON looks. */
static void
find_word (CoffretVocabulary *vocabulary, const char *word, const char *why)
{
  g_autofree char *details = g_strdup_printf ("“%.200s”: %s", word, why);

  find (vocabulary, RANK_WORD, COFFRET_ANSWER_UNKNOWN, "context-inline", NULL, details);
}

static void
look_at_context_url (Walk *walk, const char *url)
{
  CoffretVocabulary *vocabulary = walk->vocabulary;

  if (!coffret_contexts_has (walk->contexts, url)) {
    vocabulary->unknown_context = TRUE;
    if (vocabulary->unknown == NULL)
      vocabulary->unknown = g_strdup (url);
    if (walk->by_meaning)
      find (vocabulary, RANK_UNKNOWN_CONTEXT, COFFRET_ANSWER_UNKNOWN, "context-unknown", url, NULL);
    return;
  }
  vocabulary->n_editions =
    MAX (vocabulary->n_editions, coffret_contexts_count_editions (walk->contexts, url));
  if (walk->by_meaning && coffret_contexts_is_catch_all (walk->contexts, url))
    find (vocabulary, RANK_CATCH_ALL, COFFRET_ANSWER_UNKNOWN, "context-unknown", url,
          "a context that gives every word a meaning");
}

static gboolean
begins_well (const char *url)
{
  return g_strcmp0 (url, "https://www.w3.org/ns/credentials/v2") == 0 ||
         g_strcmp0 (url, "https://www.w3.org/2018/credentials/v1") == 0;
}

/* RFC 5646, section 2.1, as loosely as RDF takes it. */
static gboolean
is_language_tag (const char *tag)
{
  gsize length = 0;
  gboolean first = TRUE;

  if (tag == NULL)
    return FALSE;
  for (; *tag != '\0'; tag++) {
    if (*tag == '-') {
      if (length == 0)
        return FALSE;
      length = 0;
      first = FALSE;
    } else if (first ? !g_ascii_isalpha (*tag) : !g_ascii_isalnum (*tag)) {
      return FALSE;
    } else if (++length > 8) {
      return FALSE;
    }
  }
  return length > 0;
}

/* Nothing but the language of the texts, or their direction. */
static gboolean
names_language (const json_t *context, gboolean *directed)
{
  const char *direction = coffret_json_string (context, "@direction");
  gsize known = 0;

  if (!json_is_object (context))
    return FALSE;
  if (is_language_tag (coffret_json_string (context, "@language")))
    known++;
  if (g_strcmp0 (direction, "ltr") == 0 || g_strcmp0 (direction, "rtl") == 0) {
    *directed = TRUE;
    known++;
  }
  return known > 0 && known == json_object_size (context);
}

/* VC Data Model 2.0, section 4.3; 1.1, section 4.1. */
static void
look_at_context (Walk *walk, const json_t *context)
{
  gsize count = json_is_array (context) ? json_array_size (context) : 1;

  for (gsize i = 0; i < count; i++) {
    const json_t *entry = json_is_array (context) ? json_array_get (context, i) : context;

    if (json_is_string (entry))
      look_at_context_url (walk, json_string_value (entry));
    else if (entry != NULL && !names_language (entry, &walk->vocabulary->directed))
      find (walk->vocabulary, RANK_INLINE, COFFRET_ANSWER_NO, "context-inline", NULL, NULL);
    if (i == 0 && !begins_well (json_string_value (entry)))
      find (walk->vocabulary, RANK_ORDER, COFFRET_ANSWER_UNKNOWN, "context-order", NULL, NULL);
  }
  if (count == 0)
    find (walk->vocabulary, RANK_ORDER, COFFRET_ANSWER_UNKNOWN, "context-order", NULL, NULL);
}

/* A text with its language (VC Data Model 2.0, section 11.1): there is no plain name for it. */
static gboolean
is_language_value (const json_t *object)
{
  gsize known = 0;

  if (!json_is_string (json_object_get (object, "@value")))
    return FALSE;
  known++;
  known += json_is_string (json_object_get (object, "@language"));
  known += json_is_string (json_object_get (object, "@direction"));
  return known == json_object_size (object);
}

/* An IRI that one of the bundled contexts may have a name for, or a prefix and the rest of one. */
static gboolean
may_be_known_iri (const char *key)
{
  static const char *const vocabularies[] = {
    "https://www.w3.org/", "http://www.w3.org/",      "https://w3id.org/",
    "http://w3id.org/",    "https://purl.imsglobal.", "http://purl.imsglobal.",
    "http://purl.org/",    "https://purl.org/",       "https://schema.org/",
    "http://schema.org/",  "https://www.schema.org/",
  };

  if (strstr (key, "://") == NULL)
    return !g_str_has_prefix (key, "urn:");
  for (guint i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    if (g_ascii_strncasecmp (key, vocabularies[i], strlen (vocabularies[i])) == 0)
      return TRUE;
  return FALSE;
}

/* Members that would mean as much in any object that says it is the credential. */
static gboolean
speaks_for_root (const Walk *walk, const json_t *object)
{
  static const char *const members[] = { "validUntil",     "validFrom", "expirationDate",
                                         "issuanceDate",   "issuer",    "credentialStatus",
                                         "refreshService", "termsOfUse" };

  if (walk->root_id == NULL || g_strcmp0 (coffret_json_string (object, "id"), walk->root_id) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_get (object, members[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void look_at_value (Walk *walk, const json_t *value, guint depth);

static void
look_at_type (Walk *walk, const json_t *type)
{
  if (json_is_string (type) && strchr (json_string_value (type), ':') != NULL &&
      may_be_known_iri (json_string_value (type)))
    find_word (walk->vocabulary, json_string_value (type), "a type written out");
}

/* KEY is a member of OBJECT. */
static void
look_at_key (Walk *walk, const json_t *object, const char *key, const json_t *value)
{
  CoffretVocabulary *vocabulary = walk->vocabulary;

  if (key[0] == '@' && !is_language_value (object))
    find_word (vocabulary, key, "a name of JSON-LD's own");
  else if (key[0] != '@' && strchr (key, ':') != NULL && may_be_known_iri (key))
    find_word (vocabulary, key, "a name written out");
  else if (strcmp (key, "id") == 0 && json_is_string (value) &&
           g_str_has_prefix (json_string_value (value), "_:"))
    find_word (vocabulary, json_string_value (value), "a name for what has none");
  else if (strcmp (key, "type") == 0)
    for (gsize i = 0; i < coffret_json_count (object, key); i++)
      look_at_type (walk, coffret_json_at (object, key, i));
}

static gboolean
holds_credentials (const char *name)
{
  static const char *const holders[] = { "verifiableCredential", "endorsement", NULL };

  return g_strv_contains (holders, name);
}

/* A context that stands within says how to read that part only. Whole credentials have one. */
static void
look_at_inner_context (Walk *walk, const json_t *context)
{
  look_at_context (walk, context);
  if (walk->by_meaning && !holds_credentials (walk->place))
    find_word (walk->vocabulary, walk->place, "a part with a context of its own");
}

static void
look_at_object (Walk *walk, const json_t *object, guint depth)
{
  const char *place = walk->place;
  const char *key;
  json_t *value;

  if (walk->by_meaning && depth > 0 && speaks_for_root (walk, object))
    find_word (walk->vocabulary, walk->root_id,
               "a part that says that it is the credential itself");
  /* Signed as text, it is whole, and has a verdict of its own. */
  if (!walk->by_meaning && depth > 0 && holds_credentials (place) &&
      json_object_get (object, "@context") != NULL)
    return;
  json_object_foreach ((json_t *) object, key, value) {
    if (depth == 0 && strcmp (key, "proof") == 0)
      continue;
    if (strcmp (key, "@context") == 0) {
      if (depth == 0)
        look_at_context (walk, value);
      else
        look_at_inner_context (walk, value);
      continue;
    }
    if (walk->by_meaning)
      look_at_key (walk, object, key, value);
    walk->place = key;
    look_at_value (walk, value, depth + 1);
    walk->place = place;
  }
}

/* Neither nothing nor an array in an array changes what an array means; a reader of JSON trips over
 * both. */
static void
look_at_array (Walk *walk, const json_t *array, guint depth)
{
  gsize index;
  json_t *member;

  json_array_foreach (array, index, member) {
    if (walk->by_meaning && (json_is_array (member) || json_is_null (member)))
      find_word (walk->vocabulary, json_is_array (member) ? "[]" : "null", "inside an array");
    look_at_value (walk, member, depth + 1);
  }
}

static void
look_at_value (Walk *walk, const json_t *value, guint depth)
{
  if (depth > MAX_DEPTH) {
    find_word (walk->vocabulary, "", "nested too deep to look at");
    return;
  }
  if (json_is_object (value))
    look_at_object (walk, value, depth);
  else if (json_is_array (value))
    look_at_array (walk, value, depth);
}

void
coffret_vocabulary_look (CoffretVocabulary *vocabulary,
                         const json_t *document,
                         CoffretContexts *contexts,
                         gboolean by_meaning)
{
  Walk walk = {
    .vocabulary = vocabulary,
    .contexts = contexts,
    .by_meaning = by_meaning,
    .root_id = coffret_json_string (document, "id"),
    .place = "",
  };

  *vocabulary = (CoffretVocabulary) { .answer = COFFRET_ANSWER_YES, .n_editions = 1 };
  if (coffret_json_get (document, "@context") == NULL)
    find (vocabulary, RANK_ORDER, COFFRET_ANSWER_UNKNOWN, "context-order", NULL, NULL);
  look_at_value (&walk, document, 0);
}

static json_t *
keep_known (const json_t *context, CoffretContexts *contexts)
{
  json_t *kept = json_array ();
  gsize count = json_is_array (context) ? json_array_size (context) : 1;

  for (gsize i = 0; i < count; i++) {
    json_t *entry = json_is_array (context) ? json_array_get (context, i) : (json_t *) context;
    const char *url = json_string_value (entry);

    /* Nor does one count that has an explanation for every word. */
    if (url == NULL ||
        (coffret_contexts_has (contexts, url) && !coffret_contexts_is_catch_all (contexts, url)))
      json_array_append (kept, entry);
  }
  return kept;
}

/* RFC 7519, section 4.1, and 7800: a token's own claims, which are signed beside the credential. */
static gboolean
is_claim (const char *name)
{
  static const char *const claims[] = {
    "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", NULL
  };

  return g_strv_contains (claims, name);
}

/* A copy in which only the contexts that are known are left, and no credentials within. */
static json_t *
copy_known (const json_t *value, CoffretContexts *contexts, guint depth)
{
  json_t *copy;
  const char *key;
  json_t *member;
  gsize index;

  if (depth > MAX_DEPTH || !(json_is_object (value) || json_is_array (value)))
    return json_incref ((json_t *) value);
  copy = json_is_object (value) ? json_object () : json_array ();
  json_array_foreach ((json_t *) value, index, member)
    json_array_append_new (copy, copy_known (member, contexts, depth + 1));
  json_object_foreach ((json_t *) value, key, member) {
    if (strcmp (key, "@context") == 0)
      json_object_set_new (copy, key, keep_known (member, contexts));
    else if (!holds_credentials (key) &&
             !(depth == 0 && (strcmp (key, "proof") == 0 || is_claim (key))))
      json_object_set_new (copy, key, copy_known (member, contexts, depth + 1));
  }
  return copy;
}

GPtrArray *
coffret_vocabulary_find_unexplained (const json_t *document,
                                     CoffretContexts *contexts,
                                     guint n_editions,
                                     GError **error)
{
  g_autoptr (json_t) copy = copy_known (document, contexts, 0);
  g_autoptr (GPtrArray) least = NULL;

  for (guint edition = 0; edition < n_editions; edition++) {
    CoffretJsonldOptions options = { .contexts = contexts,
                                     .inline_contexts = TRUE,
                                     .edition = edition };
    g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (json_t) expanded = coffret_jsonld_expand (copy, &options, dropped, error);

    if (expanded == NULL)
      return NULL;
    if (least != NULL && least->len <= dropped->len)
      continue;
    g_clear_pointer (&least, g_ptr_array_unref);
    least = g_steal_pointer (&dropped);
  }
  return g_steal_pointer (&least);
}

/* That of the document takes its place where the proof is hashed. */
static gboolean
is_plain_context (CoffretContexts *contexts, const json_t *proof)
{
  for (gsize i = 0; i < coffret_json_count (proof, "@context"); i++) {
    const char *url = json_string_value (coffret_json_at (proof, "@context", i));

    if (url == NULL || !coffret_contexts_has (contexts, url))
      return FALSE;
  }
  return TRUE;
}

void
coffret_vocabulary_look_at_proof (CoffretVocabulary *vocabulary,
                                  const json_t *proof,
                                  CoffretContexts *contexts)
{
  static const char *const members[] = {
    "@context",     "challenge",
    "created",      "cryptosuite",
    "domain",       "expires",
    "id",           "jws",
    "nonce",        "previousProof",
    "proofPurpose", "proofValue",
    "type",         "verificationMethod",
  };
  const char *key;
  json_t *value;

  if (!is_plain_context (contexts, proof))
    find_word (vocabulary, "@context", "a context of the proof's own");
  json_object_foreach ((json_t *) proof, key, value) {
    gboolean known = FALSE;

    for (guint i = 0; i < G_N_ELEMENTS (members); i++)
      known = known || strcmp (key, members[i]) == 0;
    if (!known)
      find_word (vocabulary, key, "a member that proofs do not have");
  }
}

void
coffret_vocabulary_refuse_direction (CoffretVocabulary *vocabulary)
{
  if (vocabulary->directed)
    find_word (vocabulary, "@direction", "not part of what this suite signs");
}

void
coffret_vocabulary_clear (CoffretVocabulary *vocabulary)
{
  g_free (vocabulary->subject);
  g_free (vocabulary->details);
  g_free (vocabulary->unknown);
  *vocabulary = (CoffretVocabulary) { 0 };
}
