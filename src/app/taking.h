/* taking.h: what comes in through a window, and where each thing goes: the acts of adding.
 *
 * Files, folders, pictures, the clipboard, what is typed in, practice files, what somebody shared,
 * backups. A credential goes to the dialog that adds, over the open vault; what was shared is shown
 * as who shared it meant it to be seen; a backup opens the dialog that brings a vault back. What
 * comes before the vault is open waits here, and nothing is lost when it is locked in between.
 * Actions: win.add, win.check, win.choose-files, win.choose-folder, win.choose-picture, win.paste,
 * win.type-in, win.add-practice-file, win.keep-received. Property: waiting (how many files do).
 */
#pragma once

#include "app/vault-view.h"
#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_TAKING (coffret_taking_get_type ())
G_DECLARE_FINAL_TYPE (CoffretTaking, coffret_taking, COFFRET, TAKING, GObject)

/* For the class of the window only. */
void coffret_taking_install (GtkWidgetClass *klass);

/* WINDOW owns it. */
CoffretTaking *coffret_taking_new (GtkWindow *window);
/* What is there to be taken into; after whoever shows what it says, as dialogs go over that. */
void coffret_taking_follow (CoffretTaking *self, CoffretDoor *door);
/* What the window shows from now on; NULL: no open vault. The dialog over it is gone. */
void coffret_taking_set_view (CoffretTaking *self, CoffretVaultView *view);
/* Which acts can be chosen now; what waited is taken in if it can be. */
void coffret_taking_update (CoffretTaking *self);

/* FILES holds GFile's; they are added now, or once the vault is open. */
void coffret_taking_add_files (CoffretTaking *self, GListModel *files);

G_END_DECLS
