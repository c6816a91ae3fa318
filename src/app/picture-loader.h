/* picture-loader.h: the pictures of credentials, decoded out of harm's way.
 *
 * The bytes come from strangers: they are decoded by a program of its own
 * (decode/), small, without rights and killed when it takes too long, at most
 * two at a time. A thumbnail is kept in the vault, so that a list decodes only
 * once. Only what lies in the original is looked at: a URL is never fetched.
 * One loader per session; what it holds goes with it. Main thread only.
 */
#pragma once

#include <gtk/gtk.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* Pixels on the longer side. */
#define COFFRET_PICTURE_SMALL 128
#define COFFRET_PICTURE_LARGE 512

#define COFFRET_TYPE_PICTURE_LOADER (coffret_picture_loader_get_type ())
G_DECLARE_FINAL_TYPE (
  CoffretPictureLoader, coffret_picture_loader, COFFRET, PICTURE_LOADER, GObject)

CoffretPictureLoader *coffret_picture_loader_new (CoffretSession *session);

/* The property "shown": whether the owner wants pictures at all. While not, there is none. */
gboolean coffret_picture_loader_is_shown (CoffretPictureLoader *self);

/* What was loaded a moment ago; borrowed, NULL when it must be loaded. */
GdkTexture *coffret_picture_loader_peek (CoffretPictureLoader *self, CoffretEntry *entry);

/* Resolves to a GdkTexture of at most SIZE pixels, or rejects with
 * G_IO_ERROR_NOT_FOUND when the credential has no picture of its own,
 * G_IO_ERROR_CANCELLED when nobody waits any more, or what went wrong. */
DexFuture *coffret_picture_loader_load (CoffretPictureLoader *self,
                                        CoffretEntry *entry,
                                        int size,
                                        GCancellable *cancellable);

/* The encoded picture that lies in ITEM itself; owned, NULL when there is none. */
GBytes *coffret_picture_of_item (const CoffretItem *item);

/* Decodes ENCODED (PNG, JPEG, GIF, WebP or SVG, at most 20 MiB) in the helper.
 * Resolves to the PNG bytes. */
DexFuture *coffret_picture_decode (GBytes *encoded, int size, GCancellable *cancellable);

G_END_DECLS
