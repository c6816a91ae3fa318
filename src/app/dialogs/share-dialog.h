/* share-dialog.h: the ways in which a sharing group can leave, and the act itself.
 *
 * Each way says what it is good for, or why it cannot be used now. Nothing leaves before it is in
 * the ledger, nor before its owner has shown who they are, if they want to be asked (share-ask.h).
 */
#pragma once

#include <adwaita.h>

#include "share/packing.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_SHARE_DIALOG (coffret_share_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretShareDialog, coffret_share_dialog, COFFRET, SHARE_DIALOG, AdwDialog)

/* PAGE: of the vault's view; what is done is told there. */
CoffretShareDialog *coffret_share_dialog_new (CoffretSession *session,
                                              CoffretPacker *packer,
                                              CoffretGroup *group,
                                              GtkWidget *page);

G_END_DECLS
