/* outcome-private.h: how an import says what became of a file's members. Inside the
 * module only. */
#pragma once

#include "organise/import.h"

G_BEGIN_DECLS

CoffretOutcome *coffret_outcome_new (CoffretOutcomeKind kind,
                                     const char *file,
                                     const char *place,
                                     guint item,
                                     const char *id,
                                     const char *title);
/* That it is a newer version of. */
void coffret_outcome_set_earlier (CoffretOutcome *self, const char *id);
CoffretOutcome *coffret_outcome_new_refused (
  const char *file, const char *place, guint item, const GError *error, gint64 offset);

G_END_DECLS
