/* window.h: the window: the door page until the vault is open, then the vault.
 *
 * What shows the vault is made when the door opens and thrown away when it is
 * locked. On a vault in memory a sign at the bottom always says what kind it is, and
 * nothing about the window is remembered. Names from the vault never get into the window's title.
 * Files that come before the vault is open wait (taking.h). Installs the actions "win.…".
 */
#pragma once

#include <adwaita.h>

#include "app/taking.h"
#include "organise/door.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_WINDOW (coffret_window_get_type ())
G_DECLARE_FINAL_TYPE (CoffretWindow, coffret_window, COFFRET, WINDOW, AdwApplicationWindow)

CoffretWindow *coffret_window_new (GtkApplication *application, CoffretDoor *door);
/* Presents it: at once, but where the door only begins to look, as soon as it has, so that the
 * vault is the first that is seen; after a fifth of a second in any case. */
void coffret_window_show (CoffretWindow *self);
/* Another vault in the same window; the one before is locked. */
void coffret_window_set_door (CoffretWindow *self, CoffretDoor *door);
/* Where the person is, and in which vault, as an a{ss}; floating. And to that place, once the vault
 * is open. */
GVariant *coffret_window_describe (CoffretWindow *self);
void coffret_window_return (CoffretWindow *self, GVariant *standing);
/* Once the vault is open: the page of what needs attention. */
void coffret_window_show_attention (CoffretWindow *self);
CoffretDoor *coffret_window_get_door (CoffretWindow *self); /* borrowed */
/* Where short messages appear. */
AdwToastOverlay *coffret_window_get_toasts (CoffretWindow *self);
/* Whether it had to ask first, because what is in a guest's vault may be nowhere else: then it
 * closes by itself, or not at all. */
gboolean coffret_window_ask_before_leaving (CoffretWindow *self);
/* FILES holds GFile's; they are added now, or once the vault is open. */
void coffret_window_add_files (CoffretWindow *self, GListModel *files);
/* What comes in through it, borrowed; NULL: it is gone. */
CoffretTaking *coffret_window_get_taking (CoffretWindow *self);
/* Shown on a projector (presenter.h). Property "presenting", and the action "win.present". */
void coffret_window_set_presenting (CoffretWindow *self, gboolean presenting);

G_END_DECLS
