/* people-dialog.h: the invented people there are to practise with: who each is, and who it is now.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_PEOPLE_DIALOG (coffret_people_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPeopleDialog, coffret_people_dialog, COFFRET, PEOPLE_DIALOG, AdwDialog)

/* CURRENT: whose vault is open. */
CoffretPeopleDialog *coffret_people_dialog_new (const char *current);

G_END_DECLS
