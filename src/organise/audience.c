#include "organise/audience.h"

#include <glib/gi18n-lib.h>

#define F(name) COFFRET_FIELDS (COFFRET_FIELD_##name)

/* What anybody is shown whom one wants to tell what one can do. */
#define WHAT_AND_WHO                                                                               \
  (F (TITLE) | F (ISSUER) | F (AWARDED) | F (DESCRIPTION) | F (SKILLS) | F (OUTCOMES) |            \
   F (CRITERIA) | F (LEVEL) | F (IMAGE))
/* That it is the person who shares it, whom others vouch for, and how long it lasts. */
#define FOR_AN_EMPLOYER (WHAT_AND_WHO | F (EXPIRES) | F (HOLDER) | F (ENDORSEMENTS))
/* What only those need to whom one is a name in a register. */
#define OF_A_REGISTER (F (CONTACT) | F (BIRTH) | F (NUMBER) | F (OTHER))

typedef struct {
  const char *id;
  const char *label;
  const char *sentence;
  CoffretFields fields;
} Preset;

static const Preset presets[COFFRET_N_AUDIENCES] = {
  [COFFRET_AUDIENCE_POTENTIAL_EMPLOYER] = {
    "potential-employer",
    N_ ("Potential employer"),
    N_ ("What you can do and who says so, without grades, hours and courses."),
    FOR_AN_EMPLOYER,
  },
  [COFFRET_AUDIENCE_CURRENT_EMPLOYER] = {
    "current-employer",
    N_ ("Current employer"),
    N_ ("What you can do, with what shows your work, without grades, hours and courses."),
    FOR_AN_EMPLOYER | F (EVIDENCE),
  },
  [COFFRET_AUDIENCE_ADMISSIONS] = {
    "admissions",
    N_ ("Admissions"),
    N_ ("Everything, as it was issued, so that they can check every word of it."),
    COFFRET_FIELDS_ALL,
  },
  [COFFRET_AUDIENCE_PROFESSOR] = {
    "professor",
    N_ ("Professor"),
    N_ ("Everything about your learning, but not your address, birth date and numbers."),
    COFFRET_FIELDS_ALL & ~OF_A_REGISTER,
  },
  [COFFRET_AUDIENCE_FELLOW_LEARNER] = {
    "fellow-learner",
    N_ ("Fellow learner"),
    N_ ("What you learned and how, without grades."),
    WHAT_AND_WHO | F (EXPIRES) | F (COURSE) | F (HOURS) | F (CREDITS),
  },
  [COFFRET_AUDIENCE_PUBLIC] = {
    "public",
    N_ ("Public"),
    N_ ("What you can do and who says so, and nothing that only some should know."),
    WHAT_AND_WHO,
  },
  [COFFRET_AUDIENCE_OWN] = {
    "own",
    N_ ("My own choice"),
    N_ ("Just what you choose."),
    FOR_AN_EMPLOYER,
  },
};

const char *
coffret_audience_to_id (CoffretAudience audience)
{
  return presets[audience].id;
}

CoffretAudience
coffret_audience_from_id (const char *id)
{
  for (CoffretAudience audience = 0; audience < COFFRET_N_AUDIENCES; audience++)
    if (g_strcmp0 (presets[audience].id, id) == 0)
      return audience;
  return COFFRET_AUDIENCE_OWN;
}

const char *
coffret_audience_to_label (CoffretAudience audience)
{
  return _ (presets[audience].label);
}

const char *
coffret_audience_to_sentence (CoffretAudience audience)
{
  return _ (presets[audience].sentence);
}

CoffretFields
coffret_audience_get_fields (CoffretAudience audience)
{
  return presets[audience].fields;
}
