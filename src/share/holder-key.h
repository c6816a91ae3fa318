/* holder-key.h: the key with which a holder signs what is shared with one audience.
 *
 * Every sharing group has an Ed25519 key of its own, named did:key, so that two recipients
 * who compare what they got do not find the same name in it. Signs JSON documents as VC Data
 * Integrity EdDSA Cryptosuites 1.0 says: eddsa-rdfc-2022 where every word of the document has a
 * meaning that Coffret knows, so that most verifiers can follow; else eddsa-jcs-2022, which covers
 * every byte of it whatever it means.
 */
#pragma once

#include "base/instant.h"
#include "base/json.h"
#include "base/secret.h"
#include "jsonld/contexts.h"

G_BEGIN_DECLS

/* How many bytes the secret has that a key is made of: the seed of RFC 8032. */
#define COFFRET_HOLDER_KEY_LENGTH 32

typedef struct _CoffretHolderKey CoffretHolderKey;

/* SEED has COFFRET_HOLDER_KEY_LENGTH bytes. */
CoffretHolderKey *coffret_holder_key_new (CoffretSecret *seed);
CoffretHolderKey *coffret_holder_key_ref (CoffretHolderKey *key);
void coffret_holder_key_unref (CoffretHolderKey *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretHolderKey, coffret_holder_key_unref)

/* "did:key:z6Mk…" */
const char *coffret_holder_key_get_did (const CoffretHolderKey *key);

typedef struct {
  const char *purpose; /* "authentication" for a presentation, "assertionMethod" for a statement */
  const char *domain;  /* for whom; nullable */
  const char *challenge; /* nullable */
  CoffretInstant created;
  CoffretInstant expires; /* NONE: it does not end by itself */
  const char *method;     /* the verification method; NULL: the key's own, under its did:key */
} CoffretSigning;

/* Adds the proof to DOCUMENT, which has a context and no proof. */
gboolean coffret_holder_key_sign (const CoffretHolderKey *key,
                                  json_t *document,
                                  const CoffretSigning *signing,
                                  CoffretContexts *contexts,
                                  GError **error);

G_END_DECLS
