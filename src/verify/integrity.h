/* integrity.h: what all proofs inside JSON documents have in common.
 *
 * Inside the module only. VC Data Integrity 1.0: the proof's own rules, the key and whose it is,
 * the signed text, and from these the three answers. A suite adds what its signature looks like and
 * what it is compared with.
 */
#pragma once

#include "jsonld/rdfc.h"
#include "verify/proof.h"
#include "verify/resolve.h"
#include "verify/vocabulary.h"

G_BEGIN_DECLS

/* In bytes that are hashed in the same time: the dearest of the kinds. */
#define COFFRET_COST_OF_SIGNATURE (64 * 1024)
#define COFFRET_COST_OF_REFUSAL (8 * 1024 * 1024)

typedef struct _CoffretIntegritySuite CoffretIntegritySuite;

/* One proof, while it is looked at. */
typedef struct {
  const CoffretIntegritySuite *suite;
  const CoffretSecured *secured;
  const json_t *proof;
  const CoffretGrounds *grounds;
  CoffretProofResult *result;
  gboolean by_meaning; /* signed is what words mean; FALSE: the text */
  CoffretVocabulary vocabulary;
  GBytes *signature;   /* decoded */
  GString *header;     /* of a JWS: what is signed before the hashes; NULL: nothing */
  GPtrArray *resolved; /* CoffretResolvedKey; NULL: none */
  GPtrArray *keys;     /* CoffretCandidate */
  guint8 hashes[2 * COFFRET_DIGEST_MAX_LENGTH]; /* of the last comparison, the options' first */
} CoffretAttempt;

typedef struct {
  CoffretKey *key;
  const CoffretResolvedKey *resolved; /* NULL: nobody's */
} CoffretCandidate;

/* What was signed, under one digest and one reading of the contexts. */
typedef struct {
  const CoffretDigest *digest;
  const CoffretDataset *dataset; /* of the document; NULL with JCS */
  char **labels;                 /* canonical ones of DATASET */
  const char *document;          /* canonical */
  gsize document_length;
  const char *options; /* canonical */
  gsize options_length;
  guint n_lines;
} CoffretReading;

struct _CoffretIntegritySuite {
  const char *const *names;    /* of the cryptosuite, or of the type; NULL-terminated */
  gboolean has_type;           /* the name is that of the proof's type, there is no cryptosuite */
  gboolean older_escaping;     /* also as URDNA2015 was written */
  const char *options_context; /* NULL: the document's */
  const char *second_hash;     /* what it is of: "documentHash" */
  gsize cost_of_line;          /* of checking each line by itself */
  guint key_types;             /* bits 1 << CoffretKeyType */
  /* Fills `signature`; FALSE when the proof has been answered. */
  gboolean (*open) (CoffretAttempt *attempt);
  /* Whether the signature matches READING under KEY. */
  gboolean (*matches) (CoffretAttempt *attempt,
                       const CoffretReading *reading,
                       const CoffretKey *key);
};

gboolean coffret_integrity_knows (const CoffretIntegritySuite *suite, const json_t *proof);
/* By RDF and by JCS: all of it, from the proof to the answers. */
void coffret_integrity_verify_rdf (const CoffretIntegritySuite *suite,
                                   const CoffretSecured *secured,
                                   const json_t *proof,
                                   const CoffretGrounds *grounds,
                                   CoffretProofResult *result);
void coffret_integrity_verify_jcs (const CoffretIntegritySuite *suite,
                                   const CoffretSecured *secured,
                                   const json_t *proof,
                                   const CoffretGrounds *grounds,
                                   CoffretProofResult *result);

/* For suites: `open` of a proofValue in base58btc, and `matches` of a signature over the hashes of
 * options and document. */
gboolean coffret_integrity_open_base58 (CoffretAttempt *attempt);
gboolean coffret_integrity_matches (CoffretAttempt *attempt,
                                    const CoffretReading *reading,
                                    const CoffretKey *key);
/* Fills `hashes`; how many bytes of them. */
gsize coffret_integrity_hash (CoffretAttempt *attempt, const CoffretReading *reading);

/* The steps, for the two transformations. */
gboolean coffret_attempt_begin (CoffretAttempt *attempt);
void coffret_attempt_clear (CoffretAttempt *attempt);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CoffretAttempt, coffret_attempt_clear)

/* The digest that goes with KEY; NULL: not a key of this suite. */
const CoffretDigest *coffret_attempt_digest (const CoffretAttempt *attempt, const CoffretKey *key);
/* Without the proofs, or with only the earlier ones that this one builds on. NULL when one of these
 * is missing; that is answered. A new reference. */
json_t *coffret_attempt_document (CoffretAttempt *attempt);
/* The proof less its signature. A new reference. */
json_t *coffret_attempt_options (CoffretAttempt *attempt);
/* READING's texts and hashes for experts; EDITION and ESCAPING nullable. */
void coffret_attempt_keep (CoffretAttempt *attempt,
                           const CoffretReading *reading,
                           const char *edition,
                           const char *escaping);

/* COFFRET_JSONLD_ERROR_TOO_COMPLEX when the budget does not suffice. */
gboolean coffret_attempt_spend (CoffretAttempt *attempt, gsize bytes, GError **error);
/* Roughly the bytes of VALUE as text and in memory. */
gsize coffret_attempt_weigh (const json_t *value);

/* Answers. */
void coffret_attempt_answer_error (CoffretAttempt *attempt, const GError *error);
void coffret_attempt_answer (CoffretAttempt *attempt,
                             CoffretAnswer answer,
                             const char *code,
                             const char *subject,
                             const char *details);
/* DROPPED (nullable): the reading's. */
void coffret_attempt_accept (CoffretAttempt *attempt,
                             const CoffretCandidate *candidate,
                             GPtrArray *dropped);

G_END_DECLS
