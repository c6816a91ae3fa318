/* grouping-dialog.h: which compartments could be made for what lies in none, and making those that
 * the owner wants. */
#pragma once

#include <adwaita.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* So many in no compartment are worth an offer. */
#define COFFRET_GROUPING_WORTH 8

#define COFFRET_TYPE_GROUPING_DIALOG (coffret_grouping_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretGroupingDialog, coffret_grouping_dialog, COFFRET, GROUPING_DIALOG, AdwDialog)

/* OWNER tells what came of it, for as long as it lives. SETTINGS is nullable. */
CoffretGroupingDialog *
coffret_grouping_dialog_new (CoffretSession *session, GSettings *settings, GtkWidget *owner);

G_END_DECLS
