/* arrived.h: what somebody shared, told from credentials before these are added or checked.
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
#define COFFRET_ARRIVED_MOST 100

#define COFFRET_TYPE_ARRIVED (coffret_arrived_get_type ())
G_DECLARE_FINAL_TYPE (CoffretArrived, coffret_arrived, COFFRET, ARRIVED, GObject)

/* Of GFile's, or of bytes that people know as NAME. Resolves to a CoffretArrived. */
DexFuture *coffret_arrived_sort (GListModel *files);
DexFuture *coffret_arrived_sort_bytes (GBytes *bytes, const char *name);

/* What nobody shared: GFile's in their order, or the bytes, which are NULL then. Borrowed. */
GListModel *coffret_arrived_get_files (CoffretArrived *self);
GBytes *coffret_arrived_get_bytes (CoffretArrived *self);
const char *coffret_arrived_get_name (CoffretArrived *self); /* of the bytes */

/* How many were shared and not shown yet. */
guint coffret_arrived_count (CoffretArrived *self);
/* Shows them over FROM, the first on top. SESSION (nullable): whose owner vouches for issuers, and
 * whose vault may keep a copy if it takes anything in. */
void coffret_arrived_show (CoffretArrived *self, GtkWidget *from, CoffretSession *session);

G_END_DECLS
