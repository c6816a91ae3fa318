/* merge-dialog.h: a backup brought into the open vault: what it holds, what opens it where the
 * vault's own key does not, what is wanted of it, how far it is, and what came of it.
 *
 * Nothing is written before the person asks for it. While it runs, closing means stopping; what
 * came in by then stays, and is in the list.
 */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_MERGE_DIALOG (coffret_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretMergeDialog, coffret_merge_dialog, COFFRET, MERGE_DIALOG, AdwDialog)

/* NULL with an error when PATH is no backup, or nothing can be brought into this vault. */
CoffretMergeDialog *
coffret_merge_dialog_new (CoffretSession *session, const char *path, GError **error);

G_END_DECLS
