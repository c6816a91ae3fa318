/* Data Integrity ECDSA Cryptosuites 1.0, section 3.4: selective disclosure, what the holder derived
 * for a verifier. The issuer's signature is over the lines that are always shown; every other line
 * has one of its own, by a key made for this credential only. */
#include <string.h>

#include "base/json.h"
#include "base/multibase.h"
#include "base/base64.h"
#include "verify/cbor.h"
#include "verify/digests.h"
#include "verify/integrity.h"
#include "verify/suites.h"

#define SIGNATURE_LENGTH 64
#define KEY_LENGTH 35
#define LABEL_LENGTH 32
#define MAX_PROOF_VALUE (512 * 1024)
#define MAX_SIGNATURES 5000

typedef struct {
  const guint8 *base_signature;
  const guint8 *key;
  const guint8 **signatures;
  guint n_signatures;
  const guint8 **labels; /* by number of the canonical label; NULL: not given */
  guint n_labels;
  guint64 *mandatory;
  guint n_mandatory;
} Disclosure;

static void
disclosure_clear (Disclosure *disclosure)
{
  g_free (disclosure->signatures);
  g_free (disclosure->labels);
  g_free (disclosure->mandatory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Disclosure, disclosure_clear)

static gboolean
refuse (CoffretAttempt *attempt, CoffretAnswer answer, const char *code, const char *details)
{
  coffret_attempt_answer (attempt, answer, code, NULL, details);
  return FALSE;
}

static gboolean
open_disclosure (CoffretAttempt *attempt)
{
  const char *value = coffret_json_string (attempt->proof, "proofValue");
  const guint8 *data = NULL;
  gsize length = 0;

  if (value != NULL && value[0] == 'u' && strnlen (value, MAX_PROOF_VALUE) < MAX_PROOF_VALUE)
    attempt->signature = coffret_multibase_decode (value);
  if (attempt->signature != NULL)
    data = g_bytes_get_data (attempt->signature, &length);
  if (length < 3 || data[0] != 0xd9 || data[1] != 0x5d || data[2] > 1)
    return refuse (attempt, COFFRET_ANSWER_NO, "signature-malformed",
                   "“proofValue” is not an ecdsa-sd-2023 proof");
  if (data[2] == 0)
    return refuse (attempt, COFFRET_ANSWER_UNKNOWN, "proof-base", NULL);
  return TRUE;
}

static gboolean
read_exactly (CoffretCbor *cbor, gsize expected, const guint8 **data)
{
  gsize length;

  return coffret_cbor_read_bytes (cbor, data, &length) && length == expected;
}

/* In ascending order or not; each canonical label at most once, no two under one name. */
static gboolean
read_labels (CoffretCbor *cbor, Disclosure *disclosure)
{
  g_autoptr (GHashTable) names =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  guint64 number;

  if (!coffret_cbor_read_map (cbor, &disclosure->n_labels))
    return FALSE;
  disclosure->labels = g_new0 (const guint8 *, disclosure->n_labels + 1);
  for (guint i = 0; i < disclosure->n_labels; i++) {
    const guint8 *name;

    /* The labels of a document are counted without gaps. */
    if (!coffret_cbor_read_uint (cbor, &number) || number >= disclosure->n_labels ||
        disclosure->labels[number] != NULL || !read_exactly (cbor, LABEL_LENGTH, &name) ||
        !g_hash_table_add (names, g_bytes_new_static (name, LABEL_LENGTH)))
      return FALSE;
    disclosure->labels[number] = name;
  }
  return TRUE;
}

/* Section 3.5.7, parseDerivedProofValue. */
static gboolean
read_disclosure (const CoffretAttempt *attempt, Disclosure *disclosure)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (attempt->signature, &length);
  CoffretCbor cbor = coffret_cbor_begin (data + 3, length - 3);
  guint count;

  if (!coffret_cbor_read_array (&cbor, &count) || count != 5 ||
      !read_exactly (&cbor, SIGNATURE_LENGTH, &disclosure->base_signature) ||
      !read_exactly (&cbor, KEY_LENGTH, &disclosure->key) ||
      !coffret_cbor_read_array (&cbor, &disclosure->n_signatures))
    return FALSE;
  disclosure->signatures = g_new (const guint8 *, disclosure->n_signatures + 1);
  for (guint i = 0; i < disclosure->n_signatures; i++)
    if (!read_exactly (&cbor, SIGNATURE_LENGTH, &disclosure->signatures[i]))
      return FALSE;
  if (!read_labels (&cbor, disclosure) ||
      !coffret_cbor_read_array (&cbor, &disclosure->n_mandatory))
    return FALSE;
  disclosure->mandatory = g_new (guint64, disclosure->n_mandatory + 1);
  for (guint i = 0; i < disclosure->n_mandatory; i++)
    if (!coffret_cbor_read_uint (&cbor, &disclosure->mandatory[i]))
      return FALSE;
  return coffret_cbor_is_done (&cbor);
}

