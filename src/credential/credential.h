/* credential.h: what a credential says, in one shape for every format.
 *
 * A plain record, filled by one reader and never changed afterwards. Whatever
 * the document does not say is NULL, COFFRET_INSTANT_NONE, or an empty array:
 * nothing is guessed. Every text has been cleaned of control characters and is
 * bounded in length; links are as written and may point anywhere: they are
 * never followed by themselves.
 *
 * The summary follows the fifteen items that Ontario's micro-credential practice
 * guide asks an issuer to tell. Nothing here says whether any of it is true: that
 * is the verifier's part.
 */
#pragma once

#include "base/catalogue.h"
#include "base/instant.h"
#include "credential/text.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_KIND_OTHER,
  COFFRET_KIND_MICRO_CREDENTIAL,
  COFFRET_KIND_BADGE,
  COFFRET_KIND_CERTIFICATE,
  COFFRET_KIND_CERTIFICATION,
  COFFRET_KIND_DIPLOMA,
  COFFRET_KIND_TRANSCRIPT,
  COFFRET_KIND_LICENCE,
  COFFRET_KIND_LETTER,
} CoffretKind;

/* Stable names for files and JSON: "micro-credential", "badge", … */
const char *coffret_kind_to_id (CoffretKind kind);
CoffretKind coffret_kind_from_id (const char *id);
/* For people, translated: "Micro-credential". */
const char *coffret_kind_to_label (CoffretKind kind);
/* The same in the language of CATALOGUE, borrowed from it. */
const char *coffret_kind_to_label_in (CoffretKind kind, const CoffretCatalogue *catalogue);
/* From an achievementType of Open Badges 3.0 (B.2.1) or the words of a title.
 * COFFRET_KIND_OTHER when they say nothing. */
CoffretKind coffret_kind_from_achievement_type (const char *achievement_type);

typedef struct {
  char *id; /* DID or URL */
  CoffretText *name;
  CoffretText *description;
  char *url;
  char *email;
  char *image; /* URL, often data: */
} CoffretProfile;

typedef struct {
  CoffretText *name;
  CoffretText *description;
  char *framework; /* "ESCO", "CASE", … as the document names it */
  char *code;
  char *url;
} CoffretSkill;

typedef struct {
  CoffretText *name; /* what was assessed; may be NULL */
  char *value;       /* as written: "A", "87", "Pass" */
  char *achieved_level;
  char *status;
} CoffretResult;

typedef struct {
  CoffretText *name;
  CoffretText *description;
  CoffretText *narrative;
  char *genre;
  char *audience;
  char *url;
} CoffretEvidence;

typedef struct {
  CoffretProfile *endorser;
  CoffretText *comment;
  CoffretInstant made;
} CoffretEndorsement;

typedef struct _CoffretToken CoffretToken; /* token.h */

typedef struct {
  CoffretKind kind;
  char *achievement_type; /* as written */
  char *id;               /* the credential's own id, if it has one */
  const char *format; /* "ob2", "ob3", "clr2", "vc", "sd-jwt-vc", "own"; to be verified only, never
                         to be kept: "presentation", "status-list" */
  char *proof;        /* cryptosuite, proof type or JOSE algorithm; NULL: unsigned */

  CoffretText *title;            /* the credential's own name, else that of the achievement */
  CoffretText *achievement_name; /* where it is not the title; else NULL */
  CoffretText *description;
  CoffretProfile *issuer;
  CoffretProfile *holder; /* whom it is about; its name is often absent */
  char *holder_identity;  /* a plain or hashed e-mail or other identifier */
  char *image;            /* URL, often data: */
  char *language;         /* of the achievement or of the document, BCP 47 */

  CoffretInstant awarded; /* where no such date is given, the day from which it is valid */
  CoffretInstant valid_from;
  CoffretInstant expires;

  CoffretText *criteria;
  char *criteria_url;
  GPtrArray *outcomes; /* CoffretText */
  GPtrArray *skills;   /* CoffretSkill */
  CoffretText *mode;
  char *workload;        /* as written, e.g. "PT15H"; hours below where it says so */
  double workload_hours; /* 0 when unknown */
  double credits;        /* 0 when unknown */
  CoffretText *prerequisites;
  CoffretText *assessment;
  CoffretText *supervision;
  CoffretText *quality_assurance;
  CoffretText *stackability;
  char *level;
  char *grade;
  GPtrArray *results;      /* CoffretResult */
  GPtrArray *evidence;     /* CoffretEvidence */
  GPtrArray *endorsements; /* CoffretEndorsement */
  GPtrArray *parts;        /* CoffretCredential: what a CLR holds */

  json_t *document;     /* the claims themselves, for "Technical details" */
  char *token;          /* the compact JWS or SD-JWT that it came as, key binding included;
                           NULL: the document carries its own proof, or none */
  CoffretToken *parsed; /* that compact JWS taken apart; NULL also for an SD-JWT */
} CoffretCredential;

/* All arrays exist and are empty. */
CoffretCredential *coffret_credential_new (const char *format);
CoffretCredential *coffret_credential_ref (CoffretCredential *credential);
void coffret_credential_unref (CoffretCredential *credential);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretCredential, coffret_credential_unref)

CoffretProfile *coffret_profile_new (void);
void coffret_profile_free (CoffretProfile *profile);
CoffretSkill *coffret_skill_new (void);
CoffretResult *coffret_result_new (void);
CoffretEvidence *coffret_evidence_new (void);
CoffretEndorsement *coffret_endorsement_new (void);

/* What search looks in: every text in every language, folded. Owned. */
char *coffret_credential_search_text (const CoffretCredential *credential);

/* The languages that its texts can be read in, such as "fr", in the order of the document:
 * those of every text that is there in more than one. What issuer, holder and endorsers say of
 * themselves does not count. Empty: there is no choice. */
char **coffret_credential_languages (const CoffretCredential *credential);

G_END_DECLS
