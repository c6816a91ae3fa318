/* parcel-dialog.h: what the recipient of a sharing group will see, before it leaves.
 *
 * Follows the group while it is on the screen. From here on it is shared.
 */
#pragma once

#include <adwaita.h>

#include "share/packing.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PARCEL_DIALOG (coffret_parcel_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretParcelDialog, coffret_parcel_dialog, COFFRET, PARCEL_DIALOG, AdwDialog)

/* PAGE: of the vault's view; what is done is told there. */
CoffretParcelDialog *coffret_parcel_dialog_new (CoffretSession *session,
                                                CoffretPacker *packer,
                                                CoffretGroup *group,
                                                GtkWidget *page);

G_END_DECLS
