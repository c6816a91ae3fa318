/* packing.h: from a sharing group to the parcel that leaves.
 *
 * Reads the group's credentials from the vault and discloses of each what the group allows, on a
 * worker. What was read is remembered, so that a switch that is turned shows at once; it goes with
 * the packer, which a page should let go of when the session ends. What lies in the trash, is
 * deleted or cannot be read stays behind, and is told. Lives on the main thread.
 */
#pragma once

#include "organise/sharing.h"
#include "share/pack.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PACKER (coffret_packer_get_type ())
G_DECLARE_FINAL_TYPE (CoffretPacker, coffret_packer, COFFRET, PACKER, GObject)

/* CATALOGUES: as for coffret_wording_new(). */
CoffretPacker *coffret_packer_new (CoffretSession *session, const char *catalogues);
/* Of GROUP as it is given, saved or not; one that is in no vault has no key yet, so that nothing of
 * it is signed. Resolves to a CoffretPack; rejects with G_IO_ERROR_CANCELLED. */
DexFuture *coffret_packer_make (CoffretPacker *self,
                                const CoffretSharingGroup *group,
                                CoffretInstant now,
                                GCancellable *cancellable);

G_END_DECLS
