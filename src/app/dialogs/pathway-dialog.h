/* pathway-dialog.h: one pathway: which of its steps are done, and what the others want.
 *
 * A step that is done leads to the credential that did it. Follows no changes: it is modal.
 */
#pragma once

#include <adwaita.h>

#include "organise/planning.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PATHWAY_DIALOG (coffret_pathway_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretPathwayDialog, coffret_pathway_dialog, COFFRET, PATHWAY_DIALOG, AdwDialog)

/* PROGRESS is read at once and not kept. */
CoffretPathwayDialog *
coffret_pathway_dialog_new (CoffretSession *session, const CoffretPathwayProgress *progress);

/* What a step says, below its name: "Done: Wound care". Owned. */
char *coffret_pathway_step_words (CoffretLibrary *library,
                                  const CoffretPathwayStep *step,
                                  const CoffretStepProgress *progress);

G_END_DECLS
