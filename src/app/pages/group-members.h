/* group-members.h: the credentials of a sharing group, in their owner's order.
 *
 * Each with how it leaves, once that is known, and a menu for what can be done with it; the same
 * by keys, and the order by dragging, too. A long list is filled as it is read on. Every act is
 * one step of undo.
 */
#pragma once

#include <adwaita.h>

#include "share/packing.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_GROUP_MEMBERS (coffret_group_members_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretGroupMembers, coffret_group_members, COFFRET, GROUP_MEMBERS, AdwPreferencesGroup)

/* Once, before anything else. */
void coffret_group_members_set_group (CoffretGroupMembers *self,
                                      CoffretSession *session,
                                      CoffretGroup *group);
/* What leaves of them (nullable: not known yet). */
void coffret_group_members_set_pack (CoffretGroupMembers *self, CoffretPack *pack);

G_END_DECLS
