/* received-dialog.h: what a recipient sees of what somebody shared: who, until when, and what of it
 * is proved by whom; each credential in it leads to what it says.
 *
 * Of a file of any kind that is shared from here. Nothing of it enters the vault, which need not be
 * open.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_RECEIVED_DIALOG (coffret_received_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretReceivedDialog, coffret_received_dialog, COFFRET, RECEIVED_DIALOG, AdwDialog)

/* SESSION (nullable) is who vouches for issuers. NAME of the file; nullable. */
CoffretReceivedDialog *
coffret_received_dialog_new (CoffretSession *session, GBytes *bytes, const char *name);
/* Of a file that somebody else shared: says that nothing was added, and offers to keep a copy where
 * the vault of SESSION takes it (action "win.keep-received"). */
CoffretReceivedDialog *
coffret_received_dialog_new_opened (CoffretSession *session, GBytes *bytes, const char *name);

G_END_DECLS
