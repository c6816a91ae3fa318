#include "verify/integrity.h"

#include <string.h>

#include "base/json.h"
#include "base/multibase.h"
#include "verify/digests.h"

/* Longer than any signature in base58. */
#define MAX_PROOF_VALUE 256
#define MAX_LISTED 20
#define WEIGHT_OF_VALUE 32
#define MAX_KEPT (128 * 1024) /* bytes of a text that a person may want to look at */

static const struct {
  const CoffretDigest *digest;
  CoffretAlgorithm algorithm;
  gsize signature_length;
} ways[] = {
  [COFFRET_KEY_ED25519] = { &coffret_digest_sha256, COFFRET_ALGORITHM_EDDSA, 64 },
  [COFFRET_KEY_P256] = { &coffret_digest_sha256, COFFRET_ALGORITHM_ES256, 64 },
  [COFFRET_KEY_P384] = { &coffret_digest_sha384, COFFRET_ALGORITHM_ES384, 96 },
};

gboolean
coffret_integrity_knows (const CoffretIntegritySuite *suite, const json_t *proof)
{
  const char *type = coffret_json_string (proof, "type");
  const char *name = suite->has_type ? type : coffret_json_string (proof, "cryptosuite");

  if (!suite->has_type && g_strcmp0 (type, "DataIntegrityProof") != 0)
    return FALSE;
  return name != NULL && g_strv_contains (suite->names, name);
}

void
coffret_attempt_answer (CoffretAttempt *attempt,
                        CoffretAnswer answer,
                        const char *code,
                        const char *subject,
                        const char *details)
{
  coffret_check_set (&attempt->result->proof, answer, code, subject, details);
}

void
coffret_attempt_answer_error (CoffretAttempt *attempt, const GError *error)
{
  CoffretProofBudget *budget = attempt->secured->budget;
  CoffretAnswer answer = COFFRET_ANSWER_UNKNOWN;
  const char *code;

  switch (error->domain == COFFRET_JSONLD_ERROR ? error->code : -1) {
  case COFFRET_JSONLD_ERROR_CONTEXT:
    code = "context-unknown";
    break;
  case COFFRET_JSONLD_ERROR_UNSUPPORTED:
    code = "feature-unsupported";
    break;
  case COFFRET_JSONLD_ERROR_TOO_COMPLEX:
    code = "too-complex";
    budget->bytes -= MIN (budget->bytes, COFFRET_COST_OF_REFUSAL);
    break;
  default:
    /* What is an error by the standard was signed by nobody. */
    code = "signature-wrong";
    answer = COFFRET_ANSWER_NO;
    break;
  }
  coffret_attempt_answer (attempt, answer, code, NULL, error->message);
}

gboolean
coffret_attempt_spend (CoffretAttempt *attempt, gsize bytes, GError **error)
{
  CoffretProofBudget *budget = attempt->secured->budget;

  if (bytes <= budget->bytes) {
    budget->bytes -= bytes;
    return TRUE;
  }
  g_set_error_literal (error, COFFRET_JSONLD_ERROR, COFFRET_JSONLD_ERROR_TOO_COMPLEX,
                       "all proofs in it together take too much work");
  return FALSE;
}

gsize
coffret_attempt_weigh (const json_t *value)
{
  gsize weight = WEIGHT_OF_VALUE + json_string_length (value);
  gsize index;
  const char *key;
  json_t *member;

  json_array_foreach (value, index, member)
    weight += coffret_attempt_weigh (member);
  json_object_foreach ((json_t *) value, key, member)
    weight += strlen (key) + coffret_attempt_weigh (member);
  return weight;
}

static gboolean
refuse_proof (CoffretAttempt *attempt, const char *details)
{
  coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "proof-malformed", NULL, details);
  return FALSE;
}

/* An xsd:dateTime, where there is one at all. */
static gboolean
read_date (CoffretAttempt *attempt, const char *name, CoffretInstant *instant)
{
  const json_t *value = json_object_get (attempt->proof, name);
  const char *text = json_string_value (value);

  *instant = COFFRET_INSTANT_NONE;
  if (value == NULL)
    return TRUE;
  if (text != NULL && strchr (text, 'T') != NULL)
    *instant = coffret_instant_parse (text);
  return *instant != COFFRET_INSTANT_NONE;
}

