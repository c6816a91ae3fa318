/* verdict.h: the one-word answer to "is it genuine?", by the design's table.
 *
 * One small pure function: the first row that applies. Nothing else decides.
 */
#pragma once

#include "verify/check.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_VERDICT_MALFORMED,
  COFFRET_VERDICT_UNSIGNED,
  COFFRET_VERDICT_INVALID,
  COFFRET_VERDICT_UNCHECKED,
  COFFRET_VERDICT_REVOKED,
  COFFRET_VERDICT_SUSPENDED,
  COFFRET_VERDICT_EXPIRED,
  COFFRET_VERDICT_NOT_YET_VALID,
  COFFRET_VERDICT_SIGNED,
  COFFRET_VERDICT_UNCONFIRMED,
  COFFRET_VERDICT_VERIFIED,
} CoffretVerdict;

/* CHECKS has COFFRET_N_CHECKS. A proof that is not applicable means that there is none. Which of
 * revoked or suspended, and of expired or not yet valid, is told by the codes "revoked",
 * "suspended", "expired" and "not-yet-valid". */
CoffretVerdict coffret_verdict_decide (const CoffretCheck *checks);

/* "verified", "not-yet-valid", … */
const char *coffret_verdict_to_id (CoffretVerdict verdict);
/* For people, translated: "Genuine when issued", and a whole sentence. The one place for these
 * words; coffret_report_sentence() says more where more is known. */
const char *coffret_verdict_to_word (CoffretVerdict verdict);
const char *coffret_verdict_to_sentence (CoffretVerdict verdict);
gboolean coffret_verdict_from_id (const char *id, CoffretVerdict *verdict);

G_END_DECLS
