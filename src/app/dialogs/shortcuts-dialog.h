/* shortcuts-dialog.h: what can be done with which keys, to be searched.
 *
 * Shows the list of shortcuts.h. A row is one stop for the keyboard and one sentence
 * for a screen reader.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_SHORTCUTS_DIALOG (coffret_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretShortcutsDialog, coffret_shortcuts_dialog, COFFRET, SHORTCUTS_DIALOG, AdwDialog)

CoffretShortcutsDialog *coffret_shortcuts_dialog_new (void);
/* Shows the rows that have all of the words. */
void coffret_shortcuts_dialog_search (CoffretShortcutsDialog *self, const char *words);

G_END_DECLS
