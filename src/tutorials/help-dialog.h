/* help-dialog.h: the help as pages: the list of them, searched, each of them, and "Get Help".
 *
 * A search is answered by questions, and looks at answers too. Links lead on from page to page; a
 * page that a lesson goes with begins it ("app.lesson"), which closes the help.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COFFRET_TYPE_HELP_DIALOG (coffret_help_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretHelpDialog, coffret_help_dialog, COFFRET, HELP_DIALOG, AdwDialog)

/* TOPICS are CoffretTopic's; referenced. OUTLINE is all that “Get Help” shows, copies and saves. */
CoffretHelpDialog *coffret_help_dialog_new (GPtrArray *topics, const char *outline);
/* PLACE as in app/help.h; "" or one that there is not: the list. */
void coffret_help_dialog_show (CoffretHelpDialog *self, const char *place);
/* As if WORDS had been typed. */
void coffret_help_dialog_search (CoffretHelpDialog *self, const char *words);

G_END_DECLS
