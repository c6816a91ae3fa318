/* parcel-view.h: what leaves in one act of sharing, line by line, and what stays hidden.
 *
 * Shows the pack that the ways out get, and asks nobody else: what stands here is what
 * leaves. In the language of what leaves, but for what is said to its owner alone. Long ones are
 * filled as they are read on. Signal "whole", with the id of a credential: its owner wants to show
 * all of it, so that its issuer's proof goes along.
 */
#pragma once

#include <adwaita.h>

#include "share/packing.h"

G_BEGIN_DECLS

#define COFFRET_TYPE_PARCEL_VIEW (coffret_parcel_view_get_type ())
G_DECLARE_FINAL_TYPE (CoffretParcelView, coffret_parcel_view, COFFRET, PARCEL_VIEW, AdwBin)

CoffretParcelView *coffret_parcel_view_new (void);
/* Again with another: what has the focus, and how far it was read, stay where they are. */
void coffret_parcel_view_set_pack (CoffretParcelView *self, CoffretPack *pack);

/* How it leaves, for its owner: "Goes along whole, with its issuer's proof". */
const char *coffret_parcel_view_how (const CoffretDisclosure *disclosure);
G_END_DECLS