/* VC Data Integrity 1.0, sections 2.1 and 4.4. */
static gboolean
check_rules (CoffretAttempt *attempt)
{
  CoffretProofResult *result = attempt->result;
  const char *purpose = coffret_json_string (attempt->proof, "proofPurpose");

  if (!read_date (attempt, "created", &result->created))
    return refuse_proof (attempt, "“created” is not a date and time");
  if (!read_date (attempt, "expires", &result->expires))
    return refuse_proof (attempt, "“expires” is not a date and time");
  if (purpose == NULL)
    return refuse_proof (attempt, "there is no “proofPurpose”");
  if (strcmp (purpose, attempt->secured->purpose) == 0)
    return TRUE;
  coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "purpose-wrong", NULL, purpose);
  return FALSE;
}

static void
free_candidate (gpointer data)
{
  CoffretCandidate *candidate = data;

  coffret_key_unref (candidate->key);
  g_free (candidate);
}

static void
add_candidate (CoffretAttempt *attempt, CoffretKey *key, const CoffretResolvedKey *resolved)
{
  CoffretCandidate *candidate = g_new (CoffretCandidate, 1);

  candidate->key = coffret_key_ref (key);
  candidate->resolved = resolved;
  g_ptr_array_add (attempt->keys, candidate);
}

static gboolean
is_candidate (const CoffretAttempt *attempt, const CoffretKey *key)
{
  for (guint i = 0; i < attempt->keys->len; i++) {
    const CoffretCandidate *candidate = attempt->keys->pdata[i];

    if (coffret_key_equal (candidate->key, key))
      return TRUE;
  }
  return FALSE;
}

/* Whose the key is that is tried; at first the newest one. */
static void
answer_binding (CoffretAttempt *attempt, const CoffretCandidate *candidate)
{
  CoffretProofResult *result = attempt->result;

  g_clear_pointer (&result->key, coffret_key_unref);
  result->key = coffret_key_ref (candidate->key);
  if (candidate->resolved == NULL)
    return; /* answered when the key was looked for */
  coffret_resolve_binding (candidate->resolved, attempt->secured->signer, attempt->secured->purpose,
                           &result->binding);
  g_ptr_array_set_size (result->used, 0);
  if (candidate->resolved->sha256 != NULL)
    g_ptr_array_add (result->used, g_strdup (candidate->resolved->sha256));
}

/* A did:key is its only key; 1EdTech's own samples leave the fragment out. */
static char *
full_method (const char *method)
{
  if (method != NULL && g_str_has_prefix (method, "did:key:") && strchr (method, '#') == NULL)
    return g_strconcat (method, "#", method + strlen ("did:key:"), NULL);
  return g_strdup (method);
}

/* The keys that METHOD may mean, each once, the newest first. */
static gboolean
find_keys (CoffretAttempt *attempt)
{
  CoffretProofResult *result = attempt->result;
  const json_t *given = json_object_get (attempt->proof, "verificationMethod");
  g_autofree char *method = full_method (json_string_value (given));
  const char *code = NULL;
  g_autoptr (GError) error = NULL;

  attempt->keys = g_ptr_array_new_with_free_func (free_candidate);
  result->method = g_strdup (json_string_value (given));
  if (method == NULL) {
    /* A method that is written out brings its key along. */
    coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN,
                       json_is_object (given) ? "key-brought-along" : "key-not-named", NULL, NULL);
    coffret_check_copy (&result->proof, &result->binding);
    return FALSE;
  }
  attempt->resolved =
    coffret_resolve (attempt->grounds, method, attempt->secured->purpose, &code, &error);
  for (guint i = 0; attempt->resolved != NULL && i < attempt->resolved->len; i++) {
    const CoffretResolvedKey *resolved = attempt->resolved->pdata[i];

    if (!is_candidate (attempt, resolved->key))
      add_candidate (attempt, resolved->key, resolved);
  }
  if (attempt->resolved == NULL && g_strcmp0 (code, "key-in-fragment") == 0) {
    g_autoptr (CoffretKey) key = coffret_resolve_fragment (result->method);

    if (key != NULL)
      add_candidate (attempt, key, NULL);
  }
  if (attempt->resolved == NULL)
    coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN, code, result->method,
                       error->message);
  if (attempt->keys->len == 0) {
    coffret_check_copy (&result->proof, &result->binding);
    return FALSE;
  }
  answer_binding (attempt, attempt->keys->pdata[0]);
  for (guint i = 0; i < attempt->keys->len; i++) {
    const CoffretCandidate *candidate = attempt->keys->pdata[i];

    if (coffret_attempt_digest (attempt, candidate->key) != NULL)
      return TRUE;
  }
  coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "algorithm-wrong", NULL, NULL);
  return FALSE;
}

