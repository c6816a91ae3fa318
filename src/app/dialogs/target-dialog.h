/* target-dialog.h: how many hours of learning the owner wants in a year, and when it begins.
 *
 * Sets it by itself, as one step of undo, and closes once that is done; what cannot be so is said
 * in the dialog, which then stays.
 */
#pragma once

#include <adwaita.h>

#include "organise/planning.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_TARGET_DIALOG (coffret_target_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretTargetDialog, coffret_target_dialog, COFFRET, TARGET_DIALOG, AdwDialog)

CoffretTargetDialog *coffret_target_dialog_new (CoffretSession *session);

G_END_DECLS
