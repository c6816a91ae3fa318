/* several-bar.h: what can be done with the chosen credentials, below their list.
 *
 * Shown while the choice is of several. Each act is one step of undo (several.h) and
 * ends the choice, but for the one that asks for a new compartment.
 */
#pragma once

#include <adwaita.h>

#include "app/choice.h"
#include "organise/session.h"
#include "organise/view.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SEVERAL_BAR (coffret_several_bar_get_type ())
G_DECLARE_FINAL_TYPE (CoffretSeveralBar, coffret_several_bar, COFFRET, SEVERAL_BAR, AdwBin)

/* Once, before anything else. */
void coffret_several_bar_set_choice (CoffretSeveralBar *self,
                                     CoffretSession *session,
                                     CoffretChoice *choice);
/* What may be done depends on where they lie; COMPARTMENT is nullable. */
void coffret_several_bar_set_place (CoffretSeveralBar *self,
                                    CoffretPlace place,
                                    const char *compartment);

G_END_DECLS
