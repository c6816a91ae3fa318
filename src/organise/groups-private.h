/* groups-private.h: how the session fills and changes the sharing groups. Inside the module only.
 */
#pragma once

#include "organise/change.h"
#include "organise/groups.h"

G_BEGIN_DECLS

/* What they are made of, as it lies in the vault. */
typedef struct {
  GPtrArray *rows; /* CoffretSharingGroup */
  int ask_after;
} CoffretGroupsLoad;

/* On the vault's thread. */
CoffretGroupsLoad *coffret_groups_load (CoffretDatabase *database, GError **error);
void coffret_groups_load_free (CoffretGroupsLoad *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretGroupsLoad, coffret_groups_load_free)

CoffretGroups *coffret_groups_new (void);
/* Everything as LOAD (taken) says; those that are known stay the same objects. */
void coffret_groups_fill (CoffretGroups *self, CoffretGroupsLoad *load);
/* Empties them. */
void coffret_groups_clear (CoffretGroups *self);
/* ROW (nullable: it goes) has that ID; copied. */
void coffret_groups_set (CoffretGroups *self, const char *id, const CoffretSharingGroup *row);
/* What is no longer in LIBRARY is in no group: the vault has taken it out already. */
void coffret_groups_prune (CoffretGroups *self, CoffretLibrary *library);
/* ROW (copied) is on its way into the vault, until it is forgotten as often. */
void coffret_groups_add_pending (CoffretGroups *self, const CoffretSharingGroup *row);
void coffret_groups_forget_pending (CoffretGroups *self, const char *id);
/* What is on its way, else what is there; NULL: neither. Borrowed. */
const CoffretSharingGroup *coffret_groups_get_latest (CoffretGroups *self, const char *id);
/* Emits "shared". */
void coffret_groups_shared (CoffretGroups *self, const char *share, const char *group);

/* As commands. ROW (nullable: it goes) has that ID; copied. */
void
coffret_commands_add_group (CoffretChange *change, const char *id, const CoffretSharingGroup *row);
void coffret_commands_add_asking (CoffretChange *change, int after);

G_END_DECLS
