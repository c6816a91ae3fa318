/* credential-page.h: what one credential says, in human terms.
 *
 * Shows at once what the library knows of it, then reads the original again for
 * the rest (credential-sections.h). Properties: beside (it stands beside the
 * list), narrow.
 */
#pragma once

#include <adwaita.h>

#include "app/picture-loader.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_CREDENTIAL_PAGE (coffret_credential_page_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretCredentialPage, coffret_credential_page, COFFRET, CREDENTIAL_PAGE, AdwNavigationPage)

CoffretCredentialPage *coffret_credential_page_new (CoffretSession *session,
                                                    CoffretPictureLoader *loader,
                                                    CoffretEntry *entry);
CoffretEntry *coffret_credential_page_get_entry (CoffretCredentialPage *self);

/* Once the session has ended: takes a part away; FALSE: there is none any more. */
gboolean coffret_credential_page_shed (CoffretCredentialPage *self);

/* The focus to all of it, so that what stands at its head is read out first. */
void coffret_credential_page_focus (CoffretCredentialPage *self);

G_END_DECLS
