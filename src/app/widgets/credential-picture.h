/* credential-picture.h: the picture of one credential, or one for its kind.
 *
 * Shows at once what the loader remembers, else the symbol of the kind. Nothing
 * is decoded before coffret_credential_picture_load(): whoever shows many of these
 * calls it for those that can be seen and _cancel() for the others. Decoration
 * only: assistive technology does not see it.
 */
#pragma once

#include <adwaita.h>

#include "app/picture-loader.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CREDENTIAL_PICTURE (coffret_credential_picture_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretCredentialPicture, coffret_credential_picture, COFFRET, CREDENTIAL_PICTURE, AdwBin)

/* ENTRY and LOADER are nullable. */
void coffret_credential_picture_set_entry (CoffretCredentialPicture *self,
                                           CoffretEntry *entry,
                                           CoffretPictureLoader *loader);
/* The picture in ITEM, which lies in no vault; after the entry is set. It is decoded at once. */
void coffret_credential_picture_set_item (CoffretCredentialPicture *self, const CoffretItem *item);
void coffret_credential_picture_load (CoffretCredentialPicture *self);
void coffret_credential_picture_cancel (CoffretCredentialPicture *self);

G_END_DECLS
