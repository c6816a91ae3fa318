#include "app/audiences.h"

const char *
coffret_audience_icon (CoffretAudience audience)
{
  static const char *const icons[COFFRET_N_AUDIENCES] = {
    [COFFRET_AUDIENCE_POTENTIAL_EMPLOYER] = "coffret-briefcase-symbolic",
    [COFFRET_AUDIENCE_CURRENT_EMPLOYER] = "coffret-house-symbolic",
    [COFFRET_AUDIENCE_ADMISSIONS] = "coffret-school-symbolic",
    [COFFRET_AUDIENCE_PROFESSOR] = "coffret-book-symbolic",
    [COFFRET_AUDIENCE_FELLOW_LEARNER] = "coffret-people-symbolic",
    [COFFRET_AUDIENCE_PUBLIC] = "coffret-globe-symbolic",
    [COFFRET_AUDIENCE_OWN] = "coffret-star-symbolic",
  };

  return icons[audience];
}
