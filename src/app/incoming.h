/* incoming.h: what somebody shared, told from credentials before these are added or checked.
 *
 * A page, a PDF, a code or a signed presentation is for looking at: each opens as who gets it sees
 * it (dialogs/received-dialog.h), and nothing of it enters the vault unless its owner asks for that
 * there. Whatever else was given goes on to where it was meant to go. Main thread.
 */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "organise/session.h"

G_BEGIN_DECLS

/* Who gives more files than this at once is moving house; so is who gives a folder. */
#define COFFRET_INCOMING_MOST 100

#define COFFRET_TYPE_INCOMING (coffret_incoming_get_type ())
G_DECLARE_FINAL_TYPE (CoffretIncoming, coffret_incoming, COFFRET, INCOMING, GObject)

/* Of GFile's, or of bytes that people know as NAME. Resolves to a CoffretIncoming. */
DexFuture *coffret_incoming_sort (GListModel *files);
DexFuture *coffret_incoming_sort_bytes (GBytes *bytes, const char *name);

/* What nobody shared: GFile's in their order, or the bytes, which are NULL then. Borrowed. */
GListModel *coffret_incoming_get_files (CoffretIncoming *self);
GBytes *coffret_incoming_get_bytes (CoffretIncoming *self);
const char *coffret_incoming_get_name (CoffretIncoming *self); /* of the bytes */

/* How many were shared and not shown yet. */
guint coffret_incoming_count (CoffretIncoming *self);
/* Shows them over FROM, the first on top. SESSION (nullable): whose owner vouches for issuers, and
 * whose vault may keep a copy if it takes anything in. */
void coffret_incoming_show (CoffretIncoming *self, GtkWidget *from, CoffretSession *session);

G_END_DECLS