gboolean
coffret_attempt_begin (CoffretAttempt *attempt)
{
  CoffretProofResult *result = attempt->result;
  gboolean has_key;

  coffret_check_set (&result->coverage, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
  coffret_check_set (&result->binding, COFFRET_ANSWER_UNKNOWN, "not-decided", NULL, NULL);
  coffret_vocabulary_look (&attempt->vocabulary, attempt->secured->document,
                           coffret_grounds_get_contexts (attempt->grounds), attempt->by_meaning);
  if (attempt->by_meaning)
    coffret_vocabulary_look_at_proof (&attempt->vocabulary, attempt->proof,
                                      coffret_grounds_get_contexts (attempt->grounds));
  if (attempt->by_meaning && attempt->suite->has_type)
    coffret_vocabulary_refuse_direction (&attempt->vocabulary);
  /* The key first: whose a proof is that breaks the rules counts in a set of proofs too. */
  has_key = find_keys (attempt);
  return check_rules (attempt) && attempt->suite->open (attempt) && has_key;
}

void
coffret_attempt_clear (CoffretAttempt *attempt)
{
  coffret_vocabulary_clear (&attempt->vocabulary);
  g_clear_pointer (&attempt->signature, g_bytes_unref);
  g_clear_pointer (&attempt->keys, g_ptr_array_unref);
  g_clear_pointer (&attempt->resolved, g_ptr_array_unref);
  if (attempt->header != NULL)
    g_string_free (g_steal_pointer (&attempt->header), TRUE);
}

const CoffretDigest *
coffret_attempt_digest (const CoffretAttempt *attempt, const CoffretKey *key)
{
  CoffretKeyType type = coffret_key_get_type (key);

  return (attempt->suite->key_types & (1u << type)) != 0 ? ways[type].digest : NULL;
}

static json_t *
find_proof (const json_t *proofs, const char *id)
{
  gsize count = json_is_array (proofs) ? json_array_size (proofs) : 1;

  for (gsize i = 0; i < count; i++) {
    json_t *proof = json_is_array (proofs) ? json_array_get (proofs, i) : (json_t *) proofs;

    if (g_strcmp0 (coffret_json_string (proof, "id"), id) == 0)
      return proof;
  }
  return NULL;
}

json_t *
coffret_attempt_document (CoffretAttempt *attempt)
{
  const json_t *proofs = json_object_get (attempt->secured->document, "proof");
  json_t *document = json_copy ((json_t *) attempt->secured->document);
  gsize count = coffret_json_count (attempt->proof, "previousProof");
  json_t *previous;

  json_object_del (document, "proof");
  if (json_object_get (attempt->proof, "previousProof") == NULL)
    return document;
  if (count == 0) {
    coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "chain-broken", NULL, NULL);
    json_decref (document);
    return NULL;
  }
  previous = json_array ();
  json_object_set_new (document, "proof", previous);
  for (gsize i = 0; i < count; i++) {
    const char *id = json_string_value (coffret_json_at (attempt->proof, "previousProof", i));
    json_t *proof = id == NULL ? NULL : find_proof (proofs, id);

    if (proof == NULL || proof == attempt->proof) {
      coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "chain-broken", NULL, id);
      json_decref (document);
      return NULL;
    }
    json_array_append (previous, proof);
  }
  return document;
}

json_t *
coffret_attempt_options (CoffretAttempt *attempt)
{
  json_t *options = json_copy ((json_t *) attempt->proof);

  json_object_del (options, "proofValue");
  json_object_del (options, "jws");
  return options;
}

static gboolean
is_signature_length (gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (length == ways[i].signature_length)
      return TRUE;
  return FALSE;
}

gboolean
coffret_integrity_open_base58 (CoffretAttempt *attempt)
{
  const char *value = coffret_json_string (attempt->proof, "proofValue");

  if (value != NULL && value[0] == 'z' && strnlen (value, MAX_PROOF_VALUE) < MAX_PROOF_VALUE)
    attempt->signature = coffret_multibase_decode (value);
  if (attempt->signature != NULL && is_signature_length (g_bytes_get_size (attempt->signature)))
    return TRUE;
  coffret_attempt_answer (attempt, COFFRET_ANSWER_NO, "signature-malformed", NULL,
                          "“proofValue” is not a signature in base58 as multibase");
  return FALSE;
}

