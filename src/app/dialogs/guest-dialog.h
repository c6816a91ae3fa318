/* guest-dialog.h: what a guest session is, what it promises and what nobody can.
 *
 * Either before one, with its language to be chosen; or in one, to look it up.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_GUEST_DIALOG (coffret_guest_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretGuestDialog, coffret_guest_dialog, COFFRET, GUEST_DIALOG, AdwDialog)

/* Emits "begin" with the language ("fr") that was chosen, and closes. LANGUAGES: those to choose
 * from. */
CoffretGuestDialog *coffret_guest_dialog_new_to_begin (const char *const *languages);
CoffretGuestDialog *coffret_guest_dialog_new (void);

G_END_DECLS
