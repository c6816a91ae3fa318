/* check-dialog.h: what a file is and says, without adding it.
 *
 * Needs no vault, so that it can be had while it is locked. Files are dropped, chosen or
 * pasted; one credential is shown at once, several as a list that leads to each, and what somebody
 * shared as who got it sees it (arrived.h). Closing forgets everything. Signal "add": what was
 * checked is to be added after all; the dialog is closed by then and
 * coffret_check_dialog_hand_over() can be called.
 */
#pragma once

#include <adwaita.h>

#include "app/dialogs/add-dialog.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CHECK_DIALOG (coffret_check_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretCheckDialog, coffret_check_dialog, COFFRET, CHECK_DIALOG, AdwDialog)

/* SESSION (nullable): whose owner vouches for issuers. ADDABLE: a vault is open that takes what is
 * checked. TRACELESS: nothing may be noted anywhere of what is chosen. */
CoffretCheckDialog *
coffret_check_dialog_new (CoffretSession *session, gboolean addable, gboolean traceless);

/* FILES holds GFile's: files or folders. */
void coffret_check_dialog_take_files (CoffretCheckDialog *self, GListModel *files);
/* NAME: what the dialog calls it. */
void coffret_check_dialog_take_bytes (CoffretCheckDialog *self, GBytes *bytes, const char *name);

/* Gives to ADD what was checked last. */
void coffret_check_dialog_hand_over (CoffretCheckDialog *self, CoffretAddDialog *add);

G_END_DECLS
