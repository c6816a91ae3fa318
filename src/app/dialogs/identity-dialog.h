/* identity-dialog.h: one name, address or other identity of the holder, new or changed.
 *
 * Saves by itself and closes once it is saved; what cannot be so is said in the dialog,
 * which then stays. Signal "saved".
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_IDENTITY_DIALOG (coffret_identity_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretIdentityDialog, coffret_identity_dialog, COFFRET, IDENTITY_DIALOG, AdwDialog)

/* IDENTITY NULL: a new one, of KIND to begin with. */
CoffretIdentityDialog *coffret_identity_dialog_new (CoffretSession *session,
                                                    CoffretIdentity *identity,
                                                    CoffretIdentityKind kind);

G_END_DECLS
