/* group-menu.h: what can be done with one sharing group, as a menu; and with which ones a
 * credential can be shared. The actions are those of the vault view ("vault.…"), with the group's
 * id. */
#pragma once

#include "organise/library.h"

G_BEGIN_DECLS

/* Owned by the caller. */
GMenuModel *coffret_group_menu_new (CoffretGroup *group, CoffretLibrary *library);
/* The id of the group STEP places further, or NULL. */
const char *coffret_group_neighbour (CoffretLibrary *library, CoffretGroup *group, int step);
/* Where it stands among all, from 1. */
guint coffret_group_rank (CoffretLibrary *library, CoffretGroup *group);

G_END_DECLS
