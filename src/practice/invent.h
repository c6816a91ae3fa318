/* invent.h: makes what an invented person has, anew each time.
 *
 * Issuers get new keys, credentials new ids, and dates count from today, so that what ends soon
 * always does. What somebody altered was signed first, what was withdrawn is on a signed list, and
 * what nobody can check lacks what it takes: the verifier finds all of that out by itself.
 */
#pragma once

#include "organise/practice.h"

G_BEGIN_DECLS

/* A CoffretPracticeMaker. PERSON: an id of person.h, NULL or unknown: the first one. */
CoffretPracticeSet *coffret_invent (const char *person);
/* The same as if it were NOW. */
CoffretPracticeSet *coffret_invent_at (const char *person, CoffretInstant now);

G_END_DECLS
