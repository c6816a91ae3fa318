/* own-dates-dialog.h: dates that the holder shows instead of the issuer's. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_OWN_DATES_DIALOG (coffret_own_dates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretOwnDatesDialog, coffret_own_dates_dialog, COFFRET, OWN_DATES_DIALOG, AdwDialog)

/* Signal "saved": the dates are others now. */
CoffretOwnDatesDialog *coffret_own_dates_dialog_new (CoffretSession *session, CoffretEntry *entry);

G_END_DECLS
