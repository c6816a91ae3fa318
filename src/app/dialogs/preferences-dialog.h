/* preferences-dialog.h: how things look, and where the vault lies, how it opens and when it locks.
 *
 * Every choice holds at once; there is nothing to confirm. Appearance is written to
 * SETTINGS, what concerns the vault is asked of its door.
 */
#pragma once

#include <adwaita.h>

#include "app/lock-watch/lock-watch.h"
#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PREFERENCES_DIALOG (coffret_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPreferencesDialog,
                      coffret_preferences_dialog,
                      COFFRET,
                      PREFERENCES_DIALOG,
                      AdwPreferencesDialog)

/* WATCH is NULL where nothing locks the vault by itself. */
CoffretPreferencesDialog *
coffret_preferences_dialog_new (GSettings *settings, CoffretDoor *door, CoffretLockWatch *watch);

G_END_DECLS
