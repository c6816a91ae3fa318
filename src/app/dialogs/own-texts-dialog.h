/* own-texts-dialog.h: the holder's own translation of what an issuer says, text by text. */
#pragma once

#include <adwaita.h>

#include "credential/credential.h"
#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_OWN_TEXTS_DIALOG (coffret_own_texts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretOwnTextsDialog, coffret_own_texts_dialog, COFFRET, OWN_TEXTS_DIALOG, AdwDialog)

/* The texts are those in LANGUAGES (coffret_text_best()). Signal "saved": they are others now. */
CoffretOwnTextsDialog *coffret_own_texts_dialog_new (CoffretSession *session,
                                                     CoffretEntry *entry,
                                                     const CoffretCredential *credential,
                                                     const char *const *languages);

G_END_DECLS
