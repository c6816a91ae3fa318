/* checklist.h: the first steps of somebody who never had a vault, with what is done of them.
 *
 * Each leads to its lesson (lesson.h). Hides itself when all are done, when its owner does not want
 * to see it, and where there are no lessons; the page to learn on brings it back. The setting
 * "first-steps" remembers that.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CHECKLIST (coffret_checklist_get_type ())
G_DECLARE_FINAL_TYPE (CoffretChecklist, coffret_checklist, COFFRET, CHECKLIST, AdwPreferencesGroup)

/* Stays hidden unless SESSION (nullable) is on a vault that its owner keeps. */
void coffret_checklist_set_session (CoffretChecklist *self, CoffretSession *session);

G_END_DECLS
