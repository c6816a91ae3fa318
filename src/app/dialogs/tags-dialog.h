/* tags-dialog.h: the tags of several credentials at once. Each change is one step of undo. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_TAGS_DIALOG (coffret_tags_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CoffretTagsDialog, coffret_tags_dialog, COFFRET, TAGS_DIALOG, AdwDialog)

/* ENTRIES are CoffretEntry's. */
AdwDialog *coffret_tags_dialog_new (CoffretSession *session, GPtrArray *entries);

G_END_DECLS
