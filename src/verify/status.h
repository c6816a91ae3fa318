/* status.h: has its issuer left it in force?
 *
 * Inside the module only. One interface, one file for each kind of list: adding one is one new
 * file and one line in status.c. What all lists have in common is decided in one place: a list
 * counts when its id is the referenced address and the credential's issuer signed it, or when it
 * came unsigned over TLS from the issuer's own host; it speaks as of its own date; the newest
 * wins; past its end, or when it is old, it cannot say that all is well; but a revocation once
 * seen stands.
 */
#pragma once

#include "verify/proof.h"

G_BEGIN_DECLS

/* A list that says neither until when it is good nor for how long. */
#define COFFRET_STATUS_MAX_AGE (30 * G_TIME_SPAN_DAY)

typedef struct {
  const CoffretSecured *secured; /* the credential */
  const CoffretGrounds *grounds;
  GPtrArray *used; /* SHA-256 of grounds, to be added to */
} CoffretStatusQuestion;

typedef struct {
  const char *id;
  /* ENTRY: a member of credentialStatus; a token's "status"; an Open Badges 2 assertion. */
  gboolean (*knows) (const CoffretSecured *secured, const json_t *entry);
  /* CHECK is replaced. */
  void (*ask) (const CoffretStatusQuestion *question, const json_t *entry, CoffretCheck *check);
} CoffretStatusMethod;

extern const CoffretStatusMethod coffret_status_bitstring; /* and StatusList2021 */
extern const CoffretStatusMethod coffret_status_token_list;
extern const CoffretStatusMethod coffret_status_1edtech;
extern const CoffretStatusMethod coffret_status_ob2;

/* The one question for all entries: any no is no, else any unknown is unknown. */
void coffret_status_check (const CoffretStatusQuestion *question, CoffretCheck *check);

typedef enum {
  COFFRET_FINDING_CLEAR,
  COFFRET_FINDING_REVOKED,
  COFFRET_FINDING_SUSPENDED,
  COFFRET_FINDING_MESSAGE,  /* something that is neither; see `message` */
  COFFRET_FINDING_UNUSABLE, /* this list cannot be read, or not at this place */
} CoffretFindingKind;

typedef struct {
  CoffretFindingKind kind;
  char *message; /* from the list, cleaned; nullable */
  char *note;    /* technical: what was tolerated, or why it is unusable; nullable */
  gint64 ttl;    /* microseconds; 0: it names none */
} CoffretFinding;

/* Looks ENTRY up in LIST, the claims of one list. */
typedef void (*CoffretStatusLook) (const CoffretStatusQuestion *question,
                                   const json_t *entry,
                                   const json_t *list,
                                   CoffretFinding *finding);

/* Asks every edition of the list at URL that counts. CHECK is replaced. */
void coffret_status_ask_lists (const CoffretStatusQuestion *question,
                               const json_t *entry,
                               const char *url,
                               CoffretStatusLook look,
                               CoffretCheck *check);

void
coffret_finding_set (CoffretFinding *finding, CoffretFindingKind kind, const char *note_format, ...)
  G_GNUC_PRINTF (3, 4);

G_END_DECLS
