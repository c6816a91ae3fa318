/* audience.h: for whom one shares, and what such people are shown unless the owner says otherwise.
 *
 * After what learners said: they would show title, date and skills to anybody whom they apply to,
 * but keep grades, hours and courses from employers; those who admit somewhere need everything.
 * A preset only fills in what the owner then changes at will. Ids are stable: they are in vaults.
 */
#pragma once

#include "credential/field.h"

G_BEGIN_DECLS

typedef enum {
  COFFRET_AUDIENCE_POTENTIAL_EMPLOYER,
  COFFRET_AUDIENCE_CURRENT_EMPLOYER,
  COFFRET_AUDIENCE_ADMISSIONS,
  COFFRET_AUDIENCE_PROFESSOR,
  COFFRET_AUDIENCE_FELLOW_LEARNER,
  COFFRET_AUDIENCE_PUBLIC,
  COFFRET_AUDIENCE_OWN, /* none of these: the owner chose each field */
  COFFRET_N_AUDIENCES,
} CoffretAudience;

/* "potential-employer" */
const char *coffret_audience_to_id (CoffretAudience audience);
/* OWN where ID (nullable) is of none. */
CoffretAudience coffret_audience_from_id (const char *id);
/* For people: "Potential employer". */
const char *coffret_audience_to_label (CoffretAudience audience);
/* One sentence: what they see and why. */
const char *coffret_audience_to_sentence (CoffretAudience audience);
/* What they may see unless the owner says otherwise. */
CoffretFields coffret_audience_get_fields (CoffretAudience audience);

G_END_DECLS
