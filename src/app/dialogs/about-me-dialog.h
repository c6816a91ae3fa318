/* about-me-dialog.h: who the holder is: names, e-mail addresses and other identities.
 *
 * Shows the session's list as it changes. Each act is one step of undo, offered in a
 * toast of the dialog's own.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_ABOUT_ME_DIALOG (coffret_about_me_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretAboutMeDialog, coffret_about_me_dialog, COFFRET, ABOUT_ME_DIALOG, AdwDialog)

CoffretAboutMeDialog *coffret_about_me_dialog_new (CoffretSession *session);

G_END_DECLS
