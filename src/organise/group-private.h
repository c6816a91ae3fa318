/* group-private.h: how a group is made and changed. Inside the module only. */
#pragma once

#include "organise/group.h"

G_BEGIN_DECLS

CoffretGroup *coffret_group_new (const CoffretSharingGroup *row);
/* Notifies for what differs; ROW's id must be the same. Copied. */
void coffret_group_set_row (CoffretGroup *self, const CoffretSharingGroup *row);

G_END_DECLS
