/* fields-dialog.h: what may be seen of all credentials in a sharing group, or of one of them.
 *
 * Each switch is an act of its own, done at once and undone by one step.
 */
#pragma once

#include <adwaita.h>

#include "organise/sharing.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_FIELDS_DIALOG (coffret_fields_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretFieldsDialog, coffret_fields_dialog, COFFRET, FIELDS_DIALOG, AdwDialog)

CoffretFieldsDialog *coffret_fields_dialog_new (CoffretSession *session, CoffretGroup *group);
/* Of CREDENTIAL, one of GROUP, which says PRESENT. */
CoffretFieldsDialog *coffret_fields_dialog_new_for (CoffretSession *session,
                                                    CoffretGroup *group,
                                                    CoffretEntry *credential,
                                                    CoffretFields present);

G_END_DECLS
