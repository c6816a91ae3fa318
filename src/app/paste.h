/* paste.h: what is on the clipboard, as something that can be added.
 *
 * Files come first, then pictures as the bytes that they were copied as (a baked
 * badge keeps what is baked into it), then text: JSON or a token. A link is only
 * named: nothing is fetched.
 */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

typedef struct {
  GListModel *files; /* GFile's; NULL when there are none */
  GBytes *bytes;
  char *name; /* what to call the bytes */
  char *link;
} CoffretPaste;

#define COFFRET_TYPE_PASTE (coffret_paste_get_type ())
GType coffret_paste_get_type (void);
CoffretPaste *coffret_paste_copy (CoffretPaste *paste);
void coffret_paste_free (CoffretPaste *paste);

/* Resolves to a CoffretPaste with one of files, bytes or link; rejects with a
 * sentence for people when there is nothing to add. */
DexFuture *coffret_paste_read (GdkClipboard *clipboard);

G_END_DECLS
