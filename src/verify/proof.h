/* proof.h: one way of signing; the list of all of them.
 *
 * A suite answers for one proof whether the signature matches (PROOF), whether
 * everything is covered by it (COVERAGE), and whether the key belongs to the issuer
 * that the document names (BINDING). It decides nothing else. Adding a suite is one new file and
 * one line in suites.c; nothing outside asks which suite it was.
 */
#pragma once

#include "credential/credential.h"
#include "verify/check.h"
#include "verify/grounds.h"
#include "verify/key.h"

G_BEGIN_DECLS

/* What may still be spent: so that neither many proofs nor many credentials in one take longer than
 * one of the largest does. */
typedef struct {
  gsize bytes; /* read, written out canonically, or as much work as these take */
} CoffretProofBudget;

#define COFFRET_PROOF_BUDGET_BYTES (64 * 1024 * 1024)

/* What is signed: a JSON document with a proof in it, or a token. Borrowed. */
typedef struct {
  const json_t
    *document;        /* as received, with every proof; of a token its claims, disclosures put in */
  const char *token;  /* the compact JWS or SD-JWT; NULL: DOCUMENT carries its own proof */
  const char *format; /* CoffretCredential's: "ob2", "ob3", "presentation", "status-list" … */
  const char *purpose;        /* "assertionMethod"; of a presentation "authentication" */
  const char *signer;         /* the id that the key must belong to: the issuer, the holder of a
                                 presentation; NULL: the document does not name it */
  CoffretProofBudget *budget; /* shared by all that lies in one item; NULL: one of its own */
  CoffretToken *parsed;       /* TOKEN as its reader took it apart; NULL: not yet, or an SD-JWT */
} CoffretSecured;

typedef struct {
  char *name;   /* "eddsa-rdfc-2022", "Ed25519Signature2020", "ES256" */
  char *method; /* the verification method as named; nullable */
  CoffretCheck proof;
  CoffretCheck coverage;
  CoffretCheck binding;
  CoffretKey *key;        /* the one that was tried; nullable */
  CoffretInstant created; /* NONE: not said */
  CoffretInstant expires; /* of the proof itself; NONE: for ever */
  GPtrArray *dropped;     /* JSON pointers and why: what the signature does not cover */
  json_t *details;        /* an object for experts: hashes (hex), canonical texts, edition … */
  GPtrArray *used;        /* SHA-256 (hex) of the grounds that it rests on; owned strings */
} CoffretProofResult;

CoffretProofResult *coffret_proof_result_new (const char *name);
void coffret_proof_result_free (CoffretProofResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretProofResult, coffret_proof_result_free)

typedef struct {
  const char *id;
  /* PROOF is one member of the document's proof; NULL for a token. */
  gboolean (*knows) (const CoffretSecured *secured, const json_t *proof);
  /* Fills RESULT. Never fails: what cannot be decided is an answer. */
  void (*verify) (const CoffretSecured *secured,
                  const json_t *proof,
                  const CoffretGrounds *grounds,
                  CoffretProofResult *result);
} CoffretProofSuite;

/* Asked in this order; NULL-terminated; the last knows everything and says that it is not
 * supported, naming it. */
extern const CoffretProofSuite *const coffret_proof_suites[];

/* Every proof of SECURED: CoffretProofResult's in the document's order, none when it is not signed;
 * proof chains (previousProof) included. Bounded: a document with more than 16 proofs has its
 * further ones answered unknown, as are those for which the budget does not suffice. Owned. */
GPtrArray *coffret_proofs_verify (const CoffretSecured *secured, const CoffretGrounds *grounds);

G_END_DECLS
