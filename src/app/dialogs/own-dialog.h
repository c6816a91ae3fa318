/* own-dialog.h: the form in which a credential is typed in, or changed later.
 *
 * Signal "saved" (the credential's id): it is in the vault.
 */
#pragma once

#include <adwaita.h>

#include "organise/attachments.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_OWN_DIALOG (coffret_own_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretOwnDialog, coffret_own_dialog, COFFRET, OWN_DIALOG, AdwDialog)

/* A new one; COMPARTMENT (nullable) is where it is put. */
CoffretOwnDialog *coffret_own_dialog_new (CoffretSession *session, const char *compartment);
/* ENTRY, which was typed in and is read as CREDENTIAL. */
CoffretOwnDialog *coffret_own_dialog_new_for (CoffretSession *session,
                                              CoffretEntry *entry,
                                              const CoffretCredential *credential);

G_END_DECLS