static void
keep_hex (json_t *details, const char *name, const guint8 *data, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  char hex[2 * COFFRET_DIGEST_MAX_LENGTH];

  for (gsize i = 0; i < length; i++) {
    hex[2 * i] = digits[data[i] >> 4];
    hex[2 * i + 1] = digits[data[i] & 15];
  }
  json_object_set_new (details, name, json_stringn_nocheck (hex, 2 * length));
}

gsize
coffret_integrity_hash (CoffretAttempt *attempt, const CoffretReading *reading)
{
  gsize length = reading->digest->length;

  reading->digest->compute (reading->options, reading->options_length, attempt->hashes);
  reading->digest->compute (reading->document, reading->document_length, attempt->hashes + length);
  return 2 * length;
}

gboolean
coffret_integrity_matches (CoffretAttempt *attempt,
                           const CoffretReading *reading,
                           const CoffretKey *key)
{
  gsize length = coffret_integrity_hash (attempt, reading);
  gsize signature_length;
  const guint8 *signature = g_bytes_get_data (attempt->signature, &signature_length);

  return coffret_key_verify (key, ways[coffret_key_get_type (key)].algorithm, attempt->hashes,
                             length, signature, signature_length);
}

static void
keep_text (json_t *details, const char *name, const char *text, gsize length)
{
  if (length <= MAX_KEPT)
    json_object_set_new (details, name, json_stringn_nocheck (text, length));
}

void
coffret_attempt_keep (CoffretAttempt *attempt,
                      const CoffretReading *reading,
                      const char *edition,
                      const char *escaping)
{
  json_t *details = attempt->result->details;

  json_object_set_new (details, "hash", json_string_nocheck (reading->digest->name));
  keep_hex (details, "proofHash", attempt->hashes, reading->digest->length);
  keep_hex (details, attempt->suite->second_hash, attempt->hashes + reading->digest->length,
            reading->digest->length);
  keep_text (details, "document", reading->document, reading->document_length);
  keep_text (details, "proof", reading->options, reading->options_length);
  if (edition != NULL)
    json_object_set_new (details, "edition", json_string_nocheck (edition));
  if (escaping != NULL)
    json_object_set_new (details, "escaping", json_string_nocheck (escaping));
}

static gboolean
is_index (const char *segment, gsize length)
{
  return length > 0 && strspn (segment, "0123456789") >= length;
}

/* "/credentialSubject/motto/0: …" is about "motto". */
static char *
name_of_dropped (const char *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *pointer =
    g_strndup (line, colon != NULL ? (gsize) (colon - line) : strlen (line));
  char *slash = strrchr (pointer, '/');
  g_autoptr (GString) name = NULL;

  while (slash != NULL && slash > pointer && is_index (slash + 1, strlen (slash + 1))) {
    *slash = '\0';
    slash = strrchr (pointer, '/');
  }
  name = g_string_new (slash != NULL ? slash + 1 : pointer);
  g_string_replace (name, "~1", "/", 0);
  g_string_replace (name, "~0", "~", 0);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
answer_dropped (CoffretCheck *coverage, GPtrArray *dropped)
{
  g_autofree char *name = name_of_dropped (dropped->pdata[0]);
  g_autoptr (GString) details = g_string_new (NULL);

  for (guint i = 0; i < dropped->len && i < MAX_LISTED; i++)
    g_string_append_printf (details, "%s%s", i > 0 ? "\n" : "", (char *) dropped->pdata[i]);
  if (dropped->len > MAX_LISTED)
    g_string_append (details, "\n…");
  coffret_check_set (coverage, COFFRET_ANSWER_NO, "terms-undefined", name, details->str);
}

void
coffret_attempt_accept (CoffretAttempt *attempt,
                        const CoffretCandidate *candidate,
                        GPtrArray *dropped)
{
  CoffretProofResult *result = attempt->result;
  const CoffretVocabulary *vocabulary = &attempt->vocabulary;

  coffret_attempt_answer (attempt, COFFRET_ANSWER_YES, "signature-matches", NULL, NULL);
  answer_binding (attempt, candidate);
  if (dropped != NULL && dropped->len > 0)
    answer_dropped (&result->coverage, dropped);
  else if (vocabulary->answer != COFFRET_ANSWER_YES)
    coffret_check_set (&result->coverage, vocabulary->answer, vocabulary->code, vocabulary->subject,
                       vocabulary->details);
  else
    coffret_check_set (&result->coverage, COFFRET_ANSWER_YES, "all-covered", NULL, NULL);
}
