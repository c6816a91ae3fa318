/* dates.h: is it in force now?
 *
 * Inside the module only. The dates that belong to the version of the standard that a
 * document follows (VC Data Model 1.1, 4.5 and 4.6, and 2.0, 4.9; RFC 7519, 4.1; Open Badges 2.0)
 * and those of its proofs, against the clock of the grounds. A clock that cannot be right
 * can still tell that something is over.
 */
#pragma once

#include "verify/proof.h"

G_BEGIN_DECLS

/* For nbf and iat: two clocks never agree. */
#define COFFRET_DATES_SKEW (5 * G_TIME_SPAN_MINUTE)

typedef struct {
  CoffretInstant from;  /* the latest beginning; NONE: none is named */
  CoffretInstant until; /* the earliest end; NONE: none is named */
  const char *broken;   /* the name of a member that is no date; NULL: all are */
} CoffretValidity;

/* What SECURED says of itself. The end of a proof is not in it. */
CoffretValidity coffret_dates_read (const CoffretSecured *secured);

/* COUNTED: the CoffretProofResult's that decide. CHECK is replaced. */
void coffret_dates_check (const CoffretSecured *secured,
                          const GPtrArray *counted,
                          const CoffretGrounds *grounds,
                          CoffretCheck *check);

/* The claims of SECURED's token as they were signed, before anything was put in their places.
 * NULL: it is none. A new reference. */
json_t *coffret_dates_read_claims (const CoffretSecured *secured);

G_END_DECLS
