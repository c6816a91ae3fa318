/* compare-dialog.h: two versions of a credential beside each other, field by field.
 *
 * A table whose rows say what each version says and, in words, what became of it; what changed
 * comes first. Where nobody has said yet whether they belong together, that can be said here.
 * Signal "opened" (an id): one of the two is to be shown.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_COMPARE_DIALOG (coffret_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretCompareDialog, coffret_compare_dialog, COFFRET, COMPARE_DIALOG, AdwDialog)

CoffretCompareDialog *
coffret_compare_dialog_new (CoffretSession *session, CoffretEntry *older, CoffretEntry *newer);

G_END_DECLS