/* The names under which the issuer signed the blank nodes; NULL when one is missing. One block. */
static char **
rename_blanks (const CoffretReading *reading, const Disclosure *disclosure)
{
  guint n_blanks = coffret_dataset_count_blanks (reading->dataset);
  const gsize room = 1 + LABEL_LENGTH * 4 / 3 + 2;
  char **names = g_malloc ((n_blanks + 1) * sizeof (char *) + n_blanks * room);
  char *text = (char *) (names + n_blanks + 1);

  for (guint i = 0; i < n_blanks; i++, text += room) {
    g_autofree char *encoded = NULL;
    guint64 number;

    names[i] = NULL;
    if (reading->labels[i] == NULL)
      continue;
    number = g_ascii_strtoull (reading->labels[i] + strlen ("c14n"), NULL, 10);
    if (number >= disclosure->n_labels) {
      g_free (names);
      return NULL;
    }
    encoded = coffret_base64url_encode (disclosure->labels[number], LABEL_LENGTH);
    names[i] = text;
    g_snprintf (text, room, "u%s", encoded);
  }
  names[n_blanks] = NULL;
  return names;
}

/* Which lines are mandatory; NULL when the numbers are not those of lines, each once. */
static gboolean *
mark_mandatory (const Disclosure *disclosure, guint n_lines)
{
  g_autofree gboolean *mandatory = g_new0 (gboolean, n_lines + 1);

  for (guint i = 0; i < disclosure->n_mandatory; i++) {
    if (disclosure->mandatory[i] >= n_lines || mandatory[disclosure->mandatory[i]])
      return NULL;
    mandatory[disclosure->mandatory[i]] = TRUE;
  }
  return g_steal_pointer (&mandatory);
}

static gboolean
base_matches (CoffretAttempt *attempt,
              const CoffretReading *reading,
              const Disclosure *disclosure,
              const CoffretCanonical *lines,
              const gboolean *mandatory,
              const CoffretKey *key)
{
  g_autoptr (GString) text = g_string_sized_new (lines->length);
  guint8 message[2 * 32 + KEY_LENGTH];
  const gsize hash = 32;

  for (guint i = 0; i < lines->n_lines; i++)
    if (mandatory[i])
      g_string_append_len (text, lines->text + lines->starts[i],
                           (gssize) (lines->starts[i + 1] - lines->starts[i]));
  coffret_digest_sha256.compute (reading->options, reading->options_length, attempt->hashes);
  coffret_digest_sha256.compute (text->str, text->len, attempt->hashes + hash);
  memcpy (message, attempt->hashes, hash);
  memcpy (message + hash, disclosure->key, KEY_LENGTH);
  memcpy (message + hash + KEY_LENGTH, attempt->hashes + hash, hash);
  return coffret_key_verify (key, COFFRET_ALGORITHM_ES256, message, sizeof message,
                             disclosure->base_signature, SIGNATURE_LENGTH);
}

static gboolean
others_match (const Disclosure *disclosure,
              const CoffretCanonical *lines,
              const gboolean *mandatory)
{
  g_autoptr (CoffretKey) key = coffret_key_from_multicodec (disclosure->key, KEY_LENGTH, NULL);
  guint next = 0;

  if (key == NULL || coffret_key_get_type (key) != COFFRET_KEY_P256)
    return FALSE;
  for (guint i = 0; i < lines->n_lines; i++)
    if (!mandatory[i] &&
        !coffret_key_verify (key, COFFRET_ALGORITHM_ES256, lines->text + lines->starts[i],
                             lines->starts[i + 1] - lines->starts[i],
                             disclosure->signatures[next++], SIGNATURE_LENGTH))
      return FALSE;
  return TRUE;
}

static gboolean
matches (CoffretAttempt *attempt, const CoffretReading *reading, const CoffretKey *key)
{
  g_auto (Disclosure) disclosure = { 0 };
  g_autofree char **names = NULL;
  g_autofree gboolean *mandatory = NULL;
  g_autoptr (CoffretCanonical) lines = NULL;

  if (!read_disclosure (attempt, &disclosure) || disclosure.n_signatures > MAX_SIGNATURES)
    return FALSE;
  names = rename_blanks (reading, &disclosure);
  mandatory = mark_mandatory (&disclosure, reading->n_lines);
  if (names == NULL || mandatory == NULL ||
      disclosure.n_signatures + disclosure.n_mandatory != reading->n_lines)
    return FALSE;
  lines = coffret_rdfc_write (reading->dataset, (const char *const *) names,
                              COFFRET_NQUADS_CANONICAL, NULL);
  return lines != NULL && base_matches (attempt, reading, &disclosure, lines, mandatory, key) &&
         others_match (&disclosure, lines, mandatory);
}

static const CoffretIntegritySuite suite = {
  .names = (const char *const[]) { "ecdsa-sd-2023", NULL },
  .second_hash = "mandatoryHash",
  .cost_of_line = 8 * 1024,
  .key_types = 1u << COFFRET_KEY_P256,
  .open = open_disclosure,
  .matches = matches,
};

static gboolean
knows (const CoffretSecured *secured, const json_t *proof)
{
  return coffret_integrity_knows (&suite, proof);
}

static void
verify (const CoffretSecured *secured,
        const json_t *proof,
        const CoffretGrounds *grounds,
        CoffretProofResult *result)
{
  coffret_integrity_verify_rdf (&suite, secured, proof, grounds, result);
}

const CoffretProofSuite coffret_suite_ecdsa_sd_2023 = { "ecdsa-sd-2023", knows, verify };
