/* credential-row.h: one credential in a list. Recycled: it is given an entry, and
 * another one later. In a narrow window the verdict stands below the text. */
#pragma once

#include <gtk/gtk.h>

#include "app/widgets/credential-picture.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CREDENTIAL_ROW (coffret_credential_row_get_type ())
G_DECLARE_FINAL_TYPE (CoffretCredentialRow, coffret_credential_row, COFFRET, CREDENTIAL_ROW, GtkBox)

CoffretCredentialRow *coffret_credential_row_new (void);

/* Both nullable. */
void coffret_credential_row_set_entry (CoffretCredentialRow *self,
                                       CoffretEntry *entry,
                                       CoffretPictureLoader *loader);
CoffretEntry *coffret_credential_row_get_entry (CoffretCredentialRow *self);
CoffretCredentialPicture *coffret_credential_row_get_picture (CoffretCredentialRow *self);

G_END_DECLS
