/* members-dialog.h: which credentials come into a sharing group: searched for and ticked.
 *
 * Offers those that are not in it yet and not in the trash. What is ticked stays so whatever is
 * searched for. Signal "picked" (a GPtrArray of CoffretEntry, in the order in which they were
 * ticked): the dialog is closed by then.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_MEMBERS_DIALOG (coffret_members_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretMembersDialog, coffret_members_dialog, COFFRET, MEMBERS_DIALOG, AdwDialog)

CoffretMembersDialog *coffret_members_dialog_new (CoffretSession *session, CoffretGroup *group);
/* Its id, borrowed. */
const char *coffret_members_dialog_get_group (CoffretMembersDialog *self);

G_END_DECLS
