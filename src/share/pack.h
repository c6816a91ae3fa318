/* pack.h: a parcel with what only its owner knows of it.
 *
 * Which credential of the vault each disclosure is of, and which members of the group are not in
 * it. The parcel leaves; this does not, but for what the ledger keeps. Immutable and counted.
 */
#pragma once

#include "share/parcel.h"
#include "vault/sharing-groups.h"

G_BEGIN_DECLS

/* One credential as the vault knew it then: one for each disclosure of the parcel. */
typedef struct {
  char *credential; /* its id */
  char *digest;     /* of its content */
  char *title;      /* whatever of it is shown */
  char *issuer;     /* the same */
  char *verdict;    /* nullable: not checked yet */
} CoffretPackItem;

/* A member that is not in the parcel, and why. */
typedef struct {
  char *credential;
  char *title;  /* never NULL */
  char *reason; /* a sentence */
} CoffretLeftBehind;

typedef struct {
  CoffretParcel *parcel;
  CoffretSharingGroup *group; /* as it was when this was made */
  GPtrArray *items;           /* CoffretPackItem, one for each disclosure */
  GPtrArray *left_behind;     /* CoffretLeftBehind */
} CoffretPack;

#define COFFRET_TYPE_PACK (coffret_pack_get_type ())
GType coffret_pack_get_type (void);

/* Empty but for these: GROUP is copied, PARCEL referenced. Whoever made it fills it, then nobody
 * changes it. */
CoffretPack *coffret_pack_new (CoffretParcel *parcel, const CoffretSharingGroup *group);
/* PACK with nothing but what is at INDEX: what leaves when one of its credentials is shared. */
CoffretPack *coffret_pack_new_part (const CoffretPack *pack, guint index);
CoffretPack *coffret_pack_ref (CoffretPack *pack);
void coffret_pack_unref (CoffretPack *pack);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CoffretPack, coffret_pack_unref)

void coffret_pack_item_free (CoffretPackItem *item);
void coffret_left_behind_free (CoffretLeftBehind *left);

/* What leaves of CREDENTIAL, borrowed; NULL: nothing. */
const CoffretDisclosure *coffret_pack_find (const CoffretPack *pack, const char *credential);
/* Why it cannot be given away: nothing is in it, or its end is past. NULL: it can. */
const char *coffret_pack_refuse (const CoffretPack *pack);

G_END_DECLS
