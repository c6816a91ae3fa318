/* version-dialog.h: which other credential is a version of this one, by its owner's choice.
 *
 * For what was issued again under another name: what has the same one is offered by itself. A
 * search over all of them; what belongs together already is left out. Which of the two is the
 * newer follows from their dates.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_VERSION_DIALOG (coffret_version_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretVersionDialog, coffret_version_dialog, COFFRET, VERSION_DIALOG, AdwDialog)

CoffretVersionDialog *coffret_version_dialog_new (CoffretSession *session, CoffretEntry *entry);

G_END_DECLS
