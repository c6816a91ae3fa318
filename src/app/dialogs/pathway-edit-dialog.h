/* pathway-edit-dialog.h: "these n build that", made or changed by the owner.
 *
 * Saves by itself, as one step of undo, and closes once that is done. What a file said beyond what
 * is to be seen here (skills, achievements, how many of several) stays as it was.
 */
#pragma once

#include <adwaita.h>

#include "organise/planning.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PATHWAY_EDIT_DIALOG (coffret_pathway_edit_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretPathwayEditDialog, coffret_pathway_edit_dialog, COFFRET, PATHWAY_EDIT_DIALOG, AdwDialog)

/* ROW NULL: a new one, which ENTRIES (nullable; CoffretEntry's) are steps of already. */
CoffretPathwayEditDialog *coffret_pathway_edit_dialog_new (CoffretSession *session,
                                                           const CoffretPathwayRow *row,
                                                           GPtrArray *entries);
/* A new one that PLAN (taken) is the beginning of. */
CoffretPathwayEditDialog *
coffret_pathway_edit_dialog_new_of_plan (CoffretSession *session, CoffretPathwayPlan *plan);

G_END_DECLS
