#include "share/holder-key.h"

#include <sodium.h>
#include <string.h>

#include "base/multibase.h"
#include "jsonld/jcs.h"
#include "jsonld/jsonld.h"
#include "jsonld/rdfc.h"
#include "verify/digests.h"

struct _CoffretHolderKey {
  gatomicrefcount refs;
  CoffretSecret *secret; /* seed and public key, as libsodium wants it */
  char *did;
  char *method;
};

CoffretHolderKey *
coffret_holder_key_new (CoffretSecret *seed)
{
  CoffretHolderKey *key = g_new0 (CoffretHolderKey, 1);
  /* Multicodec ed25519-pub. */
  guint8 public[2 + crypto_sign_PUBLICKEYBYTES] = { 0xed, 0x01 };
  g_autofree char *name = NULL;

  g_assert (coffret_secret_length (seed) == COFFRET_HOLDER_KEY_LENGTH);
  g_atomic_ref_count_init (&key->refs);
  key->secret = coffret_secret_new (crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair (public + 2, coffret_secret_bytes (key->secret),
                            coffret_secret_bytes (seed));
  name = coffret_multibase_encode (public, sizeof public);
  key->did = g_strconcat ("did:key:", name, NULL);
  key->method = g_strconcat (key->did, "#", name, NULL);
  return key;
}

CoffretHolderKey *
coffret_holder_key_ref (CoffretHolderKey *key)
{
  g_atomic_ref_count_inc (&key->refs);
  return key;
}

void
coffret_holder_key_unref (CoffretHolderKey *key)
{
  if (key == NULL || !g_atomic_ref_count_dec (&key->refs))
    return;
  coffret_secret_unref (key->secret);
  g_free (key->did);
  g_free (key->method);
  g_free (key);
}

const char *
coffret_holder_key_get_did (const CoffretHolderKey *key)
{
  return key->did;
}

static void
set_instant (json_t *object, const char *name, CoffretInstant instant)
{
  g_autofree char *text = coffret_instant_to_rfc3339 (instant);

  if (text != NULL)
    json_object_set_new (object, name, json_string (text));
}

static void
set_string (json_t *object, const char *name, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (object, name, json_string (text));
}

/* The proof less its value: section 3.2.5, proof configuration. */
static json_t *
make_proof (const CoffretHolderKey *key, const CoffretSigning *signing, const char *suite)
{
  json_t *proof = json_object ();

  set_string (proof, "type", "DataIntegrityProof");
  set_string (proof, "cryptosuite", suite);
  set_instant (proof, "created", signing->created);
  set_instant (proof, "expires", signing->expires);
  set_string (proof, "verificationMethod", signing->method != NULL ? signing->method : key->method);
  set_string (proof, "proofPurpose", signing->purpose);
  set_string (proof, "domain", signing->domain);
  set_string (proof, "challenge", signing->challenge);
  return proof;
}

/* Section 3.2.3 and RDFC-1.0; NULL where something of JSON has no meaning. */
static GString *
canonicalise_rdf (const json_t *json, CoffretContexts *contexts)
{
  CoffretJsonldOptions options = {
    .contexts = contexts,
    .safe = TRUE,
    .rdf_direction = COFFRET_RDF_DIRECTION_I18N,
  };
  g_autoptr (CoffretDataset) dataset = coffret_jsonld_to_rdf (json, &options, NULL, NULL);
  g_autoptr (CoffretCanonical) canonical =
    dataset != NULL
      ? coffret_rdfc_canonicalise (dataset, &coffret_digest_sha256, COFFRET_NQUADS_CANONICAL,
                                   COFFRET_RDFC_WORK, NULL, NULL)
      : NULL;

  return canonical != NULL ? g_string_new_len (canonical->text, (gssize) canonical->length) : NULL;
}

static char *
sign_texts (const CoffretHolderKey *key, const GString *options, const GString *document)
{
  guint8 hashes[2 * crypto_hash_sha256_BYTES];
  guint8 signature[crypto_sign_BYTES];

  coffret_digest_sha256.compute (options->str, options->len, hashes);
  coffret_digest_sha256.compute (document->str, document->len, hashes + crypto_hash_sha256_BYTES);
  crypto_sign_detached (signature, NULL, hashes, sizeof hashes, coffret_secret_bytes (key->secret));
  return coffret_multibase_encode (signature, sizeof signature);
}

/* NULL without ERROR: the document says more than RDF can. */
static json_t *
prove_rdf (const CoffretHolderKey *key,
           json_t *document,
           const CoffretSigning *signing,
           CoffretContexts *contexts)
{
  g_autoptr (json_t) proof = make_proof (key, signing, "eddsa-rdfc-2022");
  g_autoptr (json_t) options = json_copy (proof);
  g_autoptr (GString) first = NULL;
  g_autoptr (GString) second = NULL;
  g_autofree char *value = NULL;

  json_object_set (options, "@context", json_object_get (document, "@context"));
  second = canonicalise_rdf (document, contexts);
  first = second != NULL ? canonicalise_rdf (options, contexts) : NULL;
  if (first != NULL) {
    value = sign_texts (key, first, second);
    json_object_set_new (proof, "proofValue", json_string (value));
  }
  return value != NULL ? g_steal_pointer (&proof) : NULL;
}

/* Section 3.3: the proof has the document's context too. */
static json_t *
prove_jcs (const CoffretHolderKey *key,
           json_t *document,
           const CoffretSigning *signing,
           GError **error)
{
  g_autoptr (json_t) proof = make_proof (key, signing, "eddsa-jcs-2022");
  g_autoptr (GString) first = NULL;
  g_autoptr (GString) second = NULL;
  g_autofree char *value = NULL;

  json_object_set (proof, "@context", json_object_get (document, "@context"));
  first = coffret_jcs_write (proof, error);
  second = first != NULL ? coffret_jcs_write (document, error) : NULL;
  if (second == NULL)
    return NULL;
  value = sign_texts (key, first, second);
  json_object_set_new (proof, "proofValue", json_string (value));
  return g_steal_pointer (&proof);
}

gboolean
coffret_holder_key_sign (const CoffretHolderKey *key,
                         json_t *document,
                         const CoffretSigning *signing,
                         CoffretContexts *contexts,
                         GError **error)
{
  json_t *proof = prove_rdf (key, document, signing, contexts);

  if (proof == NULL)
    proof = prove_jcs (key, document, signing, error);
  if (proof == NULL)
    return FALSE;
  json_object_set_new (document, "proof", proof);
  return TRUE;
}
