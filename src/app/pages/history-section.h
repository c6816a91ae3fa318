/* history-section.h: the versions of one credential, on its page: each with its dates and verdict.
 *
 * Besides, what may be another version, as long as nobody has said whether it is. Follows the
 * library; nothing of it is seen where there is neither. Signal "offered": there is something to
 * answer, or no more.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_HISTORY_SECTION (coffret_history_section_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretHistorySection, coffret_history_section, COFFRET, HISTORY_SECTION, AdwPreferencesGroup)

CoffretHistorySection *coffret_history_section_new (CoffretSession *session, CoffretEntry *entry);

/* The first thing to answer: borrowed until the next "offered". FALSE: there is none. */
gboolean coffret_history_section_get_offer (CoffretHistorySection *self,
                                            CoffretEntry **older,
                                            CoffretEntry **newer);

G_END_DECLS
