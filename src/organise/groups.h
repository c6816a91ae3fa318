/* groups.h: the sharing groups of the vault, in their owner's order.
 *
 * A GListModel of CoffretGroup. Belongs to the library (coffret_library_get_groups()), lives on the
 * main thread, changed by acts of the session only (sharing.h). Signal "shared" (the id of the
 * share, and of its group or NULL): a line was added to the ledger. Signal "changed": a group came,
 * went or changed. Property "ask-after": see asking.h.
 */
#pragma once

#include "organise/group.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_GROUPS (coffret_groups_get_type ())
G_DECLARE_FINAL_TYPE (CoffretGroups, coffret_groups, COFFRET, GROUPS, GObject)

/* NULL: there is none. Borrowed. */
CoffretGroup *coffret_groups_find (CoffretGroups *self, const char *id);
/* Those that CREDENTIAL is in, borrowed; owned array. */
GPtrArray *coffret_groups_list_of (CoffretGroups *self, const char *credential);
/* Minutes; COFFRET_ASKING_NEVER, COFFRET_ASKING_ALWAYS. */
int coffret_groups_get_ask_after (CoffretGroups *self);

G_END_DECLS
