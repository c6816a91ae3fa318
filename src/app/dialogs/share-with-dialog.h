/* share-with-dialog.h: from something to be shared to a sharing group, in two steps.
 *
 * With whom? Somebody new of some kind, or a group that is there. What of it? The switches, with
 * the preset of such people. Signal "confirmed": the draft is as it is wanted; "chosen", with the
 * id of a group that is there.
 */
#pragma once

#include <adwaita.h>

#include "organise/sharing.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SHARE_WITH_DIALOG (coffret_share_with_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretShareWithDialog, coffret_share_with_dialog, COFFRET, SHARE_WITH_DIALOG, AdwDialog)

/* DRAFT: taken. EXISTING: groups that are there are offered too. */
CoffretShareWithDialog *coffret_share_with_dialog_new (CoffretSession *session,
                                                       CoffretSharingGroup *draft,
                                                       gboolean existing);
/* Borrowed. */
const CoffretSharingGroup *coffret_share_with_dialog_get_draft (CoffretShareWithDialog *self);

G_END_DECLS
