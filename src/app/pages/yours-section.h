/* yours-section.h: what the holder writes over a credential: an own title, a note.
 *
 * A group of the credential's page. Each field is saved when it is left, when its page
 * goes, and, for the title, at Enter; each saving is one step of undo and says so.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_YOURS_SECTION (coffret_yours_section_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretYoursSection, coffret_yours_section, COFFRET, YOURS_SECTION, AdwPreferencesGroup)

CoffretYoursSection *coffret_yours_section_new (CoffretSession *session, CoffretEntry *entry);

G_END_DECLS
