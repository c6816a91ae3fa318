/* group-changes.h: what is otherwise in a sharing group than when it was shared last.
 *
 * A row for each, with the next step where there is one; not there while there is nothing to say.
 * Asks again whenever the group, the library or the ledger changes.
 */
#pragma once

#include <adwaita.h>

#include "organise/changed.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_GROUP_CHANGES (coffret_group_changes_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretGroupChanges, coffret_group_changes, COFFRET, GROUP_CHANGES, AdwPreferencesGroup)

/* Once, before anything else. */
void coffret_group_changes_set_group (CoffretGroupChanges *self,
                                      CoffretSession *session,
                                      CoffretGroup *group);

/* A row that says CHANGED, without a step. */
GtkWidget *coffret_changed_row_new (const CoffretChanged *changed);

G_END_DECLS
